import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { withoutAccepted } from '../../analysis/accepted.ts';
import { callsAmong } from '../../analysis/calls.ts';
import type { Context } from '../../analysis/context.ts';
import { rulesOn, runRules } from '../../analysis/engine.ts';
import { fileLinksAmong } from '../../analysis/file-links.ts';
import { startedByRelease } from '../../analysis/hooks.ts';
import { rules } from '../../analysis/rules/index.ts';
import { seenRoles } from '../../analysis/seen-roles.ts';
import { verdictOf } from '../../analysis/verdict.ts';
import type { Finding } from '../../model/finding.ts';
import type { OrchestrationId } from '../../model/knowledge.ts';
import type { Plan } from '../../model/plan.ts';
import { type PluginId, pluginId } from '../../model/plugin.ts';
import { isUnknown } from '../../model/problems.ts';
import { listed, printable, quoted } from '../../model/text.ts';
import { originText } from '../../model/verdict.ts';
import {
  type AddedFrom,
  folderFor,
  makePlan,
  type Now,
  type Place,
  type PlanInput,
} from '../../planner/index.ts';
import type { ShownPlan } from '../../report/plan-result.ts';
import { clientFacts } from '../../sources/registries/bundled-client-facts.ts';
import { acceptedFor, today } from '../acceptances.ts';
import { addedFrom, registryOptions } from '../added-from.ts';
import type { Answer, Call } from '../call.ts';
import { contextOf } from '../context-of.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import { combinationOf, type Gathered, outcomeOf } from '../gathered.ts';
import { inspect, runInOrder } from '../inspection.ts';
import { nowOf } from '../now.ts';
import { ruleSettings } from '../rule-settings.ts';
import { refusedAnyway, settledBy } from '../settled-install.ts';
import { lacking, unavailableIn } from '../unavailable.ts';

/** The formats that can show what changed. */
const diffFormats = ['text', 'markdown', 'json'];

/** The formats that can show a part of a plan, or more than one screen; the others always have all that they can show. */
const partFormats = ['text', 'markdown'];

/** The formats that only show plugins and what connects them. */
const pictureFormats = ['mermaid', 'dot', 'svg'];

/** `mkt plan`: how to combine the plugins, or what changed since an earlier plan. */
export async function run(call: Call): Promise<Answer<ShownPlan>> {
  const { args, options } = call;
  const { from, diff, cwd, full = false, section } = options;
  if (from !== undefined && args.length > 0)
    throw new Failure('`--from` shows a saved plan, and accepts no plugins', {
      hint: 'remove the plugins, or `--from`',
    });
  refuseIgnored(options);
  const saved = from === undefined && diff === undefined ? undefined : await import('../saved-plan.ts');
  const before = diff === undefined ? undefined : saved?.savedPlan(diff, cwd);
  const kept = from === undefined ? undefined : saved?.savedPlan(from, cwd);
  const {
    result: plan,
    code,
    text,
  }: Planned = kept === undefined ? await planOf(call) : { code: codeOf(kept, options.strict), result: kept };
  const answer = { code, ...(text !== undefined && { text }) };
  if (plan === undefined) return answer;
  const changed = before && (await import('../../planner/plan-diff.ts')).diffPlans(before, plan);
  return {
    ...answer,
    result: { plan, full, ...(section !== undefined && { section }), ...(changed && { diff: changed }) },
  };
}

/** The parts of a plan that are the same however the plugins are orchestrated. */
const unorchestrated = [
  'change',
  'settings',
  'starts',
  'mods',
  'monitoring',
  'workflow',
  'outcomes',
  'example',
];

