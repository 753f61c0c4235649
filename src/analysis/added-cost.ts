import type { AddedCost, CheckedPlugin } from '../model/project.ts';
import type { Context } from './context.ts';
import { labelsIn } from './evidence.ts';
import { listeningHooks, startedBy } from './hooks.ts';

/** What a combination takes: tokens in every session, and processes for a call of each tool. */
interface Cost {
  readonly tokens: number;
  readonly unknown: readonly string[];
  readonly processes: ReadonlyMap<string, number>;
}

/** Compares two combinations, one of which has plugins that the other has not. */
export function addedCostOf(
  specs: readonly string[],
  before: { readonly context: Context; readonly findings: number },
  after: { readonly context: Context; readonly plugins: readonly CheckedPlugin[] },
): AddedCost {
  const versions = new Map(before.context.chosen.map((chosen) => [idOf(chosen), chosen.version]));
  const [old, now] = [costOf(before.context), costOf(after.context)];
  const processes = mostAdded(old, now, after.context.client.tools.usual);
  return {
    specs,
    plugins: after.plugins.filter((plugin) => !versions.has(idOf(plugin))),
    moved: after.plugins.flatMap((plugin) => {
      const version = versions.get(idOf(plugin));
      return version === undefined || version === plugin.version
        ? []
        : [{ name: plugin.name, before: version, after: plugin.version }];
    }),
    tokens: {
      before: old.tokens,
      after: now.tokens,
      unknown: now.unknown.filter((name) => !old.unknown.includes(name)),
    },
    ...(processes && { processes }),
    known: before.findings,
  };
}

const idOf = ({ name, marketplace }: { name: string; marketplace: string }): string =>
  `${name}@${marketplace}`;

function costOf(context: Context): Cost {
  const label = labelsIn(context);
  const hooks = listeningHooks(context).filter(({ event, isProcess }) => isProcess && event.onToolCall);
  return {
    tokens: context.releases.reduce((sum, { contextTokens = 0 }) => sum + contextTokens, 0),
    unknown: context.releases.filter(({ contextTokens }) => contextTokens === undefined).map(label),
    processes: new Map(
      context.client.tools.builtIn.map((tool) => [tool, startedBy(tool, hooks).length] as const),
    ),
  };
}

/** The tool whose calls start the most further processes; of several, the one that is used most. */
function mostAdded(old: Cost, now: Cost, usual: readonly string[]): AddedCost['processes'] {
  const place = (tool: string) => (usual.includes(tool) ? usual.indexOf(tool) : usual.length);
  const [most] = [...now.processes]
    .map(([tool, after]) => ({ tool, before: old.processes.get(tool) ?? 0, after }))
    .filter(({ before, after }) => after > before)
    .sort((a, b) => b.after - b.before - (a.after - a.before) || place(a.tool) - place(b.tool));
  return most;
}
