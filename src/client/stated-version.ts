import { isMap, member, textOf } from '../text/values.ts';
import type { FileTree } from './file-tree.ts';
import type { UnlockedUse } from './unlocked-code.ts';

/** An exact version that a plugin's own files name, and the file. */
export interface StatedVersion {
  readonly version: string;
  readonly file: string;
}

type Use = Pick<UnlockedUse, 'by' | 'what'>;

/** So many files of each kind are read. */
const mostFiles = 20;

/** More of a text is not searched. */
const mostBytes = 512 * 1024;

/** Of every kind, the files that can name a version, the most reliable first. */
const sources: readonly {
  readonly by: readonly UnlockedUse['by'][];
  readonly named: RegExp;
  readonly versions: (text: string, what: string) => readonly string[];
}[] = [
  { by: ['npm'], named: /^(?:package-lock|npm-shrinkwrap)\.json$/, versions: inPackageLock },
  { by: ['npm'], named: /^package\.json$/, versions: inPackage },
  { by: ['python'], named: /^(?:uv|poetry)\.lock$/, versions: inPythonLock },
  { by: ['python'], named: /^requirements[\w.-]*\.txt$/, versions: inText },
  {
    by: ['npm', 'python', 'docker', 'git', 'python-git'],
    named: /\.(?:md|json|ya?ml|sh)$/i,
    versions: inText,
  },
];

/**
 * The exact version of what a plugin runs, where its own files agree on one: locks, manifests and, last, its texts. Of two different
 * ones neither is known to be right.
 */
export function statedVersionIn(tree: FileTree, { by, what }: Use): StatedVersion | undefined {
  for (const source of sources.filter((each) => each.by.includes(by))) {
    const found: StatedVersion[] = [];
    const files = tree.files().filter((path) => source.named.test(path.slice(path.lastIndexOf('/') + 1)));
    for (const file of files.slice(0, mostFiles)) {
      const text = tree.read(file, mostBytes)?.toString('utf8') ?? '';
      for (const version of source.versions(text, what)) found.push({ version, file });
    }
    const [first] = found;
    if (first !== undefined)
      return found.every(({ version }) => version === first.version) ? first : undefined;
  }
  return undefined;
}

/** A package without its extras. */
const nameOf = (what: string): string => what.replace(/\[.*/, '');

const exact = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

const exactOnly = (versions: readonly (string | undefined)[]): string[] =>
  versions.flatMap((version) => (version !== undefined && exact.test(version) ? [version] : []));

function inPackageLock(text: string, what: string): string[] {
  const packages = member(jsonOf(text), 'packages');
  return exactOnly([textOf(member(member(packages, `node_modules/${what}`), 'version'))]);
}

function inPackage(text: string, what: string): string[] {
  const json = jsonOf(text);
  const keys = ['dependencies', 'devDependencies', 'optionalDependencies'];
  return exactOnly(keys.map((key) => textOf(member(member(json, key), what))));
}

function inPythonLock(text: string, what: string): string[] {
  // Names of Python packages with `-`, `_` and `.` are the same.
  const name = nameOf(what)
    .split(/[-_.]+/)
    .map(escaped)
    .join('[-_.]+');
  const blocks = text.matchAll(new RegExp(`^name = "${name}"\\nversion = "([\\w.!+-]+)"`, 'gim'));
  return [...blocks].map(([, version = '']) => version);
}

/** `tool@1.2.3`, `tool==1.2.3`, `image@sha256:…`, `repository#<commit>`: whole words only. */
function inText(text: string, what: string): string[] {
  const front = `(?<![\\w./@-])${escaped(nameOf(what))}(?:\\[[\\w,.-]*\\])?`;
  const forms = [
    `==([0-9][\\w.!+-]*[\\w])`,
    `@(\\d+\\.\\d+\\.\\d+(?:[-+][\\w.+-]*\\w)?)(?![\\w.])`,
    `@(sha256:[0-9a-f]{64})\\b`,
    `[@#]([0-9a-f]{40})\\b`,
  ];
  return forms.flatMap((form) =>
    [...text.matchAll(new RegExp(`${front}${form}`, 'g'))].map(([, version = '']) => version),
  );
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
