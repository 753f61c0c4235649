import type { Location } from '../model/location.ts';
import type { Plan } from '../model/plan.ts';
import { count, listed } from '../model/text.ts';
import { type Block, item, type Section } from './plan-document.ts';
import { few, groupsOf, roundsText } from './plan-words.ts';

/** How much of it is shown. */
export interface TogetherLimits {
  /** How many ties; all if absent. */
  readonly ties?: number;
  /** The stages follow each other in one paragraph. */
  readonly isDense?: boolean;
  /** Also what is often wrong. */
  readonly withUnsure?: boolean;
}

/** The stages, what connects their plugins, and how much of that is not known. */
export function togetherSection(plan: Plan, limits: TogetherLimits): Section {
  const { plugins } = plan;
  const id = 'together';
  const title = 'How they work together';
  if (plugins.length < 2)
    return {
      id,
      title,
      blocks: plugins.flatMap(({ name, role }) => (role === '' ? [] : [item(`${name} (${role})`)])),
    };
  const ties = tiesOf(plan, limits.withUnsure === true);
  const { ties: most = ties.length } = limits;
  const rest = ties.length - most;
  const stages = shownStages(plan);
  return {
    id,
    title: stages.length > 1 ? `${title}, stage by stage` : title,
    blocks: togetherBlocks(plan, { stages, ties, limits }),
    ...(rest > 0 && {
      rest: `${most === 0 ? '' : 'also '}${count(rest, 'tie')}: \`--section together\``,
    }),
  };
}

function togetherBlocks(
  { plugins, stages: all }: Plan,
  {
    stages,
    ties,
    limits: { ties: most, isDense = false, withUnsure = false },
  }: { readonly stages: readonly string[]; readonly ties: readonly Tie[]; readonly limits: TogetherLimits },
): Block[] {
  const silent = plugins.filter(({ ground }) => ground === 'unknown').length;
  return [
    ...(isDense && stages.length > 1
      ? [item(`first ${stages.join(', then ')}`)]
      : stages.map((text, index) => item(text, { mark: `${index + 1}.` }))),
    ...all.flatMap(({ rounds, limits = [] }) =>
      rounds === undefined ? [] : [item(`${roundsText(rounds, limits)} (\`--section stages\`)`)],
    ),
    ...ties.slice(0, most).map(({ text }) => item(text)),
    ...(most === undefined ? groundsBlock(ties) : []),
    ...seenRoleBlocks(plugins, withUnsure),
    ...(silent === 0 ? [] : [item(silenceText(silent, plugins.length, ties.length), { tone: 'dim' })]),
  ];
}

/** What each stage consists of. Where a plugin that states nothing and shares no file belongs in the order of work is not known. */
function shownStages({ plugins, stages, files }: Plan): string[] {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));
  const handing = new Set(files.flatMap(({ from, to, isSure }) => (isSure ? [from, to] : [])));
  return stages.flatMap(({ steps, parallel, rounds }) => {
    const names = steps.flatMap(({ plugin }) => {
      const { role = '', ground } = byName.get(plugin) ?? {};
      if (role === '') return ground === 'unknown' && !handing.has(plugin) ? [] : [plugin];
      return [role === plugin ? plugin : `${plugin} (${role})`];
    });
    return names.length === 0
      ? []
      : [`${few(names)}${parallel && names.length > 1 && rounds === undefined ? ', in parallel' : ''}`];
  });
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
  return `${who} what ${silent === all || silent === 1 ? 'it hands on' : 'they hand on'} (\`mkt describe <plugin>\` drafts it)${ties === 0 ? ', and no text of one calls another' : ''}`;
}

/** Something that connects two plugins, in one sentence with its ground. */
interface Tie {
  readonly text: string;
  readonly ground: 'seen' | 'stated';
  /** One of two plugins cannot do without what the other hands to it. */
  readonly isRequired?: boolean;
  /** It goes to a plugin of an earlier stage, which gets it in the next turn of the work. */
  readonly isBack?: boolean;
}

/**
 * What connects the plugins, one sentence a pair, each with its ground: calls and files first, which are facts of the texts, and what goes
 * back to an earlier stage last. Calls and files that are often wrong only in full plans.
 */
function tiesOf(plan: Plan, withUnsure: boolean): Tie[] {
  const seen = [...callTies(plan, withUnsure), ...fileTies(plan, withUnsure)];
  const stated = [...flowTies(plan), ...dependencyTies(plan)];
  const all = [...seen, ...stated];
  return [...all.filter(({ isBack }) => isBack !== true), ...all.filter(({ isBack }) => isBack === true)];
}

