import type { Plan, PlannedChange } from '../model/plan.ts';
import { count, listed } from '../model/text.ts';
import { type Block, item, type Section } from './plan-document.ts';
import { stepBlocks } from './plan-steps.ts';
import { togetherSection } from './plan-together.ts';
import { countedWarnings, type Warned, warningsOf } from './plan-warnings.ts';
import { few } from './plan-words.ts';

/** How many ties and warnings are shown; everything if absent. */
export interface Limits {
  readonly ties?: number;
  /** The stages follow each other in one paragraph, where lines are few. */
  readonly isDense?: boolean;
  /** What the words in brackets mean; by default it is said. */
  readonly withGrounds?: boolean;
  /** Lines are so few that names which the steps have are not repeated, and notes are only counted. */
  readonly isBrief?: boolean;
  readonly warnings?: number;
  /** The findings follow in full, and need no short form. */
  readonly withFindings?: boolean;
  /** Only one of the sections is shown: what the first lines say is said there. */
  readonly isAlone?: boolean;
}

/** The sections that everyone reads: what changes, what to do, how the plugins work together, what to watch out for. */
export function screenSections(plan: Plan, limits: Limits): Section[] {
  const { withFindings = false } = limits;
  return [
    { id: 'change', title: 'Change', blocks: changeBlocks(plan, limits) },
    { id: 'steps', title: 'Do this', blocks: stepBlocks(plan, { withReasons: limits.ties === undefined }) },
    togetherSection(plan, {
      withUnsure: withFindings,
      isDense: limits.isDense === true,
      withGrounds: limits.withGrounds !== false,
      ...(limits.ties !== undefined && { ties: limits.ties }),
    }),
    watchSection(plan, limits),
  ].filter(({ blocks }) => blocks.length > 0);
}

const actions = [
  ['add', '+', 'to install', 'good'],
  ['enable', '+', 'to enable', 'good'],
  ['move', '~', 'to change the version', 'warning'],
  ['disable', '-', 'to disable', 'bad'],
  ['keep', '=', 'stay as they are', 'dim'],
] as const;

function changeBlocks({ change, successions }: Plan, { isBrief = false }: Limits): Block[] {
  const lines = actions.flatMap(([action, mark, words, tone]): Block[] => {
    const concerned = change.plugins.filter((each) => each.action === action);
    if (concerned.length === 0) return [];
    const verb = action === 'keep' && concerned.length === 1 ? 'stays as it is' : words;
    return [
      item(`${concerned.length} ${verb}${changeTexts(concerned, isBrief && action === 'add')}`, {
        mark,
        tone,
      }),
    ];
  });
  const exchanged = successions.map(({ plugin, by, kept, lost }) =>
    item(
      `${by} in place of ${plugin}: ${kept.length} of ${kept.length + lost.length} components by name${lost.length > 0 && lost.length <= 3 ? `, not ${listed(lost)}` : ''}`,
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

/**
 * The end of the line: the plugins with their versions; a version that all of them have is said once.
 * @param isBrief then without their names.
 */
function changeTexts(changes: readonly PlannedChange[], isBrief: boolean): string {
  const [first, ...others] = changes;
  const isPlain = ({ action, because, installs }: PlannedChange) =>
    action !== 'move' && because === undefined && installs === undefined;
  const isSame =
    first?.to !== undefined &&
    others.length > 0 &&
    changes.every((each) => isPlain(each) && each.to === first.to);
  return isSame
    ? `, ${others.length === 1 ? 'both' : 'all'} ${first.to}${isBrief ? '' : `: ${few(changes.map(({ plugin }) => plugin))}`}`
    : `: ${few(changes.map(changeText))}`;
}

function changeText({ plugin, action, from, to, because, installs }: PlannedChange): string {
  if (because !== undefined) return `${plugin} (${because})`;
  const version = action === 'move' ? `${from} -> ${to}` : (to ?? '(no version)');
  return `${plugin} ${version}${installs === undefined ? '' : ` (but the client installs ${installs})`}`;
}

/** What is not said in the first lines. Alone, the section has everything, so that it agrees with the verdict's count. */
function watchSection(
  plan: Plan,
  { warnings = Infinity, withFindings = false, isAlone = false, isBrief = false }: Limits,
): Section {
  const all = warningsOf(plan).filter(({ level, isFirst }) =>
    withFindings ? level === 'pitfall' : isAlone || !isFirst,
  );
  const most = isBrief ? Math.min(warnings, all.filter(({ level }) => level !== 'note').length) : warnings;
  const rest = countedWarnings(all.slice(most));
  return {
    id: 'watch-out',
    title: 'Watch out',
    blocks: all.slice(0, most).map(warningItem),
    ...(rest.length > 0 && { rest: `${most === 0 ? '' : 'also '}${listed(rest)}: \`--section watch-out\`` }),
  };
}

/** What is wrong, and below it what to do. */
function warningItem({ level, what, instead }: Warned): Block {
  return item(`${level}: ${what}`, {
    tone: level === 'error' ? 'bad' : level === 'note' ? 'dim' : 'warning',
    ...(instead !== undefined && { more: [item(instead, { mark: '=>' })] }),
  });
}
