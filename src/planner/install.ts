import { named, type PluginId, type Release } from '../model/plugin.ts';
import { listed } from '../model/text.ts';
import type { AddedFrom, PlanInput } from './input.ts';
import { comment, isArgument, shellWord } from './shell.ts';
import type { Team } from './team.ts';

export interface Installation {
  /** Commands that add a marketplace, before its first plugin is installed. */
  marketplace(name: string): readonly string[];
  /** Whether the commands first create a marketplace with exactly the chosen releases; else the client takes what it finds. */
  isExact(marketplace: string): boolean;
  /**
   * Commands that install one plugin.
   * @param isRequired by one that is installed already, so that the client has switched it on.
   */
  plugin(name: string, isRequired?: boolean): readonly string[];
}

interface Checkout {
  readonly url: string;
  readonly path: string;
  readonly commit: string;
}

/**
 * Writes the client's own commands. The client installs whatever a marketplace contains at that moment and accepts no version,
 * and if a command has several names it silently ignores all but the first. So the commands create a marketplace folder with
 * exactly the chosen releases, and each plugin has its own command.
 * @param sources how the client can add a marketplace, where that is known.
 * @param held the plugins that the project itself holds: copies, which need no command, and pins, which need one for all.
 */
export function installation(
  team: Team,
  sources: ReadonlyMap<string, AddedFrom> = new Map(),
  { copied = new Set(), pinned = new Set() }: Pick<PlanInput, 'copied' | 'pinned'> = {},
): Installation {
  const isHeld = (id: PluginId) => copied.has(id) || pinned.has(id);
  const releasesOf = (name: string) =>
    team.releases.filter((release) => release.marketplace === name && !isHeld(team.id(release.name)));
  const isExact = (name: string) =>
    !sources.has(name) &&
    new Set(releasesOf(name).flatMap((release) => checkoutOf(release)?.url ?? [])).size === 1;
  return {
    isExact,
    marketplace: (name) => {
      const releases = releasesOf(name);
      if (releases.length === 0) return [];
      const source = sources.get(name);
      if (source !== undefined) return fromSource(name, source, releases);
      return isExact(name) ? fromCommits(name, releases) : fromUnknownSource(name, releases);
    },
    plugin: (name, isRequired = false) => {
      const id = team.id(name);
      const release = team.release(name);
      if (copied.has(id))
        return [
          comment(
            `${named(id, release)} is already in the project: the client loads the copy in .claude/skills`,
          ),
        ];
      if (pinned.has(id))
        return [
          comment(
            `${named(id, release)} is pinned in the project: mkt sync --install installs it, once on each machine`,
          ),
        ];
      const known = /^[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9._-]*$/;
      if (known.test(id))
        return [
          `claude plugin install ${id}`,
          ...(release.offByDefault === true && !isRequired ? [`claude plugin enable ${id}`] : []),
        ];
      return [
        comment(
          `the client cannot install ${named(id, release)}: a name can have only letters, digits, ".", "_" and "-"`,
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

/** Clones the repository and checks out the chosen commit of each plugin in the working copy. */
function fromCommits(marketplace: string, releases: readonly Release[]): string[] {
  const placed = releases.map((release) => ({ release, checkout: checkoutOf(release) }));
  const base = newest(
    placed.flatMap(({ release, checkout }) => (checkout ? [{ date: release.date ?? '', ...checkout }] : [])),
  );
  if (base === undefined) return fromUnknownSource(marketplace, releases);
  const folder = folderFor(marketplace);
  const others = placed.filter(({ checkout }) => checkout !== undefined && checkout.commit !== base.commit);
  const loose = placed
    .filter(({ checkout }) => checkout === undefined)
    .map(({ release }) => nameAndVersion(release));
  return [
    `git clone ${shellWord(base.url)} ${folder}`,
    `git -C ${folder} checkout ${base.commit}`,
    // Without --no-overlay, files that exist only in the base would stay.
    ...others.map(
      ({ checkout }) =>
        `git -C ${folder} checkout --no-overlay ${checkout?.commit} -- ${shellWord(checkout?.path ?? '')}`,
    ),
    ...(others.length === 0
      ? []
      : [
          comment(
            `.claude-plugin/marketplace.json of ${base.commit} must list ${listed(releases.map(({ name }) => name))}; add any entry that is missing`,
          ),
        ]),
    ...(loose.length === 0
      ? []
      : [comment(`no commit is known for ${listed(loose)}: ${folder} has the version of ${base.commit}`)]),
    `claude plugin marketplace add ./${folder}`,
  ];
}

/** Of the commits with the latest date, the one that most plugins share: then the fewest plugins have to be replaced. */
function newest<T extends { readonly date: string; readonly commit: string }>(
  all: readonly T[],
): T | undefined {
  const users = (commit: string) => all.filter((each) => each.commit === commit).length;
  const text = ({ date, commit }: T) => [date, String(users(commit)).padStart(6, '0'), commit].join(' ');
  return [...all].sort((a, b) => (text(a) < text(b) ? 1 : -1))[0];
}

function fromSource(marketplace: string, source: AddedFrom, releases: readonly Release[]): string[] {
  const place = 'add' in source ? source.add : source.clone;
  if (!isArgument(place)) return fromUnknownSource(marketplace, releases);
  const commands =
    'add' in source
      ? [`claude plugin marketplace add ${shellWord(place)}`]
      : [
          `git clone ${shellWord(place)} ${folderFor(marketplace)}`,
          `claude plugin marketplace add ./${folderFor(marketplace)}`,
        ];
  return [currentVersions(marketplace, releases), ...commands];
}

function fromUnknownSource(marketplace: string, releases: readonly Release[]): string[] {
  return [
    comment(
      `add the marketplace ${marketplace} first: claude plugin marketplace add <its folder, repository or URL>`,
    ),
    currentVersions(marketplace, releases),
  ];
}

const currentVersions = (marketplace: string, releases: readonly Release[]) =>
  comment(
    `the client installs what ${marketplace} currently contains; this plan is for ${listed(releases.map(nameAndVersion))}`,
  );
const nameAndVersion = (release: Release) => named(release.name, release);
const folderFor = (marketplace: string) =>
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(marketplace) ? marketplace : 'marketplace';