const callTies = ({ calls }: Plan, withUnsure: boolean): Tie[] =>
  byPair(calls.filter(({ isSure }) => isSure || withUnsure)).map((all) => {
    const first = all.find(({ isSure }) => isSure) ?? all[0];
    const others = all.filter((call) => call !== first);
    const sure = others.filter(({ isSure }) => isSure).length;
    const unsure = others.length - sure;
    const more = `${sure > 0 ? ` and ${sure} more of its components` : ''}${unsure > 0 ? ` and perhaps ${unsure} more` : ''}`;
    return {
      text: `${first.from} calls ${first.component}${first.isSure ? '' : '?'}${more} (seen: ${placeText(first.location)})`,
      ground: 'seen',
    };
  });

const fileTies = (plan: Plan, withUnsure: boolean): Tie[] =>
  byPair(plan.files.filter(({ isSure }) => isSure || withUnsure)).map((all) => {
    const [first] = all;
    const paths = all.map(({ path, isSure }) => (isSure ? path : `${path}?`));
    const places = `${placeText(first.written)} and ${placeText(first.read)}`;
    return tie(plan, first, {
      text: `${first.from} writes ${few(paths)}, which ${first.to} reads (seen: ${places})`,
      ground: 'seen',
    });
  });

/** Artifacts and events: what one plugin hands to another. */
const flowTies = (plan: Plan): Tie[] =>
  byPair([...plan.dataFlow, ...plan.events]).map((all) => {
    const [first] = all;
    const { from, to } = first;
    const data = all.flatMap((link) => ('artifact' in link ? [link] : []));
    const events = all.flatMap((link) => ('event' in link ? [eventText(link)] : []));
    const what = [...artifactsOf(data), ...events];
    const text =
      data.length > 0
        ? `${from} hands ${listed(what)} to ${to} (stated)`
        : `${from} publishes ${listed(what)} for ${to} (stated)`;
    return tie(plan, first, { text, ground: 'stated', isRequired: data.some(({ optional }) => !optional) });
  });

const dependencyTies = ({ dependencies }: Plan): Tie[] =>
  groupsOf(dependencies, ({ to, optional }) => JSON.stringify([to, optional])).map((all) => ({
    text: `${all[0].to} depends on ${few(all.map(({ from }) => from))} (stated)${all[0].optional === true ? ', if it is available' : ''}`,
    ground: 'stated',
  }));

/** Says of what goes to an earlier stage that it does. */
function tie({ plugins }: Plan, { from, to }: Pair, { text, ...more }: Omit<Tie, 'isBack'>): Tie {
  const stageOf = (name: string) => plugins.find((plugin) => plugin.name === name)?.stage ?? 0;
  const isBack = stageOf(from) > stageOf(to);
  return { ...more, text: isBack ? `back to stage ${stageOf(to)}: ${text}` : text, isBack };
}

/** What the words in brackets mean, where there is room for it. */
function groundsBlock(ties: readonly Tie[]): Block[] {
  const meanings = [
    ...(ties.some(({ ground }) => ground === 'seen')
      ? ['seen: in the files of the plugins, at that line']
      : []),
    ...(ties.some(({ ground }) => ground === 'stated')
      ? ["stated: by the plugin, mkt's registry or `integrations:` in `mkt.yaml`"]
      : []),
    ...(ties.some(({ isRequired }) => isRequired)
      ? ['required: the plugin that gets it does not work without it']
      : []),
  ];
  return meanings.length === 0 ? [] : [item(meanings.join('; '), { tone: 'dim' })];
}

const placeText = ({ file, line }: Location): string => `${file}:${line}`;

/** `trained-model (safetensors, onnx; required)`: each artifact once. */
function artifactsOf(links: Plan['dataFlow']): string[] {
  const artifacts = [...new Set(links.map(({ artifact }) => artifact))];
  return artifacts.map((artifact) => {
    const all = links.filter((link) => link.artifact === artifact);
    const isRequired = all.some(({ optional }) => !optional);
    return `${artifact} (${all.map(({ format }) => format).join(', ')}${isRequired ? '; required' : ''})`;
  });
}

const eventText = ({ event, channel }: Plan['events'][number]): string =>
  `event ${event}${channel === undefined ? '' : ` by ${channel}`}`;

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** Groups what goes from one plugin to another. */
const byPair = <Between extends Pair>(ties: readonly Between[]) =>
  groupsOf(ties, ({ from, to }) => JSON.stringify([from, to]));
