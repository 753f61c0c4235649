import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChosenMod } from '../analysis/context.ts';
import type { Install } from '../client/install.ts';
import type { ClientRun } from '../model/client-run.ts';
import type { OwnSide } from '../model/own-side.ts';
import { type PluginId, pluginId } from '../model/plugin.ts';
import { caseOf, type Fault } from '../model/problems.ts';
import type { IndexFiles } from '../sources/git/index-files.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';
import { clientVersion } from './client-version.ts';
import { combinationOf, type Gathered, settingsOf } from './gathered.ts';
import type { ProjectOptions } from './project.ts';
import type { World } from './world.ts';

/** What a closer look at a combination shows, beyond what the resolver checks. */
export interface Inspection {
  /** What keeps the client from loading a chosen release, if its files are available. */
  readonly releaseFaults: readonly Fault[];
  /** What the client itself would install for the request, if that is known. */
  readonly clientRun?: ClientRun;
  /** What the mods of the chosen releases do. */
  readonly mods: readonly ChosenMod[];
  /** The chosen plugins that the client loads from copies in the project; absent if there are none. */
  readonly copied?: ReadonlySet<PluginId>;
  /**
   * The chosen plugins that the client installs from the project's pins, in the locked versions, with the ids that they have there;
   * absent if there are none.
   */
  readonly pinned?: ReadonlyMap<PluginId, PluginId>;
  /** The commits at which the pins are. */
  readonly pinCommits?: ReadonlyMap<PluginId, string>;
  /** What the client finds besides plugins where the list is. */
  readonly own?: OwnSide;
}

/** Inspects the files of the chosen releases, what the client would choose, and what else it finds where the list is. */
export async function inspect(gathered: Gathered, where: Where): Promise<Inspection> {
  const { copied, pinned, pinCommits } = await heldBy(gathered);
  const [releaseFaults, clientRun, mods, own] = await Promise.all([
    releaseFaultsOf(gathered),
    runOf(
      gathered,
      requestsOf(gathered).filter(({ name, marketplace }) => {
        const id = pluginId(name, marketplace);
        return !copied.has(id) && !pinned.has(id);
      }),
    ),
    modsOf(gathered),
    ownSideOf(gathered, where),
  ]);
  return {
    releaseFaults,
    ...(clientRun && { clientRun }),
    mods,
    ...(copied.size > 0 && { copied }),
    ...(pinned.size > 0 && { pinned, pinCommits }),
    ...(own && { own }),
  };
}

/** The chosen plugins that the project itself holds in the chosen version: as copies, and by pins. */
async function heldBy(gathered: Gathered): Promise<{
  readonly copied: ReadonlySet<PluginId>;
  readonly pinned: ReadonlyMap<PluginId, PluginId>;
  readonly pinCommits: ReadonlyMap<PluginId, string>;
}> {
  const held = await gathered.findCopies?.();
  const copied = new Set<PluginId>();
  const pinned = new Map<PluginId, PluginId>();
  const pinCommits = new Map<PluginId, string>();
  for (const { chosen } of combinationOf(gathered)) {
    const id = pluginId(chosen.name, chosen.marketplace);
    const found = held?.get(id);
    if (found?.version !== chosen.version) continue;
    if (found.by === 'skills') copied.add(id);
    else {
      pinned.set(id, found.as);
      if (found.commit !== undefined) pinCommits.set(id, found.commit);
    }
  }
  return { copied, pinned, pinCommits };
}

/** Where the client would be started, and whose files are looked at. */
interface Where {
  readonly options: Pick<ProjectOptions, 'cwd'> & {
    readonly user?: boolean;
    readonly staged?: boolean;
    /** Git's index, if it was read already, with what the client finds besides plugins. */
    readonly index?: IndexFiles | undefined;
  };
  readonly world: Pick<World, 'env'>;
}

