import { groupedBy } from '../model/grouped-by.ts';
import { named, type Release } from '../model/plugin.ts';
import { comment, isArgument, shellWord } from '../model/shell.ts';
import { listed } from '../model/text.ts';
import type { AddedFrom, Place } from './input.ts';

/** The commit of a repository, and the folder of a plugin in it. */
interface Checkout {
  readonly url: string;
  readonly path: string;
  readonly commit: string;
}

/** Whether the client accepts it as the name of a plugin or marketplace, and a shell as a word. */
export const isName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text);

/** The commit of the repository that has a release; undefined if that is not known, or not safe to type. */
export function checkoutOf({ source, commit }: Release): Checkout | undefined {
  if (typeof source !== 'object' || source.source !== 'git-subdir' || commit === undefined) return undefined;
  const { url, path } = source;
  if (typeof url !== 'string' || typeof path !== 'string') return undefined;
  const isSafe =
    /^(https?:\/\/|ssh:\/\/|git@)/.test(url) &&
    isArgument(url) &&
    isArgument(path) &&
    !path.split(/[\\/]/).includes('..');
  return isSafe && /^[0-9a-f]{7,64}$/.test(commit) ? { url, path, commit } : undefined;
}

/** The folder of a plugin at the tag of the chosen version; undefined if it is not in the repository of its marketplace. */
export function tagOf(
  { tag, source }: Release,
  from: AddedFrom | undefined,
): { readonly tag: string; readonly path: string } | undefined {
  if (tag === undefined || from?.clone === undefined || typeof source !== 'string') return undefined;
  const [, path = ''] = /^\.\/(.+?)\/*$/.exec(source) ?? [];
  const isSafe =
    path !== '' && [tag, path, from.clone].every(isArgument) && !path.split(/[\\/]/).includes('..');
  return isSafe ? { tag, path } : undefined;
}

/** Clones the marketplace and puts the chosen version of some plugins in place of their current copies. */
export function fromTags(
  source: AddedFrom,
  tagged: readonly { readonly tag: string; readonly path: string }[],
  place: Place,
): string[] {
  return [
    ...cloned(source, place),
    ...tagged.map(
      ({ tag, path }) =>
        `git -C ${place.folder} checkout --no-overlay ${shellWord(tag)} -- ${shellWord(path)}`,
    ),
    `claude plugin marketplace add ./${place.folder}`,
  ];
}

/** Clones a repository and checks out its ref; one that is there already is refreshed, whatever was put into it. */
function cloned({ clone = '', ref }: AddedFrom, { folder, isThere }: Place): string[] {
  if (isThere) {
    // A branch of the clone stays where it was: what was fetched is checked out. Not every server gives a commit by its id.
    const isNamed = ref !== undefined && !/^[0-9a-f]{7,64}$/.test(ref);
    const wanted = isNamed ? 'FETCH_HEAD' : (ref ?? 'origin/HEAD');
    return [
      `git -C ${folder} fetch --tags origin${isNamed ? ` ${shellWord(ref)}` : ''}`,
      `git -C ${folder} checkout --force ${wanted}`,
    ];
  }
  return [
    `git clone ${shellWord(clone)} ${folder}`,
    ...(ref === undefined ? [] : [`git -C ${folder} checkout ${shellWord(ref)}`]),
  ];
}

/** Clones the repository and checks out the chosen commit of each plugin in the working copy. */
export function fromCommits(marketplace: string, releases: readonly Release[], place: Place): string[] {
  const { folder } = place;
  const placed = releases.map((release) => ({ release, checkout: checkoutOf(release) }));
  const base = newest(
    placed.flatMap(({ release, checkout }) => (checkout ? [{ date: release.date ?? '', ...checkout }] : [])),
  );
  if (base === undefined) return fromUnknownSource(marketplace, releases);
  const others = placed.filter(({ checkout }) => checkout !== undefined && checkout.commit !== base.commit);
  const loose = placed
    .filter(({ checkout }) => checkout === undefined)
    .map(({ release }) => nameAndVersion(release));
  return [
    ...cloned({ clone: base.url, ref: base.commit }, place),
    // Without --no-overlay, files that exist only in the base would stay.
    ...others.map(
      ({ checkout }) =>
        `git -C ${folder} checkout --no-overlay ${checkout?.commit} -- ${shellWord(checkout?.path ?? '')}`,
    ),
    ...entriesFrom(others, folder),
    ...(loose.length === 0
      ? []
      : [
          comment(
            `no commit is known for ${listed(loose)}: ${folder} contains the version at ${base.commit}`,
          ),
        ]),
    `claude plugin marketplace add ./${folder}`,
  ];
}

/**
 * Commands that add the entries of plugins from other commits to the marketplace of the base, which may no longer list them. Without an
 * entry the client finds no plugin.
 */
function entriesFrom(
  others: readonly { readonly release: Release; readonly checkout: Checkout | undefined }[],
  folder: string,
): string[] {
  const file = '.claude-plugin/marketplace.json';
  return [...groupedBy(others, ({ checkout }) => checkout?.commit ?? '')].flatMap(([commit, all]) => {
    const names = all.map(({ release }) => release.name);
    return [
      comment('add the entries of plugins that this commit lists no longer'),
      `git -C ${folder} show ${commit}:${file} | node -e '${addEntries}' ${folder}/${file} ${names.map(shellWord).join(' ')}`,
    ];
  });
}

/** Adds the entries of plugins that a marketplace file does not list from one on standard input. Contains no single quote. */
const addEntries = [
  'const fs = require("fs"), [, file, ...names] = process.argv, read = (from) => JSON.parse(fs.readFileSync(from))',
  'const own = read(file), has = new Set(own.plugins.map((p) => p.name))',
  'own.plugins.push(...read(0).plugins.filter((p) => names.includes(p.name) && !has.has(p.name)))',
  'fs.writeFileSync(file, JSON.stringify(own))',
].join('; ');

/** Of the commits with the latest date, the one that most plugins share: then the fewest plugins have to be replaced. */
function newest<T extends { readonly date: string; readonly commit: string }>(
  all: readonly T[],
): T | undefined {
  const users = (commit: string) => all.filter((each) => each.commit === commit).length;
  const text = ({ date, commit }: T) => [date, String(users(commit)).padStart(6, '0'), commit].join(' ');
  return [...all].sort((a, b) => (text(a) < text(b) ? 1 : -1))[0];
}

/** Whether the client can add a marketplace only as a clone of its repository. */
export const isCloned = ({ add, clone }: AddedFrom): boolean =>
  add === undefined && clone !== undefined && isArgument(clone);

/** Adds a marketplace as it is; what the client cannot add is cloned first. */
export function fromSource(
  marketplace: string,
  source: AddedFrom,
  releases: readonly Release[],
  place: Place,
): string[] {
  const from = source.add ?? source.clone;
  if (from === undefined || !isArgument(from)) return fromUnknownSource(marketplace, releases);
  const commands = isCloned(source)
    ? [...cloned(source, place), `claude plugin marketplace add ./${place.folder}`]
    : [`claude plugin marketplace add ${shellWord(from)}`];
  return [currentVersions(marketplace, releases), ...commands];
}

/** What to do if it is not known where the marketplace is. */
export function fromUnknownSource(marketplace: string, releases: readonly Release[]): string[] {
  return [
    comment(
      `add the marketplace ${marketplace} first: claude plugin marketplace add <its folder, repository or URL>`,
    ),
    currentVersions(marketplace, releases),
  ];
}

/** What the client takes from a marketplace: not a version, but what there is. */
export const currentVersions = (marketplace: string, releases: readonly Release[]) =>
  comment(
    `the client installs what ${marketplace} currently contains; this plan is for ${listed(releases.map(nameAndVersion))}`,
  );

const nameAndVersion = (release: Release) => named(release.name, release);

/** What the folder of a cloned marketplace is called, if nothing else is called so. */
export const folderFor = (marketplace: string) => (isName(marketplace) ? marketplace : 'marketplace');
