import type { PlannedChange } from '../model/plan.ts';
import { named, type PluginId, pluginId, type Release } from '../model/plugin.ts';
import { comment } from '../model/shell.ts';
import type { AddedFrom, Place } from './input.ts';
import {
  checkoutOf,
  currentVersions,
  folderFor,
  fromCommits,
  fromSource,
  fromTags,
  fromUnknownSource,
  isCloned,
  isName,
  tagOf,
} from './marketplace-commands.ts';
import { otherVersion } from './other-version.ts';
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
  /** The folder of a clone that they make or refresh, and that the client reads from then on. */
  readonly clone?: string;
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
  /** Where marketplaces are cloned whose name another file or folder has. */
  readonly places?: ReadonlyMap<string, Place> | undefined;
  /** The plugins of which the client would install a different version from the chosen one, and that version. */
  readonly otherVersions?: ReadonlyMap<PluginId, string> | undefined;
}

/**
 * Writes the client's own commands. The client installs whatever a marketplace contains at that moment and accepts no version,
 * and if a command has several names it silently ignores all but the first. So the commands create a marketplace folder with
 * exactly the chosen releases, and each plugin has its own command.
 */
export function installation(
  team: Team,
  {
    sources = new Map(),
    copied = new Set(),
    pinned = new Map(),
    changes,
    known = new Set(),
    places = new Map(),
    otherVersions = new Map(),
  }: Installing,
): Installation {
  const isHeld = (id: PluginId) => copied.has(id) || pinned.has(id);
  const actionOf = new Map(changes.map(({ plugin, action }) => [plugin, action]));
  const releasesOf = (name: string) =>
    team.releases.filter((release) => release.marketplace === name && !isHeld(team.id(release.name)));
  const isExact = (name: string) =>
    !sources.has(name) &&
    new Set(releasesOf(name).flatMap((release) => checkoutOf(release)?.url ?? [])).size === 1;
  const otherwise = (release: Release) => otherVersions.get(pluginId(release.name, release.marketplace));
  const placeOf = (name: string): Place => places.get(name) ?? { folder: folderFor(name), isThere: false };
  const marketplace = (name: string): Commands => {
    const releases = releasesOf(name);
    const isFetched = releases.some((release) =>
      ['add', 'move'].includes(actionOf.get(release.name) ?? 'add'),
    );
    if (!isFetched) return { commands: [], remarks: [] };
    const source = sources.get(name);
    const place = placeOf(name);
    if (isExact(name))
      return { commands: fromCommits(name, releases, place), remarks: [], clone: place.folder };
    const remark = currentVersions(name, releases);
    const tagged = releases.flatMap((release) => {
      const at = otherwise(release) === undefined ? undefined : tagOf(release, source);
      return at === undefined ? [] : [at];
    });
    if (tagged.length > 0 && source !== undefined)
      return { commands: fromTags(source, tagged, place), remarks: [], clone: place.folder };
    // The client already has it: adding it again could only replace where its plugins come from.
    if (known.has(name) && isName(name) && !(place.isThere && source?.add === undefined))
      return {
        commands: [remark, `claude plugin marketplace update ${name}`],
        remarks: [remark],
      };
    return {
      commands:
        source === undefined ? fromUnknownSource(name, releases) : fromSource(name, source, releases, place),
      remarks: [remark],
      ...(source !== undefined && isCloned(source) && { clone: place.folder }),
    };
  };
  return {
    isExact,
    marketplace,
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
              `${named(id, release)} is pinned in the project; once on each machine, run: mkt sync --install`,
            ),
          ],
          remarks: [],
        };
      if (action === 'keep') return onlyRemark(`${named(id, release)} is already installed and enabled`);
      if (isId(id)) {
        const isOff = action === 'add' && release.offByDefault === true && !isRequired;
        const enable = isOff ? [`claude plugin enable ${id}`] : [];
        const other = otherVersion(release, { otherVersions, sources });
        const which =
          other === undefined
            ? []
            : [
                comment(
                  `the client installs ${named(id, { version: other })}, and cannot be asked for ${release.version}`,
                ),
              ];
        return { commands: [...which, `claude plugin ${verbs[action]} ${id}`, ...enable], remarks: [] };
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
    rollback: (steps) => rollbackOf(steps, { team, actionOf, changes, known, pinned, marketplace }),
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
    marketplace,
  }: {
    readonly team: Team;
    readonly actionOf: ReadonlyMap<string, PlannedChange['action']>;
    readonly changes: readonly PlannedChange[];
    readonly known: ReadonlySet<string>;
    readonly pinned: ReadonlyMap<PluginId, PluginId>;
    readonly marketplace: Installation['marketplace'];
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
    ...marketplaces.flatMap((name) => {
      const { clone } = marketplace(name);
      return [
        `claude plugin marketplace remove ${name}`,
        ...(clone === undefined
          ? []
          : [comment(`nothing reads the clone in ${clone} after that: delete it`)]),
      ];
    }),
  ];
}