/** Refuses options that would change nothing: those of a new plan together with a saved one, and those that the output has no place for. */
function refuseIgnored(options: Call['options']): void {
  const { from, diff, format, full = false, section } = options;
  const { pattern, strategy, orchestration, successors = false, rule = [] } = options;
  const { registry, bundled, unlocked = false, claudeCode } = options;
  const making = [
    ...(pattern === undefined ? [] : ['--pattern']),
    ...(strategy === undefined ? [] : ['--strategy']),
    ...(orchestration === undefined ? [] : ['--orchestration']),
    ...(successors ? ['--successors'] : []),
    ...(rule.length > 0 ? ['--rule'] : []),
    ...(unlocked ? ['--unlocked'] : []),
    ...(registry.length > 0 ? ['--registry'] : []),
    ...(bundled ? [] : ['--no-bundled']),
    ...(claudeCode === undefined ? [] : ['--claude-code']),
  ];
  if (from !== undefined && making.length > 0)
    throw new Failure(`\`--from\` shows a saved plan, and ${listed(quoted(making))} cannot change it`, {
      hint: `remove ${listed(quoted(making))}, or \`--from\``,
    });
  const parts = [...(section === undefined ? [] : ['--section']), ...(full ? ['--full'] : [])];
  if (diff !== undefined && parts.length > 0)
    throw new Failure(`\`--diff\` shows all that changed, and ${listed(quoted(parts))} cannot change that`, {
      hint: `remove ${listed(quoted(parts))}, or \`--diff\``,
    });
  if (parts.length > 1)
    throw new Failure('`--section` prints one part of a plan, and `--full` prints all parts', {
      hint: 'use only one of them',
    });
  if (orchestration !== undefined && section !== undefined && unorchestrated.includes(section))
    throw new Failure(`\`--orchestration\` changes nothing in \`--section ${section}\``, {
      hint: 'remove it, or see what it changes with `--section stages`',
    });
  const shown = [
    { option: '--diff', isAsked: diff !== undefined, formats: diffFormats },
    { option: '--section', isAsked: section !== undefined, formats: partFormats },
    { option: '--full', isAsked: full, formats: partFormats },
  ];
  for (const { option, isAsked, formats } of shown)
    if (isAsked && !formats.includes(format))
      throw new Failure(`\`${option}\` cannot be shown as ${printable(format)}`, {
        hint: `use one of: ${formats.join(', ')}`,
      });
}

/** A plan, or what is printed where there is none. */
type Planned = Pick<Answer<Plan>, 'code' | 'text' | 'result'>;

/** The exit code of a saved plan. */
const codeOf = ({ findings, verdict }: Plan, strict: boolean): ExitCode =>
  exitCodeOf(findings, { strict, verdict: verdict.kind });

/** Makes the plan. */
async function planOf({ args, options, world }: Call): Promise<Planned> {
  const gathered = await gather(args, options, world);
  if (gathered.specs.length === 0 && gathered.state !== 'unreadable')
    throw new Failure(
      `the list in \`${printable(originText(gathered.list))}\` is empty: there is nothing to plan`,
      {
        hint: 'add plugins to it, or name them: `mkt plan julia-development hpc-computing`',
      },
    );
  const inspection = await inspect(gathered, { options, world });
  const context = { ...contextOf(gathered, inspection), inPlan: true };
  const settings = ruleSettings(gathered, options);
  const found = runRules(rules, context, settings);
  const { findings } = withoutAccepted(found, acceptedFor(gathered), today());
  const verdict = verdictOf(outcomeOf(gathered), findings);
  const code = exitCodeOf(findings, { strict: options.strict, verdict: verdict.kind });
  const { specs, pattern, knowledge } = gathered;
  if (combinationOf(gathered).length === 0) return noPlan(findings, { pattern, options, world, code });
  const unavailable = unavailableIn(gathered, findings);
  if (unavailable.length > 0 && pictureFormats.includes(options.format)) await showWhy(findings, world);
  const refused = [...refusedAnyway(findings), ...lacking(gathered, findings)];
  const now = await nowOf(gathered, { options, world });
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
    ...(context.mods && { mods: context.mods }),
    marketplaces: marketplacesOf(gathered, options.cwd),
    options: registryOptions(options),
    unavailable,
    refused,
    verdict,
    calls: callsAmong(context.releases, clientFacts()),
    files: fileLinksAmong(context.releases),
    rolesSeen: seenRoles,
    processes: processesOf(context),
    ...(gathered.successions && { successions: gathered.successions }),
    now,
    places: placesOf(context.chosen, now, options.cwd),
    ...(inspection.copied && { copied: inspection.copied }),
    ...(inspection.pinned && { pinned: inspection.pinned }),
    ...(inspection.pinCommits && { pinCommits: inspection.pinCommits }),
    rulesRun: rulesOn(rules, settings, context).map(({ id }) => id),
  };
  const first = makePlan(input);
  // Nothing is left that an order of installing could change.
  const isHeld = (id: PluginId) => inspection.copied?.has(id) === true || inspection.pinned?.has(id) === true;
  if (context.chosen.every(({ name, marketplace }) => isHeld(pluginId(name, marketplace))))
    return { code, result: first };
  const run = await runInOrder(
    gathered,
    first.rollout.flatMap(({ add }) => add),
  );
  const settled = settledBy(run ?? context.clientRun, input, { isPlanned: run !== undefined });
  const end = verdictOf(outcomeOf(gathered), settled.findings);
  return {
    code: exitCodeOf(settled.findings, { strict: options.strict, verdict: end.kind }),
    result: makePlan({ ...input, ...settled, verdict: end }),
  };
}

