import satisfies from 'semver/functions/satisfies.js';
import type { AskedRange, ClientFailure, ClientRun, OtherCopy } from '../model/client-run.ts';
import { type ClientView, type Plugin, type PluginId, pluginId } from '../model/plugin.ts';
import { haveCommon, isRange, noVersion } from '../model/version.ts';
import { areTooComplex } from './range-limit.ts';

/** A plugin that a user installs, as in `claude plugin install`; the client does not accept ranges there. */
export interface Install {
  readonly name: string;
  readonly marketplace: string;
  readonly range: string;
}

/** A plugin that the model needs. */
export interface WantedPlugin {
  readonly name: string;
  readonly marketplace: string;
}

/** The plugin; null if it does not exist, undefined if that is not known. */
export type FoundPlugin = InstallablePlugin | null | undefined;

/** What the model needs to know of a plugin. */
export type InstallablePlugin = Pick<Plugin, 'name' | 'marketplace' | 'client'>;

/** A plugin that is listed, but cannot be installed in any version. */
export const brokenPlugin = ({ name, marketplace }: WantedPlugin, reason: string): InstallablePlugin => ({
  name,
  marketplace,
  client: {
    current: noVersion,
    loaded: undefined,
    loadsCurrent: true,
    tagged: [],
    refusal: () => reason,
    dependencies: () => [],
  },
});

/**
 * A run of the model. It does not fetch: it asks for one plugin at a time and continues with the answer, as a resolver does. It
 * returns undefined if something is not known.
 */
export type InstallRun = Generator<WantedPlugin, ClientRun | undefined, FoundPlugin>;

/** Whether the marketplace of an installed plugin allows dependencies from another one. */
export type Allows = (root: string, marketplace: string) => boolean;

/** With more requests than this, not every order is tried. */
const mostPermuted = 4;
/** The maximum number of plugins to simulate installing in the search for an order. */
const mostTried = 2000;

/**
 * The result of the client when plugins are installed one after another. The client chooses the highest version that fits what is
 * known so far, never backtracks, does not change what is installed, and loads the current copy of a plugin whose files are in the
 * marketplace itself: observed in version 2.1.330, in 152 experiments.
 * @returns undefined if something is not known.
 */
export function* installWithClient(requests: readonly Install[], allows: Allows): InstallRun {
  function* run(order: readonly Install[]): InstallRun {
    const installation = new Installation(allows);
    for (const request of order) if (!(yield* installation.install(request))) return undefined;
    return installation.end(order);
  }
  const first = yield* run(requests);
  if (first === undefined || first.failures.length === 0) return first;
  let tries = mostTried / requests.length;
  for (const order of otherOrders(requests)) {
    if (tries < 1) break;
    tries -= 1;
    const other = yield* run(order);
    if (other?.failures.length === 0) return { ...first, order: order.map(({ name }) => name) };
  }
  return first;
}

/** An installed plugin: a tagged version, or the current copy. */
interface Installed {
  readonly plugin: InstallablePlugin;
  readonly view: ClientView;
  readonly tag: string | undefined;
}

/** What is required of plugins, by those that were chosen so far. */
type Asks = Map<PluginId, AskedRange[]>;

/** What is installed on a machine, and what failed on the way. */
class Installation {
  readonly #allows: Allows;
  readonly #installed = new Map<PluginId, Installed>();
  readonly #asks: Asks = new Map();
  readonly #failures: ClientFailure[] = [];
  /** Dependencies that could not be looked up: nothing is reported about them. */
  readonly #unknown = new Set<PluginId>();
  /** What does not load; undefined until it is asked for after a change. */
  #broken: ReadonlySet<PluginId> | undefined;

  constructor(allows: Allows) {
    this.#allows = allows;
  }

