import type { HookMeeting } from '../../model/clash-evidence.ts';
import { count, listed, quoted } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, placedWith } from '../evidence.ts';
import { hookOverlaps, type Overlap } from '../hook-overlap.ts';
import type { ListeningHook } from '../hooks.ts';
import type { Draft, Rule } from '../rule.ts';
import { theLesserOf } from '../who-wins.ts';

const shownMeetings = 4;

export const hookOverlap: Rule<'MKT306'> = {
  id: 'MKT306',
  check(context) {
    const overlaps = hookOverlaps(context);
    const mild = overlaps.filter((overlap) => blocksOf(overlap) === undefined);
    return [
      ...overlaps.flatMap((overlap) => deciding(overlap, context)),
      ...(mild.length === 0 ? [] : [sideBySide(mild, context)]),
    ];
  },
  say: {
    'can-decide': ({ event, plugins, meetings, blocks, rewrites }) => {
      const two = plugins.length === 2;
      const can =
        rewrites === undefined
          ? `block ${blocks}`
          : rewrites === blocks
            ? `block or rewrite ${blocks}`
            : `block ${blocks}, or rewrite ${rewrites}`;
      return {
        message: [
          `hooks of ${listed(foldedNames(plugins))} ${two ? 'both' : 'all'} run on \`${event}\`${whereAll(meetings)}`,
          ...(meetings.length > 1
            ? meetings
                .slice(0, shownMeetings)
                .map((meeting) => `${listed(foldedNames(meeting.plugins, 5))}${where(meeting)}`)
            : []),
          `each can ${can}; the client runs them in parallel, in no guaranteed order: a hook that blocks overrides those that allow${rewrites === undefined ? '' : '; if two rewrite, the last one to finish wins'}`,
        ].join('\n'),
        help: `check what these hooks decide before you enable ${two ? 'both' : 'all'} plugins; disable ${theLesserOf(plugins.length)}, or ask a maintainer for a narrower matcher`,
      };
    },
    'side-by-side': ({ events }) => ({
      message: [
        `hooks of several plugins run on ${listed(quoted(events.map(({ event }) => event)))}`,
        ...events.map(
          ({ event, hooks, plugins, meetings }) =>
            `\`${event}\`${whereAll(meetings)}: ${count(hooks, 'hook')} of ${listed(foldedNames(plugins, 6))}`,
        ),
        'none of them can stop another or rely on it having run first: the client runs them in parallel',
      ].join('\n'),
      help: 'nothing to do unless the hooks write the same file, or one needs what another sets up',
    }),
  },
};

/** What a hook can block, if anything: one that blocks decides for all, one that only reacts is harmless. */
const blocksOf = ({ hooks: [first] }: Overlap): string | undefined => first?.event.blocks;

function deciding(overlap: Overlap, context: Context): Draft<'MKT306'>[] {
  const { event, hooks, plugins, meetings } = overlap;
  const blocks = blocksOf(overlap);
  if (blocks === undefined) return [];
  const rewrites = hooks[0]?.event.rewrites;
  return [
    {
      case: 'can-decide',
      evidence: { event, plugins, meetings, blocks, ...(rewrites !== undefined && { rewrites }) },
      ...placedHooks(hooks, context),
    },
  ];
}

/** Events that no hook can block: one finding for all of them. */
function sideBySide(overlaps: readonly Overlap[], context: Context): Draft<'MKT306'> {
  return {
    case: 'side-by-side',
    evidence: { events: overlaps.map((overlap) => ({ ...overlap, hooks: overlap.hooks.length })) },
    ...placedHooks(
      overlaps.flatMap(({ hooks }) => hooks),
      context,
    ),
  };
}

/** What all of them run on; if the sets of plugins differ, each is described separately. */
const whereAll = ([first, ...others]: readonly HookMeeting[]): string =>
  first === undefined || others.length > 0 ? '' : where(first);

function where({ values, isEveryTool }: HookMeeting): string {
  if (isEveryTool) return ' for every tool';
  return values.length === 0 ? '' : ` for ${listed(foldedNames(values, 5))}`;
}

function placedHooks(hooks: readonly ListeningHook[], context: Context) {
  const seen = new Set<string>();
  const evidence = hooks.flatMap(({ release, hook, detail: place }) => {
    if (place === undefined || seen.has(`${release.name}\n${hook.event}`)) return [];
    seen.add(`${release.name}\n${hook.event}`);
    const matcher = hook.matcher === undefined || hook.matcher === '' ? '' : ` on \`${hook.matcher}\``;
    const condition = hook.condition === undefined ? '' : ` if \`${hook.condition}\``;
    return [{ at: place, message: `\`${hook.event}\`${matcher}${condition} of \`${release.name}\`` }];
  });
  return placedWith([...new Set(hooks.map(({ release }) => release.name))], evidence, context);
}