/** What is printed where there is nothing to plan: why. */
async function noPlan(
  findings: readonly Finding[],
  {
    pattern,
    options,
    world,
    code,
  }: { pattern: { readonly id: string } | undefined; code: ExitCode } & Pick<Call, 'options' | 'world'>,
): Promise<Planned> {
  if (options.format === 'json') {
    const { noPlanJson } = await import('../../report/plan-json.ts');
    return { code, text: noPlanJson({ pattern: pattern?.id, findings }) };
  }
  await showWhy(findings, world);
  const why = findings.every(isUnknown)
    ? 'there is no plan until these plugins can be looked up'
    : 'there is no plan: fix these errors first';
  world.aside.stream.write(`\n${why}\n`);
  return { code };
}

/** Prints why plugins are left out, next to a plan that has no place for it. Warnings about the others can wait. */
async function showWhy(findings: readonly Finding[], world: Call['world']): Promise<void> {
  const blocking = findings.filter((finding) => finding.severity === 'error' || isUnknown(finding));
  const { stream, style, width } = world.aside;
  const { findingsText } = await import('../../report/findings-text.ts');
  stream.write(`${findingsText(blocking, { style, width })}\n`);
}

/** How many hook processes each plugin starts, for a call of the tool for which it starts the most. */
const processesOf = (context: Context): ReadonlyMap<PluginId, number> =>
  new Map(
    [...startedByRelease(context)].map(([{ name, marketplace }, byTool]) => [
      pluginId(name, marketplace),
      Math.max(0, ...[...byTool.values()].map(({ size }) => size)),
    ]),
  );

/** What `claude plugin marketplace add` takes for each marketplace: those of settings as declared, the others as they were opened. */
function marketplacesOf(gathered: Gathered, cwd: string): ReadonlyMap<string, AddedFrom> {
  const opened = combinationOf(gathered).flatMap(({ chosen: { name, marketplace } }) => {
    if (gathered.state === 'unreadable') return [];
    if (gathered.plugins.get(pluginId(name, marketplace))?.client === undefined) return [];
    const source = gathered.registries.find((each) => each.marketplaces.includes(marketplace))?.source;
    const from = source === undefined ? undefined : addedFromIn(marketplace, source, cwd);
    return from === undefined ? [] : [[marketplace, from] as const];
  });
  const declared = gathered.project?.marketplaces?.map(
    ({ declaredAs, text }) => [declaredAs, { add: text }] as const,
  );
  return new Map([...opened, ...(declared ?? [])]);
}

/** Where to clone the marketplaces that have the name of a file or folder here: there if an earlier run of the plan did so, else next to it. */
function placesOf(
  chosen: readonly { readonly marketplace: string }[],
  { marketplaces }: Now,
  cwd: string,
): ReadonlyMap<string, Place> {
  const isTaken = (folder: string) => existsSync(resolve(cwd, folder));
  const places = [...new Set(chosen.map(({ marketplace }) => marketplace))].flatMap(
    (name): [string, Place][] => {
      const own = folderFor(name);
      if (!isTaken(own)) return [];
      if (marketplaces.has(name) && isTaken(`${own}/.git`)) return [[name, { folder: own, isThere: true }]];
      let folder = own;
      for (let number = 2; isTaken(folder); number += 1) folder = `${own}-${number}`;
      return [[name, { folder, isThere: false }]];
    },
  );
  return new Map(places);
}

/** The client adds an official marketplace only from its repository, whatever copy of it was read. */
function addedFromIn(marketplace: string, source: string, cwd: string): AddedFrom | undefined {
  const { officialMarketplaces, builtInMarketplaces } = clientFacts().names;
  if (!officialMarketplaces.includes(marketplace) || !existsSync(resolve(cwd, source)))
    return addedFrom(source, cwd);
  const repo = Object.hasOwn(builtInMarketplaces, marketplace) ? builtInMarketplaces[marketplace] : undefined;
  return repo === undefined ? undefined : { add: repo };
}
