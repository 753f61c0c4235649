import { startedByRelease } from '../../analysis/hooks.ts';
import { defaultHooksPerToolCall } from '../../analysis/rules/mkt402-hook-fan-out.ts';
import { defaultContextTokens } from '../../analysis/rules/mkt403-context-budget.ts';
import { type CostlyPlugin, type Load, loadOf, trim } from '../../changes/trim.ts';
import { nearest } from '../../model/nearest.ts';
import { pluginId } from '../../model/plugin.ts';
import { printable } from '../../model/text.ts';
import type { Unresolved } from '../../report/results.ts';
import type { TrimResult } from '../../report/trim-result.ts';
import type { Answer, Call } from '../call.ts';
import { contextOf } from '../context-of.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import { combinationOf, type Gathered } from '../gathered.ts';

/** `mkt trim`: what to disable so that a combination fits its budget. */
export async function run(call: Call): Promise<Answer<TrimResult | Unresolved>> {
  const { args, options, world } = call;
  if (options.installed === true && (args.length > 0 || options.pattern !== undefined))
    throw new Failure('`--installed` checks what is on this machine, and accepts no other plugins', {
      hint: 'remove one of the two',
    });
  const gathered =
    options.installed === true
      ? await (await import('../installed.ts')).gatherInstalled(options, world, { isAsked: false })
      : await gather(args, options, world);
  if (gathered.state !== 'resolved') {
    const { code, result } = (await import('./resolve.ts')).answerOf(gathered);
    return { code, result: { unresolved: result } };
  }
  const context = contextOf(gathered);
  const plugins = costlyPlugins(gathered, startedByRelease(context));
  const budget = {
    tokens: amount(options.tokens, '--tokens') ?? context.budgets.contextTokens ?? defaultContextTokens,
    processes:
      amount(options.processes, '--processes') ?? context.budgets.hooksPerToolCall ?? defaultHooksPerToolCall,
  };
  const kept = idsOf(options.keep ?? [], plugins);
  const trimmed = trim(plugins, budget, new Set(kept));
  const before = loadOf(plugins);
  const tool = worstOf(before, context.client.tools.usual);
  const { off = [], alongside = [], left, isLeast = true } = trimmed ?? {};
  const processesOf = ({ processes }: CostlyPlugin) =>
    tool === undefined ? 0 : (processes.get(tool)?.size ?? 0);
  return {
    code: trimmed === undefined ? exitCode.problem : exitCode.fine,
    result: {
      budget,
      ...(tool !== undefined && { tool }),
      before: costOf(before),
      ...(left && { after: costOf(left) }),
      off,
      alongside,
      isLeast,
      commands: commandsFor(off, gathered, options.installed === true),
      plugins: plugins
        .map((plugin) => ({
          id: plugin.id,
          isListed: plugin.isListed,
          ...(plugin.tokens !== undefined && { tokens: plugin.tokens }),
          processes: processesOf(plugin),
        }))
        .sort(
          (a, b) => (b.tokens ?? 0) - (a.tokens ?? 0) || b.processes - a.processes || (a.id < b.id ? -1 : 1),
        ),
      kept,
    },
  };
}

function costlyPlugins(gathered: Gathered, started: ReturnType<typeof startedByRelease>): CostlyPlugin[] {
  const combination = combinationOf(gathered);
  return combination.map(({ chosen: { name, marketplace, requested }, release }) => ({
    id: pluginId(name, marketplace),
    isListed: requested,
    requires: combination.flatMap(({ chosen }) =>
      release.dependencies.some(
        (each) => each.name === chosen.name && (each.marketplace ?? marketplace) === chosen.marketplace,
      )
        ? [pluginId(chosen.name, chosen.marketplace)]
        : [],
    ),
    ...(release.contextTokens !== undefined && { tokens: release.contextTokens }),
    processes: started.get(release) ?? new Map(),
  }));
}

/** The tool whose calls start the most processes; of several, the one that is used most. */
function worstOf({ processes }: Load, usual: readonly string[]): string | undefined {
  const place = (tool: string) => (usual.includes(tool) ? usual.indexOf(tool) : usual.length);
  const [worst] = [...processes].sort(([a, m], [b, n]) => n - m || place(a) - place(b) || (a < b ? -1 : 1));
  return worst?.[0];
}

const costOf = ({ tokens, processes }: Load) => ({ tokens, processes: Math.max(0, ...processes.values()) });

/** The ids of plugins that the user names. */
function idsOf(names: readonly string[], plugins: readonly CostlyPlugin[]): string[] {
  return names.flatMap((name) => {
    const meant = plugins.filter(({ id }) => id === name || id.split('@')[0] === name).map(({ id }) => id);
    if (meant.length > 0) return meant;
    const all = plugins.map(({ id }) => id.split('@')[0] ?? id);
    throw new Failure(`\`${printable(name)}\` is not one of the plugins`, {
      code: exitCode.problem,
      hint: didYouMean(nearest(name, all)) ?? 'run `mkt tree` to see them',
    });
  });
}

/** What disables plugins where they were enabled. */
function commandsFor(off: readonly string[], { list, specs }: Gathered, installed: boolean): string[] {
  if (off.length === 0) return [];
  if (installed) return off.map((id) => `claude plugin disable ${id}`);
  if (list.kind !== 'file') return [];
  // `mkt remove` takes a plugin as the list has it.
  const names = off.map((id) => {
    const [name = ''] = id.split('@');
    return specs.some((spec) => spec.name === name && spec.marketplace === undefined) ? name : id;
  });
  return [`mkt remove ${names.join(' ')}`];
}

function amount(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Failure(`\`${flag} ${printable(text)}\` is not a whole number`, {
    hint: `write a number, such as \`${flag} 4000\``,
  });
}
