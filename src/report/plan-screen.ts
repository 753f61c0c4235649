import type { Location } from '../model/location.ts';
import type { Plan, PlannedChange, Prerequisite } from '../model/plan.ts';
import { count, listed } from '../model/text.ts';
import { type Block, commandBlock, item, type Section } from './plan-document.ts';
import { type Advice, adviceOf, gravest, headOf } from './plan-head.ts';
import { isRemark, realCommands, roundsText } from './plan-words.ts';

/** How many ties and warnings are shown; everything if absent. */
export interface Limits {
  readonly ties?: number;
  readonly warnings?: number;
  /** The findings follow in full, and need no short form. */
  readonly withFindings?: boolean;
}

/** The sections that everyone reads: what changes, what to do, how the plugins work together, what to watch out for. */
export function screenSections(plan: Plan, limits: Limits): Section[] {
  return [
    { id: 'change', title: 'Change', blocks: changeBlocks(plan) },
    { id: 'steps', title: 'Do this', blocks: stepBlocks(plan, limits) },
    { id: 'together', title: 'How they work together', blocks: togetherBlocks(plan, limits) },
    { id: 'watch-out', title: 'Watch out', blocks: watchBlocks(plan, limits) },
  ].filter(({ blocks }) => blocks.length > 0);
}

const actions = [
  ['add', '+', 'to install', 'good'],
  ['enable', '+', 'to enable', 'good'],
  ['move', '~', 'to change the version', 'warning'],
  ['disable', '-', 'to disable', 'bad'],
  ['keep', '=', 'stay as they are', 'dim'],
] as const;

function changeBlocks({ change, successions }: Plan): Block[] {
  const lines = actions.flatMap(([action, mark, words, tone]): Block[] => {
    const concerned = change.plugins.filter((each) => each.action === action);
    if (concerned.length === 0) return [];
    const verb = action === 'keep' && concerned.length === 1 ? 'stays as it is' : words;
    return [item(`${concerned.length} ${verb}: ${few(concerned.map(changeText))}`, { mark, tone })];
  });
  const exchanged = successions.map(({ plugin, by, kept, lost }) =>
    item(
      `${by} in place of ${plugin}: it has ${kept.length} of its ${kept.length + lost.length} components by name${lost.length > 0 && lost.length <= 3 ? `, not ${listed(lost)}` : ''}`,
      { mark: '~' },
    ),
  );
  const unlocked = change.plugins.filter(({ locked }) => locked !== undefined);
  const locked = unlocked.map(({ plugin, to, locked: version }) => `${plugin} ${version} (here ${to})`);
  const { others } = change;
  return [
    ...lines,
    ...exchanged,
    ...(locked.length > 0 ? [item(`different in \`mkt.lock\`: ${few(locked)}`, { mark: '~' })] : []),
    ...(others.length > 0
      ? [
          item(
            `${count(others.length, 'other plugin')} ${others.length === 1 ? 'is' : 'are'} enabled here and ${others.length === 1 ? 'stays' : 'stay'} enabled: ${few(others)}`,
            { mark: '=', tone: 'dim' },
          ),
        ]
      : []),
  ];
}

function changeText({ plugin, action, from, to, because }: PlannedChange): string {
  if (action === 'move') return `${plugin} ${from} -> ${to}`;
  if (because !== undefined) return `${plugin} (${because})`;
  return `${plugin} ${to ?? '(no version)'}`;
}

/** More names than this do not help on one screen. */
const fewNames = 16;

const few = (names: readonly string[]): string =>
  names.length <= fewNames
    ? listed(names)
    : `${names.slice(0, fewNames).join(', ')} and ${names.length - fewNames} more`;

function stepBlocks(plan: Plan, { ties }: Limits): Block[] {
  const { rollout, leftOut } = plan;
  const isDone = rollout.length > 0 && rollout.every((step) => realCommands(step).length === 0);
  const steps = isDone
    ? [
        item(`nothing to install: ${plan.plugins.length === 1 ? 'it is' : 'all are'} in place already`),
        ...(rollout.at(-1)?.checks ?? []).map(commandBlock),
      ]
    : rollout.map(
        (step, index): Block => ({
          kind: 'step',
          number: index + 1,
          title: step.title,
          more: [...step.commands.filter((line) => !isRemark(line, step)), ...step.checks].map(commandBlock),
        }),
      );
  return [
    ...(isDone ? [] : needsBlock(plan)),
    ...steps,
    ...leftOutBlocks(leftOut, ties === undefined ? [] : headOf(plan).hurts),
  ];
}

