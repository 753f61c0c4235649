import { count, listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import { listeningHooks, startedBy } from '../hooks.ts';
import type { Rule } from '../rule.ts';

/** The budget if the project states none; the page of the rule explains why. */
export const defaultHooksPerToolCall = 4;

const shownPlugins = 8;
const shownTools = 5;

export const hookFanOut: Rule<'MKT402'> = {
  id: 'MKT402',
  check(context) {
    const budget = context.budgets.hooksPerToolCall ?? defaultHooksPerToolCall;
    const hooks = listeningHooks(context).filter(({ event, isProcess }) => isProcess && event.onToolCall);
    const costs = context.client.tools.builtIn
      .map((tool) => ({ tool, started: startedBy(tool, hooks) }))
      .filter(({ started }) => started.length > budget)
      .sort((a, b) => b.started.length - a.started.length || usualFirst(a.tool, b.tool, context));
    const [worst, ...others] = costs;
    if (worst === undefined) return [];
    const { tool, started } = worst;
    const label = labelsIn(context);
    const places = started.flatMap(({ release, hook, detail: at }) =>
      at === undefined ? [] : [{ at, message: `\`${hook.event}\` of \`${release.name}\`` }],
    );
    return [
      {
        case: 'found',
        evidence: {
          tool,
          processes: started.length,
          budget,
          byEvent: tally(started.map(({ hook }) => hook.event)).map(([event, processes]) => ({
            event,
            processes,
          })),
          byPlugin: tally(started.map(({ release }) => label(release))).map(([plugin, processes]) => ({
            plugin,
            processes,
          })),
          others: others
            .filter((other) => context.client.tools.usual.includes(other.tool))
            .map((other) => ({ tool: other.tool, processes: other.started.length })),
        },
        ...placedWith([...new Set(started.map(({ release }) => release.name))], places, context),
      },
    ];
  },
  say: {
    found({ tool, processes, budget, byEvent, byPlugin, others }) {
      const more = byPlugin.length - shownPlugins;
      const events = listed(byEvent.map(({ event, processes: amount }) => `${amount} on \`${event}\``));
      const plugins = listed(
        byPlugin.slice(0, shownPlugins).map(({ plugin, processes: amount }) => `\`${plugin}\` ${amount}`),
      );
      const tools = others
        .slice(0, shownTools)
        .map(({ tool: other, processes: amount }) => `\`${other}\` with ${amount}`);
      return {
        message: [
          `every call of \`${tool}\` starts ${count(processes, 'hook process', 'hook processes')}, but the budget is ${budget}`,
          `${events}; by plugin: ${plugins}${more > 0 ? ` and ${more} more plugins` : ''}`,
          ...(tools.length === 0 ? [] : [`also over the budget: ${listed(tools)}`]),
          'at each event, the client waits for the slowest of them, and a session makes hundreds of calls',
        ].join('\n'),
        help: `disable the plugins whose hooks you need least, ask maintainers for a matcher that names the tools they mean, or allow more with \`budgets: { hooksPerToolCall: ${processes} }\` in \`mkt.yaml\``,
      };
    },
  },
};

function tally(names: readonly string[]): [name: string, amount: number][] {
  const amounts = new Map<string, number>();
  for (const name of names) amounts.set(name, (amounts.get(name) ?? 0) + 1);
  return [...amounts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function usualFirst(a: string, b: string, { client }: Context): number {
  const { usual } = client.tools;
  const place = (tool: string) => (usual.includes(tool) ? usual.indexOf(tool) : usual.length);
  return place(a) - place(b) || (a < b ? -1 : 1);
}
