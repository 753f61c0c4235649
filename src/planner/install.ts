import type { Release } from '../model/plugin.ts';
import { listed } from '../model/text.ts';
import { comment, isArgument, shellWord } from './shell.ts';
import type { Team } from './team.ts';

export interface Installation {
  /** Commands that make a marketplace known, before the first plugin of it is installed. */
  marketplace(name: string): readonly string[];
  /** Whether exactly the chosen releases are put into a marketplace of their own first; else the client takes what there is. */
  isExact(marketplace: string): boolean;
  /** Commands that install one plugin. */
  plugin(name: string): readonly string[];
}

interface Checkout {
  readonly url: string;
  readonly path: string;
  readonly commit: string;
}

/**
 * The client's own commands. The client installs whatever a marketplace holds at that moment and takes no version, and of
 * several names in one command it drops all but the first without a word. So a marketplace folder is made that holds
 * exactly the chosen releases, and each plugin gets a command of its own.
 * @param sources what `claude plugin marketplace add` takes for a marketplace, where that is known.
 */
export function installation(team: Team, sources: ReadonlyMap<string, string> = new Map()): Installation {
  const releasesOf = (name: string) => team.releases.filter(({ marketplace }) => marketplace === name);
  const isExact = (name: string) =>
    !sources.has(name) &&
    new Set(releasesOf(name).flatMap((release) => checkoutOf(release)?.url ?? [])).size === 1;
  return {
    isExact,
    marketplace: (name) => {
      const releases = releasesOf(name);
      const source = sources.get(name);
      if (source !== undefined) return fromSource(name, source, releases);
      return isExact(name) ? fromCommits(name, releases) : fromSomewhere(name, releases);
    },
    plugin: (name) => {
      const id = team.id(name);
      const release = team.release(name);
      const known = /^[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9._-]*$/;
      if (known.test(id)) return [`claude plugin install ${id}`];
      return [
        comment(
          `the client cannot install ${id} ${release.version}: it takes only letters, digits, ".", "_" and "-" in a name`,
        ),
      ];
    },
  };
}

function checkoutOf({ source, commit }: Release): Checkout | undefined {
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

/** Clones the repository and puts the chosen state of each plugin into the working copy. */
function fromCommits(marketplace: string, releases: readonly Release[]): string[] {
  const placed = releases.map((release) => ({ release, checkout: checkoutOf(release) }));
  const base = newest(
    placed.flatMap(({ release, checkout }) => (checkout ? [{ date: release.date ?? '', ...checkout }] : [])),
  );
  if (base === undefined) return fromSomewhere(marketplace, releases);
  const folder = folderFor(marketplace);
  const others = placed.filter(({ checkout }) => checkout !== undefined && checkout.commit !== base.commit);
  const loose = placed.filter(({ checkout }) => checkout === undefined).map(({ release }) => at(release));
  return [
    `git clone ${shellWord(base.url)} ${folder}`,
    `git -C ${folder} checkout ${base.commit}`,
    // Without --no-overlay, files that the base has and the older commit lacks would stay.
    ...others.map(
      ({ checkout }) =>
        `git -C ${folder} checkout --no-overlay ${checkout?.commit} -- ${shellWord(checkout?.path ?? '')}`,
    ),
    ...(others.length === 0
      ? []
      : [
          comment(
            `.claude-plugin/marketplace.json of ${base.commit} has to list ${listed(releases.map(({ name }) => name))}; add the entry of a plugin that it lacks`,
          ),
        ]),
    ...(loose.length === 0
      ? []
      : [comment(`no commit is known for ${listed(loose)}: ${folder} holds that of ${base.commit}`)]),
    `claude plugin marketplace add ./${folder}`,
  ];
}

/** The commit that most plugins share, among those of the latest date: then the fewest have to be replaced. */
function newest<T extends { readonly date: string; readonly commit: string }>(
  all: readonly T[],
): T | undefined {
  const users = (commit: string) => all.filter((each) => each.commit === commit).length;
  const text = ({ date, commit }: T) => [date, String(users(commit)).padStart(6, '0'), commit].join(' ');
  return [...all].sort((a, b) => (text(a) < text(b) ? 1 : -1))[0];
}

function fromSource(marketplace: string, source: string, releases: readonly Release[]): string[] {
  if (!isArgument(source)) return fromSomewhere(marketplace, releases);
  return [today(marketplace, releases), `claude plugin marketplace add ${shellWord(source)}`];
}

function fromSomewhere(marketplace: string, releases: readonly Release[]): string[] {
  return [
    comment(
      `add the marketplace ${marketplace} first, with: claude plugin marketplace add <its folder, repository or URL>`,
    ),
    today(marketplace, releases),
  ];
}

const today = (marketplace: string, releases: readonly Release[]) =>
  comment(
    `the client installs what ${marketplace} holds today; this plan is for ${listed(releases.map(at))}`,
  );
const at = ({ name, version }: Release) => `${name} ${version}`;
const folderFor = (marketplace: string) =>
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(marketplace) ? marketplace : 'marketplace';