/** The plugins without commands, and why; without the reason if it is in the first lines. */
function leftOutBlocks(leftOut: Plan['leftOut'], saidAbove: readonly Advice[]): Block[] {
  const isSaid = ({ because }: Plan['leftOut'][number]) =>
    saidAbove.some(({ what }) => what.startsWith(because));
  const namesOf = (all: Plan['leftOut']) => few(all.map(({ plugin }) => plugin));
  const said = leftOut.filter(isSaid);
  const others = leftOut.filter((each) => !isSaid(each));
  return [
    ...(said.length === 0 ? [] : [item(`left out, as said above: ${namesOf(said)}`, { tone: 'bad' })]),
    ...grouped(others, ({ because, instead }) => JSON.stringify([because, instead])).map((all) => {
      const [{ because, instead }] = all;
      return item(`left out: ${namesOf(all)}: ${because}`, {
        tone: 'bad',
        ...(instead !== undefined && { more: [item(`instead: ${instead}`, { mark: '' })] }),
      });
    }),
  ];
}

/** What must be there first, in one line: `needs git, python >=3.12`. What is optional can wait. */
function needsBlock({ prerequisites }: Plan): Block[] {
  const { tools, runtimes, libraries, env, resources } = prerequisites;
  const ranged = new Set(runtimes.map(({ name }) => name));
  const needed = [
    ...tools.filter(({ name }) => name !== 'claude' && !ranged.has(name)),
    ...runtimes,
    ...libraries,
    ...env,
  ].filter(({ optional }) => !optional);
  const amounts = resources.flatMap(({ amount }) => amount ?? []);
  const hard = [
    ...needed.map(shortNeed),
    ...(amounts.length > 0 ? [`about ${listed(amounts)} (estimated)`] : []),
  ];
  return hard.length === 0 ? [] : [item(`needs ${few(hard)}`)];
}

/** `python >=3.12`, `git`, `(aws, az or gcloud)`: a range belongs to the name, a purpose does not. */
function shortNeed({ name, need }: Prerequisite): string {
  if (name.includes(' or ')) return `(${name})`;
  return /^[<>=^~*]/.test(need) ? `${name} ${need.split(',')[0]}` : name;
}

function togetherBlocks(plan: Plan, { ties: most = Infinity, withFindings = false }: Limits): Block[] {
  const { plugins, stages } = plan;
  if (plugins.length < 2)
    return plugins.flatMap(({ name, role }) => (role === '' ? [] : [item(`${name} (${role})`)]));
  const ties = tieTexts(plan, withFindings);
  const silent = plugins.filter(({ ground }) => ground === 'unknown').length;
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));
  const handing = new Set(plan.files.flatMap(({ from, to, isSure }) => (isSure ? [from, to] : [])));
  // Where a plugin that states nothing and shares no file belongs in the order of work is not known.
  const known = stages.flatMap(({ steps, parallel, rounds }) => {
    const names = steps.flatMap(({ plugin }) => {
      const { role = '', ground } = byName.get(plugin) ?? {};
      if (role === '') return ground === 'unknown' && !handing.has(plugin) ? [] : [plugin];
      return [role === plugin ? plugin : `${plugin} (${role})`];
    });
    return names.length === 0
      ? []
      : [`${few(names)}${parallel && names.length > 1 && rounds === undefined ? ', in parallel' : ''}`];
  });
  const order = known.map((text, index) => item(text, { mark: `${index + 1}.` }));
  return [
    ...order,
    ...stages.flatMap(({ rounds, limits = [] }) =>
      rounds === undefined ? [] : [item(`${roundsText(rounds, limits)} (\`--section stages\`)`)],
    ),
    ...ties.slice(0, most).map((text) => item(text)),
    ...(most === 0 && ties.length > 0
      ? [item(`${count(ties.length, 'tie')}: \`--section together\``, { tone: 'dim' })]
      : moreItem(ties.length - most, 'tie', 'together')),
    ...seenRoleBlocks(plugins, withFindings),
    ...(silent === 0 ? [] : [item(silenceText(silent, plugins.length, ties.length), { tone: 'dim' })]),
  ];
}

/** Roles that nothing states, but that the plugins' own words show; those that are often wrong only in full plans. */
function seenRoleBlocks(plugins: Plan['plugins'], withUnsure: boolean): Block[] {
  const seen = plugins.flatMap(({ name, seenRoles = [] }) => {
    const roles = seenRoles.filter(({ isSure }) => isSure || withUnsure);
    if (roles.length === 0) return [];
    return [`${name} (${roles.map(({ role, isSure }) => (isSure ? role : `${role}?`)).join(', ')})`];
  });
  return seen.length === 0 ? [] : [item(`by their own words: ${few(seen)}`)];
}

function silenceText(silent: number, all: number, ties: number): string {
  const who =
    silent === all
      ? `none of the ${all} plugins states`
      : `${silent} of ${all} plugins ${silent === 1 ? 'does' : 'do'} not state`;
  return `${who} what ${silent === all || silent === 1 ? 'it hands on' : 'they hand on'}${ties === 0 ? ', and no text of one calls another' : ''}`;
}

