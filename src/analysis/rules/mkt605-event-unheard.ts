import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { isFirst, maintainedFirst } from '../offers.ts';
import type { LegacyRule } from '../rule.ts';

export const eventUnheard: LegacyRule = {
  id: 'MKT605',
  name: 'event-unheard',
  severity: 'note',
  needsAll: true,
  section: 'Event-Driven Architecture',
  summary:
    'a plugin waits for an event that nobody publishes; where plugins run by events, also one that nobody awaits',
  check(context) {
    const { releases, orchestration } = context;
    if (releases.length < 2) return [];
    const published = said(context, ({ publishes }) => publishes);
    const awaited = said(context, ({ subscribes }) => subscribes);
    // An event that nobody needs hurts nobody, unless the plugins are to be driven by events.
    const unheard =
      orchestration.asked === 'event-driven' ? [...published].filter(([event]) => !awaited.has(event)) : [];
    const idle = idlePlugins(context, published);
    const silent = [...awaited].flatMap(([event, plugins]): [string, string[]][] => {
      const waiting = plugins.filter((name) => idle.has(name));
      return published.has(event) || waiting.length === 0 ? [] : [[event, waiting]];
    });
    if (unheard.length + silent.length === 0) return [];
    const names = [...new Set([...unheard, ...silent].flatMap(([, plugins]) => plugins))];
    const offers = publishersOf(
      silent.map(([event]) => event),
      context,
    );
    const what = [
      ...(silent.length > 0
        ? [
            `${silent.length === 1 ? 'an event is' : `${silent.length} events are`} awaited that no chosen plugin publishes`,
          ]
        : []),
      ...(unheard.length > 0
        ? [`${unheard.length === 1 ? 'one is' : `${unheard.length} are`} published that none awaits`]
        : []),
    ];
    return [
      {
        ...placed(names, context),
        message: [
          what.join(', and '),
          ...silent
            .slice(0, 6)
            .map(([event, plugins]) => `\`${event}\` is awaited by ${listed(quoted(plugins))}`),
          ...unheard
            .slice(0, 6)
            .map(([event, plugins]) => `\`${event}\` is published by ${listed(quoted(plugins))}`),
          silent.length > 0
            ? 'what was to begin with it never begins by itself: somebody has to start it by hand'
            : 'what it tells is lost',
        ].join('\n'),
        help:
          offers.length > 0
            ? `add ${listed(quoted(offers), 'or')}, which publishes it, or start that work yourself`
            : silent.length > 0
              ? 'publish it from your own pipeline, or start that work yourself'
              : 'subscribe to it where the work goes on, or leave the event out of the plan',
      },
    ];
  },
};

/**
 * The plugins that nothing sets going: no event that they await is published, no data comes to them, and they have nothing that
 * somebody could call. Where plugins are to run by events, every one that awaits in vain.
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
