import { rulesOn, runRules } from '../../analysis/engine.ts';
import { rules } from '../../analysis/rules/index.ts';
import { summarize } from '../../model/finding.ts';
import type { OrchestrationId } from '../../model/knowledge.ts';
import type { Plan } from '../../model/plan.ts';
import { makePlan, type PlanInput } from '../../planner/index.ts';
import { findingsText } from '../../report/findings-text.ts';
import { clientOrder, withClientRun } from '../client-run.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { contextOf, gather } from '../gather.ts';
import { withReleaseFaults } from '../release-faults.ts';
import { ruleSettings } from '../rule-settings.ts';

/** `mkt plan`: how to put the plugins together. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, io, err, width } = call;
  const gathered = await withReleaseFaults(await withClientRun(await gather(call)));
  const context = contextOf(gathered);
  const settings = ruleSettings(gathered, call.options);
  const findings = runRules(rules, context, settings);
  const code = exitCodeOf(summarize(findings), { strict: options.strict, unreadable: gathered.unreadable });
  const { releases, specs, pattern, knowledge, resolution } = gathered;
  if (resolution === undefined || !resolution.ok) {
    if (options.format === 'json') {
      const { jsonText } = await import('../../report/json.ts');
      await emit(call, jsonText({ ok: false, pattern: pattern?.id ?? null, findings, plugins: [] }));
    } else {
      // What there is to say of plugins that can be had is for when all of them can.
      const blocking =
        gathered.rest === undefined ? findings : findings.filter(({ severity }) => severity === 'error');
      io.stderr.write(
        `${findingsText(blocking, { style: err, width })}\n\nthere is no plan for what does not go together\n`,
      );
    }
    return code;
  }
  const input: PlanInput = {
    releases,
    chosen: resolution.chosen,
    requested: specs.map(({ name }) => name),
    ...(pattern && { pattern }),
    knowledge,
    findings,
    environment: context.environment,
    orchestration: (options.orchestration ?? pattern?.orchestration ?? 'auto') as OrchestrationId | 'auto',
    wiring: context.wiring,
    marketplaces: new Map(gathered.project?.marketplaces?.map(({ name, source }) => [name, source])),
    rulesRun: rulesOn(rules, settings, context).map(({ id }) => id),
  };
  const first = makePlan(input);
  const installOrder = await clientOrder(
    gathered,
    first.rollout.flatMap(({ add }) => add),
  );
  const plan = installOrder === undefined ? first : makePlan({ ...input, installOrder });
  await emit(call, await render(call, plan));
  return code;
}

async function render({ options, out, width }: Call, plan: Plan): Promise<string> {
  switch (options.format) {
    case 'json':
      return (await import('../../report/plan-json.ts')).planJson(plan);
    case 'yaml':
      return (await import('../../report/plan-yaml.ts')).planYaml(plan);
    case 'markdown':
      return (await import('../../report/plan-markdown.ts')).planMarkdown(plan);
    case 'mermaid':
      return (await import('../../report/plan-mermaid.ts')).planMermaid(plan);
    case 'dot':
      return (await import('../../report/plan-dot.ts')).planDot(plan);
    case 'svg':
      return (await import('../../report/plan-svg.ts')).planSvg(plan);
    case 'html':
      return (await import('../../report/plan-html.ts')).planHtml(plan);
    default:
      return (await import('../../report/plan-text.ts')).planText(plan, { style: out, width });
  }
}
