import type { PlannedChange } from '../model/plan.ts';
import { named, type PluginId, type Release } from '../model/plugin.ts';
import { comment, isArgument, shellWord } from '../model/shell.ts';
import { listed } from '../model/text.ts';
import type { AddedFrom } from './input.ts';
import type { Team } from './team.ts';

export interface Installation {
  /** Commands that add or refresh a marketplace, before the first of its plugins that changes. */
  marketplace(name: string): Commands;
  /** Whether the commands first create a marketplace with exactly the chosen releases; else the client takes what it finds. */
  isExact(marketplace: string): boolean;
  /**
   * Commands that install, enable or update one plugin; none if it stays as it is.
   * @param isRequired by one that is installed already, so that the client has enabled it.
   */
  plugin(name: string, isRequired?: boolean): Commands;
  /** Commands that disable plugins. */
  readonly disable: readonly string[];
  /** Commands that take everything back, the last step first. */
  rollback(steps: readonly (readonly string[])[]): readonly string[];
}

/** Command lines, and those of them that are only remarks. */
export interface Commands {
  readonly commands: readonly string[];
  readonly remarks: readonly string[];
}

/** What the installation depends on, besides the plugins. */
export interface Installing {
  /** How the client can add each marketplace, where that is known. */
  readonly sources?: ReadonlyMap<string, AddedFrom> | undefined;
  /** The plugins that the client loads from copies in the project, which need no command. */
  readonly copied?: ReadonlySet<PluginId> | undefined;
  /** The plugins that the client installs from the project's pins, which need one command for all. */
  readonly pinned?: ReadonlyMap<PluginId, PluginId> | undefined;
  readonly changes: readonly PlannedChange[];
  /** The marketplaces that the client knows. */
  readonly known?: ReadonlySet<string> | undefined;
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
 */
export function installation(
  team: Team,
  { sources = new Map(), copied = new Set(), pinned = new Map(), changes, known = new Set() }: Installing,
): Installation {
  const isHeld = (id: PluginId) => copied.has(id) || pinned.has(id);
  const actionOf = new Map(changes.map(({ plugin, action }) => [plugin, action]));
  const releasesOf = (name: string) =>
    team.releases.filter((release) => release.marketplace === name && !isHeld(team.id(release.name)));
  const isExact = (name: string) =>
    !sources.has(name) &&
    new Set(releasesOf(name).flatMap((release) => checkoutOf(release)?.url ?? [])).size === 1;
  return {
    isExact,
    marketplace: (name) => {
      const releases = releasesOf(name);
      const isFetched = releases.some((release) =>
        ['add', 'move'].includes(actionOf.get(release.name) ?? 'add'),
      );
      if (!isFetched) return { commands: [], remarks: [] };
      const remark = currentVersions(name, releases);
      // The client already has it: adding it again could only replace where its plugins come from.
      if (known.has(name) && !isExact(name) && isName(name))
        return {
          commands: [remark, `claude plugin marketplace update ${name}`],
          remarks: [remark],
        };
      const source = sources.get(name);
      if (source !== undefined) return { commands: fromSource(name, source, releases), remarks: [remark] };
      return isExact(name)
        ? { commands: fromCommits(name, releases), remarks: [] }
        : { commands: fromUnknownSource(name, releases), remarks: [remark] };
    },
    plugin: (name, isRequired = false) => {
      const id = team.id(name);
      const release = team.release(name);
      const action = actionOf.get(name) ?? 'add';
      const onlyRemark = (text: string) => ({ commands: [comment(text)], remarks: [comment(text)] });
      if (copied.has(id))
        return onlyRemark(
          `${named(id, release)} is already in the project: the client loads the copy in .claude/skills`,
        );
      if (pinned.has(id) && action === 'keep')
        return onlyRemark(`${named(id, release)} is pinned in the project, and installed`);
      if (pinned.has(id))
        return {
          commands: [
            comment(
              `${named(id, release)} is pinned in the project: run mkt sync --install once on each machine`,
            ),
          ],
          remarks: [],
        };
      if (action === 'keep') return onlyRemark(`${named(id, release)} is already installed and enabled`);
      if (isId(id)) {
        const isOff = action === 'add' && release.offByDefault === true && !isRequired;
        const enable = isOff ? [`claude plugin enable ${id}`] : [];
        return { commands: [`claude plugin ${verbs[action]} ${id}`, ...enable], remarks: [] };
      }
      return {
        commands: [
          comment(
            `the client cannot install ${named(id, release)}: a name can have only letters, digits, ".", "_" and "-"`,
          ),
        ],
        remarks: [],
      };
    },
    disable: changes.flatMap(({ plugin, action }) =>
      action === 'disable' && isId(plugin) ? [`claude plugin disable ${plugin}`] : [],
    ),
    rollback: (steps) => rollbackOf(steps, { team, actionOf, changes, known, pinned }),
  };
}

/** What the client is asked for. */
const verbs = {
  add: 'install',
  enable: 'enable',
  move: 'update',
  keep: 'install',
  disable: 'disable',
} as const;

const isName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text);

/** Whether the client accepts it as a plugin and its marketplace, and a shell as a word. */
const isId = (text: string): boolean => {
  const [plugin = '', marketplace = '', ...rest] = text.split('@');
  return rest.length === 0 && isName(plugin) && isName(marketplace);
};

/** The opposite of each step. The client cannot be asked for an older version: of those a remark says which it was. */
function rollbackOf(
  steps: readonly (readonly string[])[],
  {
    team,
    actionOf,
    changes,
    known,
    pinned,
  }: {
    readonly team: Team;
    readonly actionOf: ReadonlyMap<string, PlannedChange['action']>;
    readonly changes: readonly PlannedChange[];
    readonly known: ReadonlySet<string>;
    readonly pinned: ReadonlyMap<PluginId, PluginId>;
  },
): string[] {
  // What the project pins goes with its list, not with a command.
  const isPinned = (name: string) => pinned.has(team.id(name));
  const names = steps
    .flat()
    .filter((name) => !isPinned(name))
    .reverse();
  const ids = (action: PlannedChange['action']) =>
    names.filter((name) => actionOf.get(name) === action && isId(team.id(name)));
  const added = ids('add');
  const marketplaces = [...new Set(added.map((name) => team.release(name).marketplace))].filter(
    (name) => !known.has(name),
  );
  return [
    ...added.map((name) => `claude plugin uninstall ${team.id(name)}`),
    ...ids('enable').map((name) => `claude plugin disable ${team.id(name)}`),
    ...changes.flatMap(({ plugin, action, from, to }) =>
      action === 'move' && !isPinned(plugin)
        ? [comment(`${plugin} was ${from} and is now ${to}: its marketplace must offer ${from} again first`)]
        : [],
    ),
    ...changes.flatMap(({ plugin, action }) =>
      action === 'disable' && isId(plugin) ? [`claude plugin enable ${plugin}`] : [],
    ),
    ...marketplaces.map((name) => `claude plugin marketplace remove ${name}`),
  ];
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
      : [
          comment(
            `no commit is known for ${listed(loose)}: ${folder} contains the version at ${base.commit}`,
          ),
        ]),
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
const folderFor = (marketplace: string) => (isName(marketplace) ? marketplace : 'marketplace');
