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
  /** What the words in brackets mean; by default it is said. */
  readonly withGrounds?: boolean;
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
  const { shown, hidden } = shownTies(ties, limits);
  const stages = shownStages(plan);
  return {
    id,
    title: stages.length > 1 ? `${title}, stage by stage` : title,
    blocks: togetherBlocks(plan, { stages, ties, shown, limits }),
    ...(hidden > 0 && {
      rest: `${shown.length === 0 ? '' : 'also '}${count(hidden, 'link')}: \`--section together\``,
    }),
  };
}

/** The most links to plugins that have run by then of which each has its line. */
const mostLate = { roomy: 4, dense: 2 } as const;

/** The links that are shown. One that comes too late is never only counted, since it says what a plugin starts without. */
function shownTies(
  ties: readonly Tie[],
  { ties: most, isDense = false }: TogetherLimits,
): { shown: readonly Tie[]; hidden: number } {
  if (most === undefined) return { shown: ties, hidden: 0 };
  const late = ties.filter(({ isLate, isEvent }) => isLate === true && isEvent !== true);
  const named = late.slice(0, isDense ? mostLate.dense : mostLate.roomy);
  const others = late.length - named.length;
  const forward = ties.filter((tie) => !late.includes(tie)).slice(0, most);
  const shown = [...forward, ...named];
  const more: Tie[] =
    others === 0
      ? []
      : [{ text: `${count(others, 'more link')} also ${others === 1 ? 'comes' : 'come'} too late here` }];
  return { shown: [...shown, ...more], hidden: ties.length - shown.length - others };
}

function togetherBlocks(
  { plugins, stages: all }: Plan,
  {
    stages,
    ties,
    shown,
    limits: { isDense = false, withUnsure = false, withGrounds = true },
  }: {
    readonly stages: readonly string[];
    readonly ties: readonly Tie[];
    readonly shown: readonly Tie[];
    readonly limits: TogetherLimits;
  },
): Block[] {
  const silent = plugins.filter(({ ground }) => ground === 'unknown').length;
  return [
    ...(isDense && stages.length > 1
      ? [item(`first ${stages.join(', then ')}`)]
      : stages.map((text, index) => item(text, { mark: `${index + 1}.` }))),
    ...all.flatMap(({ rounds, limits = [] }) =>
      rounds === undefined ? [] : [item(`${roundsText(rounds, limits)} (\`--section stages\`)`)],
    ),
    ...shown.map(({ text }) => item(text)),
    ...(withGrounds ? groundsBlock(shown) : []),
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
  readonly ground?: 'seen' | 'stated';
  /** One of two plugins cannot do without what the other hands to it. */
  readonly isRequired?: boolean;
  /** It goes to a plugin that has run by then, or runs at the same time: that one gets it when it runs again. */
  readonly isLate?: boolean;
  /** It is only an event, after which the plugin runs again anyway. */
  readonly isEvent?: boolean;
}

/**
 * What connects the plugins, one sentence a pair, each with its ground: calls and files first, which are facts of the texts, and what
 * comes too late last. Calls and files that are often wrong only in full plans.
 */
function tiesOf(plan: Plan, withUnsure: boolean): Tie[] {
  const seen = [...callTies(plan, withUnsure), ...fileTies(plan, withUnsure)];
  const stated = [...flowTies(plan), ...dependencyTies(plan)];
  const all = [...seen, ...stated];
  return [...all.filter(({ isLate }) => isLate !== true), ...all.filter(({ isLate }) => isLate === true)];
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
    const isLate = first.isSure && comesLate(plan, first);
    return {
      text: `${first.from} writes ${few(paths)}, which ${first.to} reads${isLate ? ', but not before it runs again' : ''} (seen: ${places})`,
      ground: 'seen',
      isLate,
    };
  });

/** Artifacts and events: what one plugin hands to another. */
const flowTies = (plan: Plan): Tie[] =>
  byPair([...plan.dataFlow, ...plan.events]).map((all) => {
    const [first] = all;
    const { from, to } = first;
    const data = all.flatMap((link) => ('artifact' in link ? [link] : []));
    const events = all.flatMap((link) => ('event' in link ? [eventText(link)] : []));
    const isRequired = data.some(({ optional }) => !optional);
    const isLate = comesLate(plan, first);
    const text = isLate
      ? lateText({ from, to, data: [...new Set(data.map(({ artifact }) => artifact))], events, isRequired })
      : data.length > 0
        ? `${from} hands ${listed([...artifactsOf(data), ...events])} to ${to}`
        : `${from} publishes ${listed(events)} for ${to}`;
    return { text: `${text} (stated)`, ground: 'stated', isRequired, isLate, isEvent: data.length === 0 };
  });

/** What it means that a plugin runs before, or together with, one that hands something to it. */
function lateText({
  from,
  to,
  data,
  events,
  isRequired,
}: Pair & {
  readonly data: readonly string[];
  readonly events: readonly string[];
  readonly isRequired: boolean;
}): string {
  if (data.length === 0) return `${to} runs again after ${listed(events)} of ${from}`;
  const again = events.length === 0 ? 'run it again afterwards' : `run it again after ${listed(events)}`;
  return `${to} starts without the ${listed(data)} of ${from}${isRequired ? ', which it needs: give it an older one, and' : ':'} ${again}`;
}

const dependencyTies = ({ dependencies }: Plan): Tie[] =>
  groupsOf(dependencies, ({ to, optional }) => JSON.stringify([to, optional])).map((all) => ({
    text: `${all[0].to} depends on ${few(all.map(({ from }) => from))} (stated)${all[0].optional === true ? ', if it is available' : ''}`,
    ground: 'stated',
  }));

/** Whether a plugin has begun before another has finished what it hands to it: in an earlier place of the order, or in parallel. */
function comesLate({ stages }: Plan, { from, to }: Pair): boolean {
  const place = (name: string) => {
    const index = stages.findIndex(({ steps }) => steps.some(({ plugin }) => plugin === name));
    const stage = stages[index];
    if (stage === undefined) return undefined;
    const { parallel, steps } = stage;
    return index + (parallel ? 0 : steps.findIndex(({ plugin }) => plugin === name) / steps.length);
  };
  const [before, after] = [place(from), place(to)];
  return before !== undefined && after !== undefined && before >= after;
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
