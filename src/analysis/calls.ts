import type { ClientFacts } from '../model/client.ts';
import { fullNameOf, nameOf, type TextKey, textKeys } from '../model/component-kinds.ts';
import { groupedBy } from '../model/grouped-by.ts';
import type { CallForm, NamedCall } from '../model/named-call.ts';
import type { PlanCall, SeenCall } from '../model/plan.ts';
import { pluginId, type Release } from '../model/plugin.ts';
import { isOftenRight } from '../model/seen-kinds.ts';

/** What the client has itself: a text that calls one of these means the client's. */
interface ClientNames {
  readonly agents: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
}

type NamingFacts = Pick<ClientFacts, 'names' | 'commands'>;

const clientNames = ({ names, commands }: NamingFacts): ClientNames => ({
  agents: new Set(names.agents),
  commands: new Set([
    ...Object.entries(commands.builtIn).flatMap(([name, others]) => [name, ...others]),
    ...Object.keys(commands.bundledSkills),
  ]),
});

/**
 * Where the texts of one plugin call a component of another, each component once for each caller, from the clearest statement. A name
 * without its plugin counts only if just one of the plugins has such a component, and neither the caller nor the client has.
 * Plugins whose files are not known call nothing.
 */
export function callsAmong(releases: readonly Release[], { names, commands }: NamingFacts): PlanCall[] {
  const client = clientNames({ names, commands });
  const labels = labelsOf(releases);
  const byPrefix = groupedBy(releases, prefixOf);
  const prefixes = new Set(byPrefix.keys());
  const called = calledComponents(releases);
  const calls = new Map<string, PlanCall>();
  for (const caller of releases) {
    for (const call of statedBy(caller, prefixes)) {
      const target = fullTarget(call, caller, byPrefix) ?? bareTarget(call, caller, called, client);
      const [from, to] = [labels.get(caller), target && labels.get(target.release)];
      if (target === undefined || from === undefined || to === undefined) continue;
      const isSure = isOftenRight(`call ${call.form}`);
      const { location } = call;
      const found = { from, to, component: `${prefixOf(target.release)}:${target.name}`, location, isSure };
      const key = JSON.stringify([from, to, found.component]);
      if (calls.get(key)?.isSure !== true && (isSure || !calls.has(key))) calls.set(key, found);
    }
  }
  return [...calls.values()];
}

/**
 * What the texts of a plugin call that neither it nor the client has, each name once, from the clearest statement. Whether anything has
 * the name is not known here.
 */
export function callsElsewhere(caller: Release, facts: NamingFacts): SeenCall[] {
  const client = clientNames(facts);
  const calls = new Map<string, SeenCall>();
  for (const { name, kinds, form, location } of caller.namedCalls?.() ?? []) {
    const isOwn = (asked: string) => kinds.some((kind) => has(caller, kind, asked));
    const prefix = `${prefixOf(caller)}:`;
    if (name.startsWith(prefix) || isOwn(name) || isClients(name, kinds, client)) continue;
    const isSure = isOftenRight(`call ${form}`);
    if (calls.get(name)?.isSure !== true && (isSure || !calls.has(name)))
      calls.set(name, { name, isSure, location });
  }
  return [...calls.values()];
}

/** Whether the client has a component of one of these kinds that has the name. */
const isClients = (name: string, kinds: readonly TextKey[], { agents, commands }: ClientNames): boolean =>
  (kinds.includes('agents') && agents.has(name.toLowerCase())) ||
  (kinds.some((kind) => kind !== 'agents') && commands.has(name.toLowerCase()));

const prefixOf = ({ namespace, name }: Release): string => namespace ?? name;

/** What a plugin calls. Where only full names are known, as of bundled plugins, they are calls. */
function statedBy(caller: Release, prefixes: ReadonlySet<string>): readonly NamedCall[] {
  if (caller.namedCalls !== undefined) return caller.namedCalls();
  const form: CallForm = 'full';
  return (caller.references?.(prefixes) ?? []).map(({ plugin, component, location }) => ({
    name: `${plugin}:${component}`,
    kinds: textKeys,
    form,
    location,
  }));
}

/** A component that a call can mean. */
interface Target {
  readonly release: Release;
  readonly kind: TextKey;
  readonly name: string;
}

/** What a name with the name of a plugin before it calls: of several such plugins that of the caller's marketplace. */
function fullTarget(
  { name, kinds }: NamedCall,
  caller: Release,
  byPrefix: ReadonlyMap<string, readonly Release[]>,
): Target | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return undefined;
  const own = (byPrefix.get(name.slice(0, colon)) ?? []).filter((release) => release !== caller);
  const release = own.find(({ marketplace }) => marketplace === caller.marketplace) ?? own[0];
  const rest = name.slice(colon + 1);
  const kind = release && kinds.find((key) => has(release, key, rest));
  return kind === undefined || release === undefined ? undefined : { release, kind, name: rest };
}

/** What a name alone calls, if there is just one such component. */
function bareTarget(
  { name, kinds }: NamedCall,
  caller: Release,
  called: ReadonlyMap<string, readonly Target[]>,
  client: ClientNames,
): Target | undefined {
  const all = (called.get(name) ?? []).filter(({ kind }) => kinds.includes(kind));
  const [first, ...others] = all;
  if (first === undefined || all.some(({ release }) => release === caller)) return undefined;
  if (others.some(({ release }) => release !== first.release)) return undefined;
  return isClients(name, [first.kind], client) ? undefined : first;
}

/** The components that can be called, by their names without a plugin. */
function calledComponents(releases: readonly Release[]): Map<string, Target[]> {
  const called = new Map<string, Target[]>();
  for (const release of releases)
    for (const kind of textKeys)
      for (const item of release.components[kind]) {
        const full = fullNameOf(kind, item);
        for (const name of new Set([full, nameOf(kind, item)])) {
          const known = called.get(name) ?? [];
          known.push({ release, kind, name: full });
          called.set(name, known);
        }
      }
  return called;
}

/** The name of each, or `name@marketplace` if several have the name. */
export function labelsOf(releases: readonly Release[]): ReadonlyMap<Release, string> {
  const amounts = new Map<string, number>();
  for (const { name } of releases) amounts.set(name, (amounts.get(name) ?? 0) + 1);
  return new Map(
    releases.map((release) => {
      const { name, marketplace } = release;
      return [release, (amounts.get(name) ?? 0) > 1 ? pluginId(name, marketplace) : name];
    }),
  );
}

/** Whether a plugin has a component that can be called by this name. */
const has = ({ components }: Release, key: TextKey, name: string): boolean =>
  components[key].some((item) => fullNameOf(key, item) === name || nameOf(key, item) === name);
