/** The packages whose texts are labeled: fetched from the npm registry by their exact version, and read without running anything of them. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { callsOfText } from '../src/client/calls/calls-of-text.ts';
import type { TextComponent } from '../src/client/components/texts.ts';
import { ownFiles, usesOfText } from '../src/client/file-uses/file-uses.ts';
import { type TextKey, textKeys } from '../src/model/component-kinds.ts';
import type { FileUse } from '../src/model/file-use.ts';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { textOf } from '../src/text/values.ts';
import type { CallLabel, Labels, SeenCall } from './seen-tally.ts';

/** Texts of a plugin in a package, and the calls that are labeled in them. */
export interface PackageTexts {
  /** `name@version` */
  readonly package: string;
  readonly plugin: string;
  /** `tune`: looked at while the reader of files was written. `test` and `drawn-…`: not before they were measured for the first time. */
  readonly set: 'tune' | 'test' | 'drawn-1' | 'drawn-2' | 'drawn-3' | 'drawn-4' | 'drawn-5' | 'drawn-files';
  readonly integrity: string;
  /** The folder of the plugin in the package. */
  readonly root: string;
  /** The only files that are labeled, if not all components are. */
  readonly files?: readonly string[];
  /** Components of the same plugin that its texts call, offer to the user or only mention; undefined if these are not labeled. */
  readonly calls?: readonly CallLabel[];
}

/** What is labeled of a plugin in a package. */
export interface PackageLabels extends PackageTexts, Labels {}

/** What mkt sees of a plugin in a package. */
export interface SeenPackage {
  readonly uses: readonly (FileUse & { readonly form?: string })[];
  readonly calls: readonly SeenCall[];
  /** The files of the components that have a name, which several may. */
  filesOf(component: string): readonly string[];
  readonly described: {
    readonly name: string;
    /** What it is called in its manifest, and so before the names of its components. */
    readonly namespace: string;
    readonly keywords: readonly string[];
    readonly description: string;
  };
}

/** Fetches a package, unless it is there, checks that it is the labeled one, and returns the folder of the plugin. */
export function unpacked({ package: spec, integrity, root }: PackageTexts, folder: string): string {
  const own = join(folder, spec.replaceAll('/', '+'));
  if (!existsSync(own)) {
    // In a folder of its own until it is whole: a run that is stopped must not leave half a package for the next one.
    mkdirSync(folder, { recursive: true });
    const made = mkdtempSync(join(folder, 'unfinished-'));
    const args = ['pack', spec, '--ignore-scripts', '--json', '--pack-destination', made];
    const [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as { filename: string }[];
    const file = join(made, packed?.filename.replace(/^@/, '').replaceAll('/', '-') ?? '');
    const [kind = '', digest] = integrity.split('-', 2);
    try {
      if (createHash(kind).update(readFileSync(file)).digest('base64') !== digest)
        throw new Error(`${spec} is not the package that was labeled`);
      execFileSync('tar', ['-xzf', file, '-C', made]);
      renameSync(made, own);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  }
  return join(own, 'package', root);
}

/** Reads the labeled texts, wherever the package has them: some are only put in place when the package is installed. */
export function seenIn(labels: PackageTexts, folder: string): SeenPackage {
  const all = filesBelow(folder).sort();
  const isOwn = ownFiles(all);
  const components = all.filter(isComponent).map((file) => textAt(folder, file));
  const texts = components.filter(({ path }) => labels.files?.includes(path) !== false);
  const described = describedIn(labels, folder);
  const filesOf = namesIn(components, [described.namespace, labels.plugin]);
  return {
    uses: texts.flatMap((text) => usesOfText(text, isOwn)),
    calls: labels.calls === undefined ? [] : texts.flatMap((text) => seenCalls(text, filesOf)),
    filesOf: (name) => filesOf(name, textKeys),
    described,
  };
}

/** What a text calls that is another component of its plugin. */
const seenCalls = (text: TextComponent, filesOf: ReturnType<typeof namesIn>): SeenCall[] =>
  callsOfText(text).flatMap(({ name, kinds, form, location }) => {
    const files = filesOf(name, kinds).filter((file) => file !== text.path);
    return files.length === 0 || filesOf(name, kinds).includes(text.path)
      ? []
      : [{ file: text.path, line: location.line, name, files, form }];
  });

/** The files of components by name, with a prefix of the plugin or without. */
function namesIn(
  components: readonly TextComponent[],
  prefixes: readonly string[],
): (name: string, kinds: readonly TextKey[]) => string[] {
  const byName = new Map<string, TextComponent[]>();
  for (const component of components) {
    const inFolders = component.path
      .replace(/^.*(?:^|\/)(?:agents|commands|skills)\/|\.md$/g, '')
      .replaceAll('/', ':');
    const own = textOf(component.front.value.name);
    const names =
      component.kind === 'skills' ? [own ?? component.fallback] : [inFolders, own ?? component.fallback];
    for (const name of new Set(names)) byName.set(name, [...(byName.get(name) ?? []), component]);
  }
  return (name, kinds) => {
    const prefix = prefixes.find((each) => name.startsWith(`${each}:`));
    const found = byName.get(prefix === undefined ? name : name.slice(prefix.length + 1)) ?? [];
    return found.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path);
  };
}

/** Whether a file, from the folder of its plugin, is the text of an agent, a command or a skill. */
export const isComponent = (file: string): boolean =>
  !/(?:^|\/)readme\.md$/i.test(file) &&
  /^(?:agents|commands)\/.*\.md$|^skills\/(?:.*\/)?SKILL\.md$|^SKILL\.md$/.test(file);

function textAt(folder: string, file: string): TextComponent {
  const text = readFileSync(join(folder, file), 'utf8').replace(/^\ufeff/, '');
  const front = readFrontMatter(text, file);
  // Templates have these folders inside of others.
  const place = /^.*(?:^|\/)(agents|commands|skills)\//.exec(file)?.[1];
  const kind = textKeys.find((key) => key === place) ?? 'skills';
  const [name = '', above = ''] = file.replace(/\.md$/, '').split('/').reverse();
  const fallback = kind === 'skills' ? above : name;
  return { kind, fallback, path: file, shown: file, file, front, text, description: '' };
}

/** What the manifest of the plugin says, or else that of the package. */
function describedIn({ plugin, root }: PackageTexts, folder: string): SeenPackage['described'] {
  const whole = join(folder, ...root.split('/').map((step) => (step === '.' ? '.' : '..')));
  const places = [
    join(folder, '.claude-plugin/plugin.json'),
    join(folder, 'plugin.json'),
    join(whole, 'package.json'),
  ];
  const from = places.find((file) => existsSync(file));
  const {
    name: own,
    keywords = [],
    description = '',
  } = from === undefined ? {} : JSON.parse(readFileSync(from, 'utf8'));
  return { name: plugin, namespace: typeof own === 'string' ? own : plugin, keywords, description };
}

export const filesBelow = (folder: string, inside = ''): string[] =>
  readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
