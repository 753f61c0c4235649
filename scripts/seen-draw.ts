/**
 * Draws plugins whose texts are then labeled, so that the draw can be repeated: packages from `tests/accuracy/seen-frame.json` in an order
 * that follows from the seed, one plugin of each, and texts of it up to a number of words. Prints what was drawn as JSON, without labels.
 *
 *     npx tsx scripts/seen-draw.ts FOLDER            packages are fetched into FOLDER, one after another
 *     npx tsx scripts/seen-draw.ts FOLDER --more 12  only the 12 plugins that would be drawn next
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Random, randomOf, shuffled } from './fuzz/random.ts';
import { filesBelow, isComponent } from './seen-packages.ts';

/** Packages whose summary says that they bring texts for the client. */
interface Frame {
  readonly seed: number;
  /** How many plugins are drawn. */
  readonly plugins: number;
  /** Texts are drawn until they have so many words. */
  readonly words: number;
  /** Longer texts are not drawn. */
  readonly longest: number;
  /** `name@version` */
  readonly packages: readonly string[];
}

const { values, positionals } = parseArgs({ options: { more: { type: 'string' } }, allowPositionals: true });
const [target] = positionals;
if (target === undefined) throw new Error('name the folder into which packages are fetched');
const folder = resolve(target);
const file = fileURLToPath(new URL('../tests/accuracy/seen-frame.json', import.meta.url));
const frame = JSON.parse(readFileSync(file, 'utf8')) as Frame;

const more = Number(values.more ?? 0);
const drawn: Record<string, unknown> = {};
for (const spec of shuffled(frame.packages, randomOf(frame.seed))) {
  if (Object.keys(drawn).length === frame.plugins + more) break;
  const fetched = fetchedInto(spec);
  const all = fetched === undefined ? [] : filesBelow(fetched.folder).sort();
  const roots = pluginRoots(all);
  process.stderr.write(`${spec}: ${fetched === undefined ? 'not fetched' : roots.length}\n`);
  if (fetched === undefined || roots.length === 0) continue;
  // Of its own for each package, so that one that is no longer there does not change the others.
  const random = randomOf(frame.seed + createHash('sha256').update(spec).digest().readUInt32BE());
  const root = random.one(roots);
  const texts = all.filter((each) => each.startsWith(root) && isComponent(each.slice(root.length)));
  drawn[spec] = {
    package: spec,
    plugin: spec.replace(/@[^@]*$/, ''),
    set: 'drawn',
    integrity: fetched.integrity,
    root: root === '' ? '.' : root.slice(0, -1),
    files: textsOf(fetched.folder, texts, random).map((each) => each.slice(root.length)),
  };
}
const asked = Object.entries(drawn).slice(more === 0 ? 0 : frame.plugins);
process.stdout.write(`${JSON.stringify(Object.fromEntries(asked), null, 1)}\n`);

/** Fetches a package; undefined if the registry does not have it. */
function fetchedInto(spec: string): { readonly folder: string; readonly integrity: string } | undefined {
  const own = join(folder, spec.replaceAll('/', '+'));
  if (!existsSync(own)) {
    mkdirSync(own, { recursive: true });
    const args = ['pack', spec, '--ignore-scripts', '--pack-destination', own];
    try {
      execFileSync('npm', args, { stdio: 'ignore' });
    } catch {
      return undefined;
    }
  }
  const archive = readdirSync(own).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) return undefined;
  if (!existsSync(join(own, 'package'))) {
    mkdirSync(join(own, 'package'));
    execFileSync('tar', ['-xzf', join(own, archive), '-C', join(own, 'package'), '--strip-components=1']);
  }
  const bytes = readFileSync(join(own, archive));
  return {
    folder: join(own, 'package'),
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
  };
}

/** The folders that have agents, commands or skills, each with a slash at its end; plugins by their manifest, if there are any. */
function pluginRoots(files: readonly string[]): string[] {
  const roots = new Set<string>();
  for (const each of files) {
    const place = /(?:^|\/)(?:agents|commands|skills)\/|(?:^|\/)SKILL\.md$/.exec(each);
    if (place === null) continue;
    const root = each.slice(0, place.index + (place[0].startsWith('/') ? 1 : 0));
    if (isComponent(each.slice(root.length))) roots.add(root);
  }
  const withManifest = [...roots].filter((root) => files.includes(`${root}.claude-plugin/plugin.json`));
  return (withManifest.length > 0 ? withManifest : [...roots]).sort();
}

function textsOf(inFolder: string, texts: readonly string[], random: Random): string[] {
  const taken: string[] = [];
  let words = 0;
  for (const text of shuffled(texts, random)) {
    if (words >= frame.words) break;
    const length = readFileSync(join(inFolder, text), 'utf8').split(/\s+/).length;
    if (length > frame.longest) continue;
    words += length;
    taken.push(text);
  }
  return taken.sort();
}