/** What is in `.claude` and `.mcp.json` next to the list, on the disk or as git's index has it. */
async function ownSideOf(gathered: Gathered, { options, world }: Where): Promise<OwnSide | undefined> {
  const { cwd, user = false, staged = false, index } = options;
  const root = rootOf(gathered, cwd);
  if (root === undefined) return undefined;
  const withUser = user || gathered.list.kind === 'machine';
  const isThere = ['.claude', '.mcp.json'].some((name) => existsSync(join(root, name)));
  if (!withUser && !staged && !isThere) return undefined;
  const inIndex = staged
    ? (await import('./staged-tree.ts')).stagedTree(root, cwd, { env: world.env, index })
    : undefined;
  if (staged && (inIndex === undefined || (!withUser && inIndex.files().length === 0))) return undefined;
  const { readOwnSide } = await import('../project/own-side.ts');
  return readOwnSide({
    root,
    cwd,
    env: world.env,
    facts: clientFacts(clientVersion(undefined, gathered)),
    settings: settingsOf(gathered)?.own,
    withUser,
    ...(inIndex && { staged: inIndex }),
  });
}

/** The folder of the list, in which the client would be started. */
function rootOf({ list, project }: Gathered, cwd: string): string | undefined {
  if (list.kind === 'machine') return cwd;
  return list.kind === 'file' ? project?.root : undefined;
}

/** Reads the code of mods. A plugin without one costs a look at its hook file. */
async function modsOf(gathered: Gathered): Promise<ChosenMod[]> {
  const all = await Promise.all(
    combinationOf(gathered).map(async ({ release }) => ({ release, mod: await release.readMod?.() })),
  );
  return all.flatMap(({ release, mod }) => (mod === undefined ? [] : [{ release, mod }]));
}

/** Faults that prevent loading. All others are for `mkt validate`, and for the plugin's maintainer. */
async function releaseFaultsOf(gathered: Gathered): Promise<readonly Fault[]> {
  if (gathered.state === 'unreadable') return [];
  const all = await Promise.all(
    combinationOf(gathered).map(async ({ chosen: { name, marketplace, version } }) => {
      const plugin = gathered.plugins.get(pluginId(name, marketplace));
      const faults = await plugin?.faults?.(
        plugin.client?.loadsCurrent === true ? plugin.client.current : version,
      );
      return (faults ?? []).filter(isFatal).map((fault) => aboutPlugin(fault, name));
    }),
  );
  return all.flat();
}

/** A fault of a file does not always say whose file it is. */
const aboutPlugin = (fault: Fault, name: string): Fault =>
  (fault.plugins ?? []).length > 0 ? fault : { ...fault, plugins: [name] };

/** A fault that the resolution already shows is not reported twice. */
function isFatal(fault: Fault): boolean {
  const { level, alsoIn, onlyIn } = caseOf(fault);
  return level === 'error' && alsoIn !== 'resolution' && onlyIn !== 'validate';
}

/** What the client itself would install for the request in another order; undefined if that is not known. */
export async function runInOrder(
  gathered: Gathered,
  order: readonly string[],
): Promise<ClientRun | undefined> {
  const place = new Map(order.map((name, index) => [name, index]));
  const requests = requestsOf(gathered)
    .filter(({ name }) => place.has(name))
    .sort((a, b) => (place.get(a.name) as number) - (place.get(b.name) as number));
  return runOf(gathered, requests);
}

async function runOf({ registries }: Gathered, requests: readonly Install[]): Promise<ClientRun | undefined> {
  if (requests.length === 0) return undefined;
  const { askedOf, installWithClient } = await import('../sources/driver/client-install.ts');
  return installWithClient(requests, askedOf(registries));
}

/** The installations that a user would request from the client; plugins that are not from a marketplace of the client are skipped. */
function requestsOf(gathered: Gathered): Install[] {
  if (gathered.state === 'unreadable') return [];
  const { plugins, specs, renamed } = gathered;
  const combination = combinationOf(gathered);
  return specs.flatMap((spec) => {
    const name = renamed.find((each) => each.spec === spec)?.name ?? spec.name;
    const found = combination.find(
      ({ chosen }) =>
        chosen.requested &&
        chosen.name === name &&
        chosen.marketplace === (spec.marketplace ?? chosen.marketplace),
    );
    if (found === undefined) return [];
    const { marketplace } = found.chosen;
    return plugins.get(pluginId(name, marketplace))?.client === undefined
      ? []
      : [{ name, marketplace, range: spec.range }];
  });
}
