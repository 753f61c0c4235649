import { rulesOn, runRules } from '../../analysis/engine.ts';
import { rules } from '../../analysis/rules/index.ts';
import { summarize } from '../../model/finding.ts';
import type { CheckedPlugin, CheckResult } from '../../model/project.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { contextOf, type Gathered, gather } from '../gather.ts';
import { ruleSettings } from '../rule-settings.ts';

/** `mkt check`: the combination, and what the rules find in it. */
export async function run(call: Call): Promise<ExitCode> {
  const gathered = await gather(call);
  const result = checkResult(gathered);
  await emit(call, await render(call, result));
  return exitCodeOf(summarize(result.findings), {
    strict: call.options.strict,
    unreadable: gathered.unreadable,
  });
}

function checkResult(gathered: Gathered): CheckResult {
  const settings = ruleSettings(gathered);
  const findings = runRules(rules, contextOf(gathered), settings);
  return {
    looked: {
      list: gathered.list,
      registries: gathered.registries.map(({ source, names }) => ({ source, plugins: names()?.length ?? 0 })),
      rules: rulesOn(rules, settings).map(({ id }) => id),
    },
    unreadable: gathered.unreadable,
    requested: gathered.specs.map(({ text }) => text),
    plugins: checkedPlugins(gathered),
    findings,
  };
}

function checkedPlugins({ resolution, releases }: Gathered): CheckedPlugin[] {
  if (resolution === undefined || !resolution.ok) return [];
  return resolution.chosen.map(({ name, version, marketplace, requested, requiredBy }, index) => {
    const release = releases[index];
    const counts = Object.entries(release?.components ?? {}).map(
      ([kind, list]) => [kind, list.length] as const,
    );
    return {
      name,
      version,
      marketplace,
      requested,
      ...(release?.date !== undefined && { date: release.date }),
      components: Object.fromEntries(counts.filter(([, amount]) => amount > 0)),
      requiredBy: requiredBy.map((by) => by.name),
    };
  });
}

async function render({ options, out, width }: Call, result: CheckResult): Promise<string> {
  switch (options.format) {
    case 'json':
      return (await import('../../report/check-json.ts')).checkJson(result);
    case 'markdown':
      return (await import('../../report/check-markdown.ts')).checkMarkdown(result);
    default:
      return (await import('../../report/check-text.ts')).checkText(result, {
        style: out,
        width,
        quiet: options.quiet,
        verbose: options.verbose,
      });
  }
}
