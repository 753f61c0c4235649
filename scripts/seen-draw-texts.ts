/**
 * Draws the texts whose calls, and then those whose files, are labeled besides those of `seen-draw.ts`, so that these draws can be
 * repeated, too. Prints them by set and plugin as JSON, without labels.
 *
 *     npx tsx scripts/seen-draw-texts.ts FOLDER      FOLDER has the packages that `npm run accuracy:seen` fetched
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomOf, shuffled } from './fuzz/random.ts';
import { filesBelow, isComponent, type PackageTexts, unpacked } from './seen-packages.ts';

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('name the folder of the packages');
const folder = resolve(target);
const read = (file: string): Record<string, PackageTexts> =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../tests/accuracy/${file}`, import.meta.url)), 'utf8'))
    .plugins;

/** For calls, and for files. */
const [ofCalls, ofFiles] = [20261129, 20261130];
/** Longer texts are not drawn. */
const longest = 5000;
/** How many texts have their files labeled. */
const amount = 32;

const drawn = Object.values(read('drawn-labels.json'));
const next = Object.values(read('file-labels.json')).filter(({ set }) => set === 'drawn-5');
const orders = drawn.map((each) => [each.package, naming(each, each.files ?? [])] as const);
const sets = {
  'drawn-3': orders.map(([spec, texts]) => [spec, texts.slice(0, 3)] as const),
  'drawn-4': orders.map(([spec, texts]) => [spec, texts.slice(3, 7)] as const),
  'drawn-5': next.map((each) => [each.package, naming(each, []).slice(0, 6)] as const),
};
const both = orders.flatMap(([spec, texts]) => [
  ...texts
    .slice(0, 3)
    .sort()
    .map((text) => `${spec} ${text}`),
  ...texts
    .slice(3, 7)
    .sort()
    .map((text) => `${spec} ${text}`),
]);
process.stdout.write(
  `${JSON.stringify(
    {
      ...Object.fromEntries(
        Object.entries(sets).map(([set, all]) => [
          set,
          Object.fromEntries(
            all.flatMap(([spec, texts]) => (texts.length === 0 ? [] : [[spec, [...texts].sort()]])),
          ),
        ]),
      ),
      'drawn-files': shuffled(both, randomOf(ofFiles)).slice(0, amount).sort(),
    },
    null,
    1,
  )}\n`,
);

/** The texts of a plugin that name another component of it, in an order of chance. */
function naming(labels: PackageTexts, known: readonly string[]): string[] {
  const root = unpacked(labels, folder);
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
  const files = filesBelow(root).filter(isComponent).sort();
  const byName = new Map<string, Set<string>>();
  for (const file of files)
    for (const name of namesOf(file, textOf(file)))
      byName.set(name, (byName.get(name) ?? new Set()).add(file));
  const names = [...byName.keys()].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  if (names.length === 0) return [];
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(
    `(?<![\\w./-])([/@\`*"]{0,3})((?:[\\w-]+:)?(?:${escaped.join('|')}))(?![\\w-])(?!/)(?!\\.\\w)`,
    'g',
  );
  const isNamed = (line: string, file: string) =>
    [...line.matchAll(pattern)].some((match) => {
      const [all, mark = '', name = ''] = match;
      const of = byName.get(name) ?? byName.get(name.split(':').slice(1).join(':'));
      const isNextToKind =
        /^[`*"]{0,3}\s+(?:sub-?)?(?:agent|skill|command)/i.test(line.slice(match.index + all.length)) ||
        /(?:agent|skill|command)s?:?\s+$/i.test(line.slice(0, match.index));
      return of?.has(file) === false && (/[-:]/.test(name) || mark !== '' || isNextToKind);
    });
  const eligible = files.filter((file) => {
    const text = textOf(file);
    if (known.includes(file) || text.split(/\s+/).length > longest) return false;
    return text.split('\n').some((line) => isNamed(line, file));
  });
  const seed = ofCalls + createHash('sha256').update(labels.package).digest().readUInt32BE();
  return shuffled(eligible, randomOf(seed));
}

/** What a component may be called: by its front matter and its file, a command also by its folders. */
function namesOf(file: string, text: string): Set<string> {
  const front = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  const own = /^name:\s*["']?([\w:-]+)["']?\s*$/m.exec(front)?.[1];
  const steps = file.replace(/\.md$/, '').split('/');
  const byFile = file.endsWith('SKILL.md') ? steps.at(-2) : steps.at(-1);
  const byFolders = file.startsWith('commands/') ? steps.slice(1).join(':') : undefined;
  return new Set([own, byFile, byFolders].filter((name) => name !== undefined && name !== '') as string[]);
}
