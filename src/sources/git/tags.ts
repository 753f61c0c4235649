import parse from 'semver/functions/parse.js';
import type { MisnamedTag } from '../../model/plugin.ts';
import type { Environment } from './git-environment.ts';
import type { GitProblem } from './git-problem.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { runGitSync } from './run-git.ts';

/** A tag with the commit that it points to. */
export interface Tag {
  readonly name: string;
  readonly commit: string;
  /** The date of the commit, `2026-01-19`. */
  readonly date?: string;
}

/** A tag of one plugin with a version, by the convention of the client, `{name}--v{version}`. */
export interface VersionTag extends Tag {
  readonly version: string;
}

const mostTagBytes = 64 * 1024 * 1024;

/**
 * All tags of a repository, with one process however many there are. Tags of objects that are not commits do not count.
 * @param kept what earlier runs were told, for a repository that never changes.
 */
export function readTags(
  gitDir: string,
  env: Environment,
  kept?: KeptAnswers,
): { readonly tags: readonly Tag[] } | { readonly problem: GitProblem } {
  const fields = [
    '%(refname:strip=2)',
    '%(objecttype)',
    '%(objectname)',
    '%(committerdate:short)',
    '%(*objecttype)',
    '%(*objectname)',
    '%(*committerdate:short)',
  ];
  const before = kept?.get(tagsQuestion);
  if (before !== undefined) return { tags: tagsIn(before.content) };
  const outcome = runGitSync({
    args: ['for-each-ref', `--format=${fields.join('%00')}%00`, 'refs/tags/'],
    gitDir,
    env,
    mostBytes: mostTagBytes,
  });
  if (!outcome.ok) return { problem: outcome.problem };
  kept?.put(tagsQuestion, { type: 'tags', content: outcome.stdout });
  return { tags: tagsIn(outcome.stdout) };
}

/** No object has such a name. */
const tagsQuestion = 'refs/tags/ *';

const tagsIn = (listed: Buffer): Tag[] => listed.toString('utf8').split('\0\n').flatMap(tagOf);

/** Of an annotated tag, its target counts. */
function tagOf(line: string): Tag[] {
  const [name = '', type, id = '', date, innerType, innerId = '', innerDate] = line.split('\0');
  const found = type === 'commit' ? { commit: id, date } : { commit: innerId, date: innerDate };
  if (type !== 'commit' && innerType !== 'commit') return [];
  return [{ name, commit: found.commit, ...(found.date && { date: found.date }) }];
}

/**
 * The versions of plugins from tags, read as loosely as the client reads them: `--vv1.5.0` is 1.5.0, build metadata is dropped,
 * incomplete versions are ignored. Of two tags for one version, the exact one comes first. Goes through the tags once, however many
 * plugins there are.
 */
export function versionTags(
  tags: readonly Tag[],
  plugins: readonly string[],
): ReadonlyMap<string, VersionTag[]> {
  const own = new Map<string, Tag[]>(plugins.map((plugin) => [plugin, []]));
  const lengths = new Set(plugins.map(({ length }) => length));
  for (const tag of tags) {
    // The name of a plugin can contain `--v` itself. What is as long as no name is not looked up: a tag can be nothing but such marks.
    for (let at = tag.name.indexOf('--v'); at >= 0; at = tag.name.indexOf('--v', at + 1))
      if (lengths.has(at)) own.get(tag.name.slice(0, at))?.push(tag);
  }
  return new Map([...own].map(([plugin, found]) => [plugin, versionsIn(found, plugin)]));
}

function versionsIn(tags: readonly Tag[], plugin: string): VersionTag[] {
  const prefix = `${plugin}--v`;
  const found = tags.flatMap((tag): VersionTag[] => {
    const version = versionIn(tag.name.slice(prefix.length));
    return version === undefined ? [] : [{ ...tag, version }];
  });
  const isExact = ({ name, version }: VersionTag) => (name === `${prefix}${version}` ? 0 : 1);
  return found.sort((a, b) => isExact(a) - isExact(b));
}

/**
 * Tags that look like versions of a plugin in another convention: `name-v1.0.0`, `name/v1.0.0`, `name@1.0.0` and, if the repository
 * contains only this plugin, also `v1.0.0`.
 */
export function nearMisses(
  tags: readonly Tag[],
  plugin: string,
  { isAlone }: { isAlone: boolean },
): MisnamedTag[] {
  return tags.flatMap(({ name }): MisnamedTag[] => {
    const version = nearMissVersion(name, plugin) ?? (isAlone ? fullVersion(name) : undefined);
    return version === undefined ? [] : [{ tag: name, version, expected: `${plugin}--v${version}` }];
  });
}

function nearMissVersion(tag: string, plugin: string): string | undefined {
  if (!tag.toLowerCase().startsWith(plugin.toLowerCase())) return undefined;
  const rest = tag.slice(plugin.length);
  // The convention itself, with a version that the client can read.
  if (tag.startsWith(plugin) && rest.startsWith('--v') && versionIn(rest.slice(3)) !== undefined)
    return undefined;
  const [, stated] = /^(?:--?|[/@_:]|\/-)[vV]?(\d.*)$/.exec(rest) ?? [];
  return stated === undefined ? undefined : fullVersion(stated);
}

/** As the client reads it. */
function versionIn(text: string): string | undefined {
  return parse(text)?.version;
}

/** As people write it: `1.2` and `01.4.0` too. */
function fullVersion(text: string): string | undefined {
  const padded = text.replace(/^([vV]?\d+)$/, '$1.0.0').replace(/^([vV]?\d+\.\d+)(?=$|[-+])/, '$1.0');
  return parse(padded.replace(/^V/, 'v'), { loose: true })?.version;
}
