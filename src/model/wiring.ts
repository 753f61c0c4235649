import type { EventChannel, Port, Release } from './plugin.ts';

/** An artifact that flows from one chosen plugin to another, in a format that both support. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly artifact: string;
  readonly format: string;
  readonly optional: boolean;
}

/** An event that one chosen plugin publishes and another one subscribes to. */
export interface EventLink {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  /** How the subscriber learns of it; absent if neither side states that. */
  readonly channel?: string;
  /** What it carries; absent if neither side states that. */
  readonly payload?: string;
}

/** An input that no plugin provides. `offered`: the plugins that produce the artifact in other formats. */
export interface OpenInput {
  readonly plugin: string;
  readonly port: Port;
  readonly offered: readonly { readonly plugin: string; readonly format: string }[];
}

/** How data and events connect the chosen plugins. */
export interface Wiring {
  readonly links: readonly Link[];
  readonly events: readonly EventLink[];
  readonly open: readonly OpenInput[];
}

/**
 * Whether a plugin's inputs, outputs, events or roles are stated. Of one that states nothing, nothing follows from their absence.
 */
export function statesInterface({ integration }: Pick<Release, 'integration'>): boolean {
  const { produces, consumes, publishes, subscribes, roles } = integration;
  return produces.length + consumes.length + publishes.length + subscribes.length + roles.length > 0;
}

/** What the wiring needs of a release. */
type Wired = Pick<Release, 'name' | 'integration'>;

/**
 * Connects outputs to inputs. An input is met by every other plugin that produces the artifact in its format. A plugin that
 * accepts an artifact in several formats lists each as a separate input; the artifact is open only if none of them is met.
 * An input that the plugin produces itself is never open. Links are sorted by consumer, artifact and producer.
 */
export function wire(releases: readonly Wired[]): Wiring {
  const links: Link[] = [];
  const open: OpenInput[] = [];
  const producers = new Map<string, { plugin: string; format: string }[]>();
  for (const { name, integration } of releases) {
    for (const port of integration.produces) {
      const list = producers.get(port.artifact) ?? [];
      list.push({ plugin: name, format: port.format });
      producers.set(port.artifact, list);
    }
  }
  for (const { name, integration } of releases) {
    const met = new Set<string>();
    for (const port of integration.consumes) {
      for (const producer of producers.get(port.artifact) ?? []) {
        if (producer.format !== port.format) continue;
        met.add(port.artifact);
        if (producer.plugin === name) continue;
        links.push({ from: producer.plugin, to: name, ...pick(port), optional: port.optional === true });
      }
    }
    for (const port of integration.consumes) {
      if (met.has(port.artifact)) continue;
      const offered = (producers.get(port.artifact) ?? []).filter(({ plugin }) => plugin !== name);
      open.push({ plugin: name, port, offered });
    }
  }
  return { links: links.sort(byText), events: eventLinks(releases), open };
}

function eventLinks(releases: readonly Wired[]): EventLink[] {
  const links: EventLink[] = [];
  const listeners = new Map<string, Wired[]>();
  for (const release of releases)
    for (const event of new Set(release.integration.subscribes))
      listeners.set(event, [...(listeners.get(event) ?? []), release]);
  for (const from of releases)
    for (const event of from.integration.publishes)
      for (const to of listeners.get(event) ?? [])
        if (from !== to)
          links.push({
            from: from.name,
            to: to.name,
            event,
            ...statedOf(to, event),
            ...statedOf(from, event),
          });
  return links;
}

/** What a plugin states of how an event travels. Names of events come from outside, and may be `constructor`. */
const statedOf = ({ integration: { channels = {} } }: Wired, event: string): EventChannel =>
  Object.hasOwn(channels, event) ? (channels[event] ?? {}) : {};

const pick = ({ artifact, format }: Port) => ({ artifact, format });

function byText(a: Link, b: Link): number {
  const key = (link: Link) => `${link.to}\n${link.artifact}\n${link.from}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
