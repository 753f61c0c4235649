import type { EventEvidence } from '../../model/combination-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { isFirst, maintainedFirst } from '../recommended-plugins.ts';
import type { Rule } from '../rule.ts';

const shownEvents = 6;

export const eventUnheard: Rule<'MKT605'> = {
  id: 'MKT605',
  needsAll: true,
  needsStated: true,
  check(context) {
    const { releases, orchestration } = context;
    if (releases.length < 2) return [];
    const published = said(context, ({ publishes }) => publishes);
    const awaited = said(context, ({ subscribes }) => subscribes);
    // An unused event is harmless, unless the plugins are driven by events.
    const unheard =
      orchestration.asked === 'event-driven'
        ? eventsOf(published).filter(({ event }) => !awaited.has(event))
        : [];
    const idle = idlePlugins(context, published);
    const silent = eventsOf(awaited).flatMap(({ event, plugins }): EventEvidence[] => {
      const waiting = plugins.filter((name) => idle.has(name));
      return published.has(event) || waiting.length === 0 ? [] : [{ event, plugins: waiting }];
    });
    const names = [...new Set([...unheard, ...silent].flatMap(({ plugins }) => plugins))];
    if (names.length === 0) return [];
    const place = placed(names, context);
    if (silent.length === 0) return [{ case: 'unheard', evidence: { published: unheard }, ...place }];
    const offers = publishersOf(
      silent.map(({ event }) => event),
      context,
    );
    return [{ case: 'unpublished', evidence: { awaited: silent, published: unheard, offers }, ...place }];
  },
  say: {
    unpublished: ({ awaited, published, offers }) => ({
      message: [
        `${awaited.length === 1 ? 'an event has subscribers, but no chosen plugin publishes it' : `${awaited.length} events have subscribers, but no chosen plugin publishes them`}${published.length > 0 ? `; ${unheardText(published)}` : ''}`,
        ...linesOf(awaited, 'awaited'),
        ...linesOf(published, 'published'),
        `nothing starts the work that waits for ${awaited.length === 1 ? 'this event' : 'these events'}: you have to start that work by hand`,
      ].join('\n'),
      help:
        offers.length > 0
          ? `add ${listed(quoted(offers), 'or')}, which publishes ${awaited.length === 1 ? 'it' : 'at least one of them'}, or start that work yourself`
          : `publish ${awaited.length === 1 ? 'the event' : 'the events'} from your own pipeline, or start that work yourself`,
    }),
    unheard: ({ published }) => ({
      message: [
        `${published.length === 1 ? 'an event is published, but no plugin subscribes to it' : `${published.length} events are published, but no plugin subscribes to them`}`,
        ...linesOf(published, 'published'),
        published.length === 1 ? 'the event has no effect' : 'the events have no effect',
      ].join('\n'),
      help: `subscribe to ${published.length === 1 ? 'the event' : 'the events'} in the plugin that continues the work, or remove ${published.length === 1 ? 'it' : 'them'} from the plan`,
    }),
  },
};

const unheardText = ({ length }: readonly EventEvidence[]): string =>
  `${length === 1 ? 'another is published, but no plugin subscribes to it' : `${length} are published, but no plugin subscribes to them`}`;

const verbs = { awaited: ['subscribes to', 'subscribe to'], published: ['publishes', 'publish'] } as const;

const linesOf = (events: readonly EventEvidence[], how: keyof typeof verbs): string[] =>
  events
    .slice(0, shownEvents)
    .map(
      ({ event, plugins }) =>
        `${listed(quoted(plugins))} ${verbs[how][plugins.length === 1 ? 0 : 1]} \`${event}\``,
    );

const eventsOf = (events: ReadonlyMap<string, readonly string[]>): EventEvidence[] =>
  [...events].map(([event, plugins]) => ({ event, plugins }));

/**
 * The plugins that nothing starts: no event that they await is published, no data reaches them, and they have no component to
 * call. If events drive the plugins, every one whose event is not published.
 */
function idlePlugins(
  { releases, wiring, orchestration }: Context,
  published: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const fed = new Set(wiring.links.map(({ to }) => to));
  const isIdle = ({ name, integration: { subscribes }, components }: Context['releases'][number]) =>
    orchestration.asked === 'event-driven' ||
    (!fed.has(name) &&
      components.agents.length + components.commands.length + components.skills.length === 0 &&
      subscribes.every((event) => !published.has(event)));
  return new Set(releases.filter(isIdle).map(({ name }) => name));
}

function said(
  { releases }: Context,
  events: (integration: Context['releases'][number]['integration']) => readonly string[],
): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const { name, integration } of releases)
    for (const event of new Set(events(integration)))
      all.set(event, [...(all.get(event) ?? []), name].sort());
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function publishersOf(events: readonly string[], { catalogue }: Context): string[] {
  return catalogue
    .filter(({ integration }) => integration.publishes.some((event) => events.includes(event)))
    .sort(maintainedFirst)
    .map(({ name }) => name)
    .filter(isFirst)
    .slice(0, 3);
}
