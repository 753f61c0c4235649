import { count, listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import { type ListeningHook, listeningHooks } from '../hooks.ts';
import type { LegacyRule } from '../rule.ts';

/** What a session can bear without being asked; the page of the rule argues for it. */
export const defaultHooksPerToolCall = 4;

export const hookFanOut: LegacyRule = {
  id: 'MKT402',
  name: 'hook-fan-out',
  severity: 'warning',
  section: 'Communication Overhead',
  summary: 'more processes start on each tool call than the budget allows',
  check(context) {
    const budget = context.budgets.hooksPerToolCall ?? defaultHooksPerToolCall;
    const hooks = listeningHooks(context).filter(({ event, isProcess }) => isProcess && event.onToolCall);
    const costs = context.client.tools.builtIn
      .map((tool) => ({ tool, started: startedBy(tool, hooks) }))
      .filter(({ started }) => started.length > budget)
      .sort((a, b) => b.started.length - a.started.length || usualFirst(a.tool, b.tool, context));
    const [worst] = costs;
    if (worst === undefined) return [];
    const label = labelsIn(context);
    const byPlugin = tally(worst.started.map(({ release }) => label(release)));
    const byEvent = tally(worst.started.map(({ hook }) => hook.event));
    const others = costs.slice(1).filter(({ tool }) => context.client.tools.usual.includes(tool));
    return [
      {
        ...placedWith(
          [...new Set(worst.started.map(({ release }) => release.name))],
          worst.started.flatMap(({ release, hook, detail: place }) => {
            return place === undefined
              ? []
              : [{ at: place, message: `\`${hook.event}\` of \`${release.name}\`` }];
          }),
          context,
        ),
        message: [
          `every call of \`${worst.tool}\` starts ${count(worst.started.length, 'process', 'processes')} of hooks, and the budget is ${budget}`,
          `${listed(byEvent.map(([event, amount]) => `${amount} on \`${event}\``))}; by plugin: ${listed(byPlugin.slice(0, 8).map(([name, amount]) => `\`${name}\` ${amount}`))}${byPlugin.length > 8 ? ` and ${byPlugin.length - 8} more plugins` : ''}`,
          ...(others.length === 0
            ? []
            : [
                `over the budget too: ${listed(others.slice(0, 5).map(({ tool, started }) => `\`${tool}\` with ${started.length}`))}`,
              ]),
          'the call waits until the slowest of them has ended, and a session makes hundreds of calls',
        ].join('\n'),
        help: `disable the plugins whose hooks you need least, ask maintainers for a matcher that names the tools they mean, or allow more with \`budgets: { hooksPerToolCall: ${worst.started.length} }\` in \`mkt.yaml\``,
      },
    ];
  },
};

/** The hooks that start a process for a tool. One command line that several hooks share is started once. */
function startedBy(tool: string, hooks: readonly ListeningHook[]): ListeningHook[] {
  const seen = new Set<string>();
  return hooks.filter(({ hook, matcher, release }) => {
    if (!matcher.matches(tool)) return false;
    const isOwn = hook.command === undefined || hook.command.includes('CLAUDE_PLUGIN_ROOT');
    const key = [hook.event, hook.command, ...(isOwn ? [release.name, release.marketplace] : [])].join('\n');
    if (hook.command !== undefined && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

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