/**
 * What connects the plugins, one line a pair, each with its ground: calls and files first, which are facts of the texts. Files that are
 * often wrong only in full plans.
 */
function tieTexts(plan: Plan, withUnsure: boolean): string[] {
  const calls = byPair(plan.calls).map((all) => {
    const [first, ...others] = all;
    const more = others.length > 0 ? ` and ${others.length} more of its components` : '';
    return `${first.from} calls ${first.component}${more} (seen: ${placeText(first.location)})`;
  });
  const files = byPair(plan.files.filter(({ isSure }) => isSure || withUnsure)).map((all) => {
    const [{ from, to, written, read }] = all;
    const paths = all.map(({ path, isSure }) => (isSure ? path : `${path}?`));
    return `${from} -> ${to} (seen: ${placeText(written)} and ${placeText(read)}): ${few(paths)}`;
  });
  const flows = byPair(plan.dataFlow).map((all) => {
    const [{ from, to }] = all;
    const events = plan.events.filter((each) => each.from === from && each.to === to);
    return `${from} -> ${to} (stated): ${listed([...artifactsOf(all), ...events.map(eventText)])}`;
  });
  const withData = new Set(plan.dataFlow.map(pairKey));
  const heard = byPair(plan.events)
    .filter(([first]) => !withData.has(pairKey(first)))
    .map((all) => `${all[0].from} -> ${all[0].to} (stated): ${listed(all.map(eventText))}`);
  const needs = grouped(plan.dependencies, ({ to, optional }) => JSON.stringify([to, optional])).map(
    (all) =>
      `${all[0].to} depends on ${few(all.map(({ from }) => from))} (stated)${all[0].optional === true ? ', if it is available' : ''}`,
  );
  return [...calls, ...files, ...flows, ...heard, ...needs];
}

const placeText = ({ file, line }: Location): string => `${file}:${line}`;

/** `trained-model (safetensors, onnx; optional)`: each artifact once. */
function artifactsOf(links: Plan['dataFlow']): string[] {
  const artifacts = [...new Set(links.map(({ artifact }) => artifact))];
  return artifacts.map((artifact) => {
    const all = links.filter((link) => link.artifact === artifact);
    const isOptional = all.every(({ optional }) => optional);
    return `${artifact} (${all.map(({ format }) => format).join(', ')}${isOptional ? '; optional' : ''})`;
  });
}

const eventText = ({ event, channel }: Plan['events'][number]): string =>
  `event ${event}${channel === undefined ? '' : ` by ${channel}`}`;

/** Groups what goes from one plugin to another. */
const byPair = <Tie extends { readonly from: string; readonly to: string }>(ties: readonly Tie[]) =>
  grouped(ties, pairKey);

const pairKey = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  JSON.stringify([from, to]);

/** Groups values by a key, in the order of the first of each. */
function grouped<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): (readonly [Value, ...Value[]])[] {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const known = groups.get(keyOf(value));
    if (known === undefined) groups.set(keyOf(value), [value]);
    else known.push(value);
  }
  return [...groups.values()];
}

function watchBlocks(plan: Plan, { warnings: most = Infinity, withFindings = false }: Limits): Block[] {
  const first = new Set(gravest(plan));
  const later = plan.findings.filter((finding) => !first.has(finding) && finding.severity !== 'note');
  const rules = new Set(plan.findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule));
  const pitfalls: Advice[] = plan.pitfalls
    .filter((pitfall) => !pitfall.rules.some((rule) => rules.has(rule as never)))
    .map(({ title, because, solution }) => ({ what: `${title}: ${because}`, instead: solution }));
  const all = [...(withFindings ? [] : later.map(adviceOf)), ...pitfalls];
  const notes = plan.findings.filter(({ severity }) => severity === 'note').length;
  return [...all.slice(0, most).map(adviceItem), ...restItem(all.length - most, notes)];
}

/** What is not shown. */
function restItem(warnings: number, notes: number): Block[] {
  const parts = [
    ...(warnings > 0 ? [`${count(warnings, 'more warning')} (\`--section watch-out\`)`] : []),
    ...(notes > 0 ? [`${count(notes, 'note')} (\`--section findings\`)`] : []),
  ];
  return parts.length === 0 ? [] : [item(listed(parts), { tone: 'dim' })];
}

/** What is wrong, and below it what to do. */
function adviceItem({ what, instead }: Advice): Block {
  return item(what, {
    tone: 'warning',
    ...(instead !== undefined && { more: [item(instead, { mark: '=>' })] }),
  });
}

const moreItem = (amount: number, word: string, section: string): Block[] =>
  amount > 0 ? [item(`${count(amount, `more ${word}`)}: \`--section ${section}\``, { tone: 'dim' })] : [];