  /**
   * `claude plugin install name@marketplace`.
   * @returns false if something is not known.
   */
  *install({ name, marketplace }: Install): Generator<WantedPlugin, boolean, FoundPlugin> {
    const found = yield { name, marketplace };
    if (found === null) return true;
    if (found?.client === undefined) return false;
    const rootId = pluginId(name, marketplace);
    // What is installed and does not load counts as not installed: it is taken again.
    this.#broken ??= this.#findBroken();
    const broken = this.#broken;
    if (this.#installed.has(rootId) && !broken.has(rootId)) return true;
    const closure = yield* this.#entryClosure({ name, marketplace }, broken);
    if ('kind' in closure) {
      this.#failures.push(closure);
      return true;
    }
    const chosen = new Map<PluginId, Installed>();
    const asks: Asks = new Map();
    const queue: Wish[] = [];
    // The plugin itself comes first: what its manifest asks for counts for what its entry brings along.
    for (const [id, plugin] of closure) {
      if (plugin.client === undefined) return false;
      const taken = this.#choose(plugin.client, id, asks, { installing: name, on: plugin.name });
      if ('kind' in taken) {
        this.#failures.push(taken);
        return true;
      }
      const next: Installed = { plugin, view: plugin.client, tag: taken.tag };
      chosen.set(id, next);
      if (id !== rootId) continue;
      queue.push(...dependenciesOf(next));
      for (const each of queue) ask(asks, each);
    }
    const root = chosen.get(rootId) as Installed;
    // The loop appends to the queue.
    for (const { id, name: on, marketplace: from } of queue) {
      if (chosen.has(id) || !this.#allows(marketplace, from)) continue;
      const plugin = yield { name: on, marketplace: from };
      if (plugin === null) continue;
      if (plugin === undefined) {
        this.#addUnknown(id);
        continue;
      }
      if (plugin.client === undefined) return false;
      const present = broken.has(id) ? undefined : this.#installed.get(id);
      const choice =
        present === undefined
          ? this.#choose(plugin.client, id, asks, { installing: name, on })
          : stay(versionOf(present), distinct(this.#askedFor(id, asks)), { installing: name, on });
      if (choice === 'stay') continue;
      if ('kind' in choice) {
        this.#failures.push(choice);
        // What was requested stays installed unless no version can ever fit; it is not loaded.
        if (!keepsNothing.includes(choice.kind)) this.#keep(new Map([[rootId, root]]));
        return true;
      }
      const next: Installed = { plugin, view: plugin.client, tag: choice.tag };
      chosen.set(id, next);
      for (const each of dependenciesOf(next)) {
        ask(asks, each);
        queue.push(each);
      }
    }
    yield* this.#addOptional({ name, marketplace }, chosen);
    this.#keep(chosen);
    return true;
  }

  /** What is installed and what is being installed ask of a plugin. */
  #askedFor(id: PluginId, asks: Asks): AskedRange[] {
    return [...(this.#asks.get(id) ?? []), ...(asks.get(id) ?? [])];
  }

  /** What the client takes of a plugin that is not installed. */
  #choose(view: ClientView, id: PluginId, asks: Asks, step: Step): Taken | ClientFailure {
    const asked = this.#askedFor(id, asks);
    const ranges = distinct(asked);
    return areTooComplex(asked.map(({ range }) => range))
      ? { kind: 'too-complex', ...step, ranges }
      : choose(view, ranges, step);
  }

  /**
   * Adds the optional dependencies of what is being installed, and theirs. One that cannot be installed as it is, or that requires
   * something that cannot, is left out without an error. Their ranges count for no other plugin.
   */
  *#addOptional(
    root: WantedPlugin,
    chosen: Map<PluginId, Installed>,
  ): Generator<WantedPlugin, void, FoundPlugin> {
    const queue = [...chosen.values()].flatMap(optionalOf);
    // The loop appends to the queue.
    for (const wish of queue) {
      if (chosen.has(wish.id) || this.#installed.has(wish.id)) continue;
      const more = yield* this.#tryOptional(root, wish, chosen);
      for (const [id, each] of more ?? []) {
        chosen.set(id, each);
        queue.push(...optionalOf(each));
      }
    }
  }

  /** An optional dependency with all that it requires; undefined if it is left out. */
  *#tryOptional(
    root: WantedPlugin,
    wish: Wish,
    chosen: ReadonlyMap<PluginId, Installed>,
  ): Generator<WantedPlugin, ReadonlyMap<PluginId, Installed> | undefined, FoundPlugin> {
    const more = new Map<PluginId, Installed>();
    const queue = [wish];
    for (const { id, name: on, marketplace, asked } of queue) {
      if (!isRange(asked.range) || !this.#allows(root.marketplace, marketplace)) return undefined;
      const step = { installing: root.name, on };
      const ranges = distinct([asked]);
      const present = more.get(id) ?? chosen.get(id) ?? this.#installed.get(id);
      if (present !== undefined) {
        if (stay(versionOf(present), ranges, step) !== 'stay') return undefined;
        continue;
      }
      const plugin = yield { name: on, marketplace };
      const view = plugin?.client;
      if (plugin === null || plugin === undefined || view === undefined) return undefined;
      const choice = choose(view, ranges, step);
      if ('kind' in choice) return undefined;
      const next: Installed = { plugin, view, tag: choice.tag };
      if (stay(versionOf(next), ranges, step) !== 'stay') return undefined;
      more.set(id, next);
      queue.push(...dependenciesOf(next));
    }
    return more;
  }

  /**
   * The plugin with all that the dependencies of entries lead to, or why the client installs none of it. What is installed already and
   * loads is not looked at again. The dependencies in the manifests of what is found here are not followed, apart from those of the root.
   */
  *#entryClosure(
    root: WantedPlugin,
    broken: ReadonlySet<PluginId>,
  ): Generator<WantedPlugin, ReadonlyMap<PluginId, InstallablePlugin> | ClientFailure, FoundPlugin> {
    const found = new Map<PluginId, InstallablePlugin>();
    const done = new Set<PluginId>();
    /** The plugins from the root to the one that is looked at, each with what is left of its dependencies. */
    const path: { readonly id: PluginId; readonly name: string; readonly left: WantedPlugin[] }[] = [];
    let next: WantedPlugin | undefined = root;
    do {
      if (next === undefined) {
        const last = path.pop();
        if (last !== undefined) done.add(last.id);
      } else {
        const id = pluginId(next.name, next.marketplace);
        const start = path.findIndex((each) => each.id === id);
        if (start >= 0) {
          const cycle = path.slice(start).map((each) => each.id);
          return { kind: 'entry-cycle', installing: root.name, on: root.name, cycle };
        }
        if (!done.has(id) && (!this.#installed.has(id) || broken.has(id))) {
          const about = { installing: root.name, on: id, by: path.at(-1)?.name ?? '' };
          if (!this.#allows(root.marketplace, next.marketplace)) return { kind: 'entry-blocked', ...about };
          const from: string = next.marketplace;
          const plugin: FoundPlugin = yield next;
          if (plugin === null) return { kind: 'entry-missing', ...about };
          if (plugin === undefined) this.#addUnknown(id);
          else found.set(id, plugin);
          const left = (plugin?.client?.entryDependencies ?? []).map(
            ({ name, marketplace = from }): WantedPlugin => ({ name, marketplace }),
          );
          path.push({ id, name: next.name, left });
        }
      }
      next = path.at(-1)?.left.shift();
    } while (path.length > 0);
    return found;
  }

  /** What is installed and does not load, because of what it requires, judged by the version that was recorded. */
  #findBroken(): ReadonlySet<PluginId> {
    const broken = new Set<PluginId>();
    const isMet = ({ id, asked, onlyAtInstall }: Wish): boolean => {
      if (onlyAtInstall || this.#unknown.has(id)) return true;
      const target = this.#installed.get(id);
      if (target === undefined || broken.has(id)) return false;
      return (asked.range === '*' && asked.hasStar !== true) || isIn(versionOf(target), asked.range);
    };
    for (let before = -1; before < broken.size; ) {
      before = broken.size;
      for (const [id, each] of this.#installed)
        if (!broken.has(id) && !dependenciesOf(each).every(isMet)) broken.add(id);
    }
    return broken;
  }

  #addUnknown(id: PluginId): void {
    this.#unknown.add(id);
    this.#broken = undefined;
  }

  #keep(chosen: ReadonlyMap<PluginId, Installed>): void {
    this.#broken = undefined;
    for (const [id, each] of chosen) {
      this.#installed.set(id, each);
      for (const wish of dependenciesOf(each)) ask(this.#asks, wish);
    }
  }

  /** What is loaded in the end, and what is not. */
  end(requests: readonly Install[]): ClientRun {
    const recorded = new Map([...this.#installed].map(([id, each]) => [id, recordedOf(each)]));
    const reported = new Set(
      this.#failures.flatMap((failure) => ('installing' in failure ? [failure.on] : [])),
    );
    const failures = [...this.#failures];
    const otherCopies: OtherCopy[] = [];
    for (const { name, marketplace, range } of requests) {
      const version = recorded.get(pluginId(name, marketplace));
      if (version !== undefined && !satisfies(version, range, { includePrerelease: range === '*' }))
        failures.push({ kind: 'other-version', on: name, range, installed: version });
    }
    for (const each of this.#installed.values()) {
      const loaded = loadedOf(each);
      const reason = each.tag === loaded.tag ? undefined : each.view.refusal?.();
      if (reason !== undefined)
        failures.push({ kind: 'broken-current', on: each.plugin.name, recorded: recordedOf(each), reason });
      for (const { id, name: on, asked, onlyAtInstall } of dependenciesOf(loaded)) {
        if (onlyAtInstall || reported.has(on) || this.#unknown.has(id)) continue;
        const target = this.#installed.get(id);
        if (target === undefined) {
          failures.push({ kind: 'dependency-unsatisfied', on, asked });
          continue;
        }
        if (asked.range === '*' && asked.hasStar !== true) continue;
        const version = versionOf(target);
        const { loadsCurrent, loaded: copy } = target.view;
        if (!isIn(version, asked.range))
          failures.push({
            kind: 'dependency-version-unsatisfied',
            on,
            ...(version && { installed: version }),
            asked,
          });
        else if (loadsCurrent && copy !== undefined && !satisfies(copy, asked.range))
          otherCopies.push({ on, recorded: recordedOf(target), loaded: copy, asked });
      }
    }
    return { failures, otherCopies, recorded };
  }
}

/** The copy that the client loads, whatever it recorded. */
const loadedOf = (each: Installed): Installed =>
  each.view.loadsCurrent ? { ...each, tag: undefined } : each;

/** After these failures not even what was requested stays. */
const keepsNothing: readonly ClientFailure['kind'][] = ['range-conflict', 'too-complex', 'client-too-old'];

interface Step {
  readonly installing: string;
  readonly on: string;
}

/** What the client takes of a plugin: a tag, or the current copy. */
interface Taken {
  readonly tag: string | undefined;
}

/** The highest tag that is in all ranges, or the current copy. */
function choose(view: ClientView, ranges: readonly AskedRange[], step: Step): Taken | ClientFailure {
  const { tagged, loadsCurrent } = view;
  if (ranges.length === 0) return takeCurrent(view, step);
  if (!haveCommon(ranges.map(({ range }) => range))) return { kind: 'range-conflict', ...step, ranges };
  const tag = tagged.find((version) => ranges.every(({ range }) => satisfies(version, range)));
  if (tag !== undefined) return take(view, tag, step);
  if (!loadsCurrent) return { kind: 'no-matching-tag', ...step, ranges };
  return view.unmet === undefined ? take(view, undefined, step) : tooOld(view.unmet, step);
}

/** The current copy, or the newest tag in its place if it needs another client. */
function takeCurrent(view: ClientView, step: Step): Taken | ClientFailure {
  const { unmet } = view;
  if (unmet === undefined) return take(view, undefined, step);
  return unmet.instead === undefined ? tooOld(unmet, step) : take(view, unmet.instead, step);
}

/** A copy, unless the client refuses it: then it does not try another one. */
function take(view: ClientView, tag: string | undefined, step: Step): Taken | ClientFailure {
  const reason = view.refusal?.(tag);
  return reason === undefined
    ? { tag }
    : { kind: 'broken-copy', ...step, ...(tag !== undefined && { tag }), reason };
}

const tooOld = ({ range }: { readonly range: string }, step: Step): ClientFailure => ({
  kind: 'client-too-old',
  ...step,
  range,
});

/** What is installed does not change. */
function stay(
  version: string | undefined,
  ranges: readonly AskedRange[],
  step: Step,
): 'stay' | ClientFailure {
  const missed = ranges.filter(({ range }) => !isIn(version, range));
  return missed.length === 0
    ? 'stay'
    : { kind: 'installed', ...step, ...(version && { version }), ranges: missed };
}

const isIn = (version: string | undefined, range: string): boolean =>
  version !== undefined && satisfies(version, range);

function ask(asks: Asks, { id, asked }: { readonly id: PluginId; readonly asked: AskedRange }): void {
  const before = asks.get(id);
  if (before === undefined) asks.set(id, [asked]);
  else before.push(asked);
}

/** Ranges that exclude something, without duplicates. */
function distinct(asked: readonly AskedRange[]): AskedRange[] {
  const first = new Map<string, AskedRange>();
  for (const each of asked) if (each.range !== '*' && !first.has(each.range)) first.set(each.range, each);
  return [...first.values()];
}

const recordedOf = ({ view, tag }: Installed): string => tag ?? view.current;

/** The version that the client compares with ranges, if it knows one. */
const versionOf = ({ view, tag }: Installed): string | undefined => tag ?? view.loaded;

/** What an installed copy requires. */
function dependenciesOf({ plugin, view, tag }: Installed): Wish[] {
  return view
    .dependencies(tag)
    .map(({ name, marketplace = plugin.marketplace, range, hasStar, onlyAtInstall }) => ({
      id: pluginId(name, marketplace),
      name,
      marketplace,
      onlyAtInstall,
      asked: {
        by: plugin.name,
        version: tag ?? view.current,
        range: isRange(range) ? range : '*',
        ...(hasStar && { hasStar }),
      } satisfies AskedRange,
    }));
}

/** A plugin that an installed copy requires, or would like to have. */
interface Wish extends WantedPlugin {
  readonly id: PluginId;
  readonly asked: AskedRange;
  readonly onlyAtInstall?: boolean | undefined;
}

/** What an installed copy would like to have; an invalid range is kept, for it keeps the client from installing the plugin. */
const optionalOf = ({ plugin, view, tag }: Installed): Wish[] =>
  (view.optionalDependencies?.(tag) ?? []).map(({ name, marketplace = plugin.marketplace, range }) => ({
    id: pluginId(name, marketplace),
    name,
    marketplace,
    asked: { by: plugin.name, version: tag ?? view.current, range },
  }));

/** All other orders of a few requests; of many, those that move one request to the front. */
function* otherOrders(requests: readonly Install[]): Generator<readonly Install[]> {
  if (requests.length > mostPermuted) {
    for (const first of requests.slice(1)) yield [first, ...requests.filter((each) => each !== first)];
    return;
  }
  for (const order of permutations(requests))
    if (order.some((each, at) => each !== requests[at])) yield order;
}

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length < 2) yield items;
  else
    for (const first of items)
      for (const rest of permutations(items.filter((each) => each !== first))) yield [first, ...rest];
}
