import { rulesOn, runRules } from '../../analysis/engine.ts';
import { rules } from '../../analysis/rules/index.ts';
import { verdictOf } from '../../analysis/verdict.ts';
import type { OrchestrationId } from '../../model/knowledge.ts';
import type { Plan } from '../../model/plan.ts';
import { isUnknown } from '../../model/problems.ts';
import { printable } from '../../model/text.ts';
import { originText } from '../../model/verdict.ts';
import { makePlan, type PlanInput } from '../../planner/index.ts';
import type { Answer, Call } from '../call.ts';
import { exitCodeOf } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { contextOf, gather } from '../gather.ts';
import { combinationOf, outcomeOf } from '../gathered.ts';
import { clientOrder, inspect } from '../inspection.ts';
import { ruleSettings } from '../rule-settings.ts';

/** `mkt plan`: how to combine the plugins. */
export async function run({ args, options, world }: Call): Promise<Answer<Plan>> {
  const gathered = await gather(args, options, world);
  if (gathered.specs.length === 0 && gathered.state !== 'unreadable')
    throw new Failure(
      `the list in \`${printable(originText(gathered.list))}\` is empty: there is nothing to plan`,
      {
        hint: 'add plugins to it, or name them: `mkt plan julia-development hpc-computing`',
      },
    );
  const context = contextOf(gathered, await inspect(gathered));
  const settings = ruleSettings(gathered, options);
  const findings = runRules(rules, context, settings);
  const verdict = verdictOf(outcomeOf(gathered), findings);
  const code = exitCodeOf(findings, { strict: options.strict, verdict: verdict.kind });
  const { specs, pattern, knowledge } = gathered;
  if (gathered.state !== 'resolved') {
    if (options.format === 'json') {
      const { noPlanJson } = await import('../../report/plan-json.ts');
      return { code, text: noPlanJson({ pattern: pattern?.id, findings }) };
    }
    // Warnings about the available plugins wait until all of them are available.
    const blocking =
      combinationOf(gathered).length === 0
        ? findings
        : findings.filter((finding) => finding.severity === 'error' || isUnknown(finding));
    const { stream, style, width } = world.aside;
    const { findingsText } = await import('../../report/findings-text.ts');
    stream.write(`${findingsText(blocking, { style, width })}\n\nno plan was made: fix these errors first\n`);
    return { code };
  }
  const input: PlanInput = {
    releases: context.releases,
    chosen: context.chosen,
    requested: specs.map(({ name }) => name),
    ...(pattern && { pattern }),
    knowledge,
    findings,
    environment: context.environment,
    orchestration: (options.orchestration ?? pattern?.orchestration ?? 'auto') as OrchestrationId | 'auto',
    wiring: context.wiring,
    marketplaces: new Map(gathered.project?.marketplaces?.map(({ declaredAs, text }) => [declaredAs, text])),
    rulesRun: rulesOn(rules, settings, context).map(({ id }) => id),
  };
  const first = makePlan(input);
  const installOrder = await clientOrder(
    gathered,
    first.rollout.flatMap(({ add }) => add),
  );
  return { code, result: installOrder === undefined ? first : makePlan({ ...input, installOrder }) };
}
