import type { ModAnswer, ModHook } from '../../model/mod.ts';
import type { BypassedGuard } from '../../model/mod-evidence.ts';
import type { Release } from '../../model/plugin.ts';
import type { SettingsScope } from '../../model/settings.ts';
import { listed } from '../../model/text.ts';
import type { ChosenMod, Context } from '../context.ts';
import { type Evidence, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import { decides, listeningHooks } from '../hooks.ts';
import type { Matcher } from '../matcher.ts';
import { commonEvent, meeting, toolsNamed, toolsTaken, whereText } from '../mod-meetings.ts';
import { modOrder } from '../mod-order.ts';
import { ownListeningHooks } from '../own-hooks.ts';
import type { Draft, Rule } from '../rule.ts';
import { runningMods } from '../switched-off.ts';
import { whoseSettings } from '../whose-settings.ts';

/** The event of settings whose hooks guard tools. */
const guardEvent = 'PreToolUse';

export const guardBypassed: Rule<'MKT312'> = {
  id: 'MKT312',
  check: (context) => [...hooksBypassed(context), ...modsBypassed(context)],
  say: {
    'hook-skipped': (evidence) => ({
      message: `the mod of \`${evidence.plugin}\` can answer ${whereText(evidence.event, evidence.on)}, which ${guardsOf(evidence)} with \`${guardEvent}\` hooks\nmods run first: when this one answers, the client silently skips these hooks`,
      help: `check when the mod answers, and disable \`${evidence.plugin}\` if the guard must always run; only a \`${guardEvent}\` hook in managed settings runs before mods`,
    }),
    'hook-overruled': (evidence) => ({
      message: `the mod of \`${evidence.plugin}\` can allow ${whereText(evidence.event, evidence.on)}, which ${guardsOf(evidence)} with \`${guardEvent}\` hooks\nthe mod is asked after these hooks, and can silently allow what they block`,
      help: `check what the mod allows, and disable \`${evidence.plugin}\` if the guard must have the last word; only a block from managed settings is final`,
    }),
    'mod-skipped': (evidence) => {
      const { plugin, guards, because } = evidence;
      const before =
        because !== undefined
          ? `\`${plugin}\` runs first, because ${because === 'settings' ? 'managed settings say so' : `it depends on ${listed(foldedNames(guards))}`}: when it answers, the guard is not asked`
          : 'the first mod that answers decides, and the others are not asked; which runs first is not known: neither depends on the other, and the client runs them in the order in which it loads them';
      return {
        message: `the mod of \`${plugin}\` can ${evidence.event === 'tool.check' ? 'allow' : 'answer'} ${whereText(evidence.event, evidence.on)}, which ${guardsOf(evidence)} with a mod\n${before}`,
        help: firstGuard(plugin, guards, because),
      };
    },
  },
};

/** How the guard comes first. A dependency of the guard orders the two mods only if nothing else does. */
function firstGuard(
  plugin: string,
  guards: BypassedGuard['guards'],
  because: BypassedGuard['because'],
): string {
  const disable = `if the guard must always run, disable \`${plugin}\``;
  if (because === 'dependency') return disable;
  return because === 'settings'
    ? `${disable}, or ask the administrator to change the order in the managed settings`
    : `${disable}, or ask the maintainer of ${listed(foldedNames(guards))} to make ${guards.length === 1 ? 'it' : 'them'} depend on \`${plugin}\`: a plugin's mod runs before those of its dependencies`;
}

const guardsOf = ({ guards, settings = [] }: BypassedGuard): string =>
  `${listed([...settings.map((scope) => whoseSettings[scope]), ...foldedNames(guards)])} ${guards.length === 1 && settings.length === 0 ? 'guards' : 'guard'}`;

/** Anything but a refusal and a question: with these, what is guarded does not happen unseen. */
const passes = ({ kind }: ModAnswer): boolean => kind === 'result' || kind === 'allow' || kind === 'computed';

const refuses = ({ kind }: ModAnswer): boolean => kind === 'refuse' || kind === 'ask';

/** Hooks of settings run as part of the client's core, after the last mod; only `tool.check` comes after them. */
function hooksBypassed(context: Context): Draft<'MKT312'>[] {
  const mods = runningMods(context);
  if (mods.length === 0) return [];
  const guards = guardsIn(context);
  return mods.flatMap((one) => [
    ...bypassedBy(one, 'tool.call', passes, guards, context).map((draft) => ({
      case: 'hook-skipped' as const,
      ...draft,
    })),
    ...bypassedBy(one, 'tool.check', ({ kind }) => kind === 'allow', guards, context).map((draft) => ({
      case: 'hook-overruled' as const,
      ...draft,
    })),
  ]);
}

/** A hook that can block a tool call: of a plugin, or of settings. */
interface Guard {
  readonly of: Release | SettingsScope;
  readonly matcher: Matcher;
  readonly at: Evidence['at'] | undefined;
}

/** Hooks of managed settings run before mods, and their block is final. */
const guardsIn = (context: Context): Guard[] => [
  ...listeningHooks(context)
    .filter((each) => each.hook.event === guardEvent && decides(each))
    .map(({ release, matcher, detail }) => ({ of: release, matcher, at: detail })),
  ...ownListeningHooks(context)
    .filter((each) => each.hook.event === guardEvent && each.hook.scope !== 'managed' && decides(each))
    .map(({ hook, matcher }) => ({ of: hook.scope, matcher, at: hook })),
];

function bypassedBy(
  { release, mod }: ChosenMod,
  event: string,
  counts: (answer: ModAnswer) => boolean,
  guards: readonly Guard[],
  context: Context,
) {
  const label = labelsIn(context);
  const others = guards.filter((guard) => guard.of !== release);
  return mod.hooks.flatMap((hook) => {
    const answer = hook.answers.find(counts);
    const takes = toolsTaken(hook, context);
    if (answer === undefined || takes === undefined || commonEvent(hook.event, event) !== event) return [];
    const named = [...toolsNamed(hook), ...others.flatMap(({ matcher }) => matcher.literals)];
    const tools = [...new Set([...context.client.tools.builtIn, ...named])].filter(takes).sort();
    const met = others.filter(({ matcher }) => tools.some((tool) => matcher.matches(tool)));
    if (met.length === 0) return [];
    const values = tools.filter((tool) => met.some(({ matcher }) => matcher.matches(tool)));
    const isEvery = toolsNamed(hook).length === 0 && met.some(({ matcher }) => matcher.isAll);
    const releases = [...new Set(met.flatMap(({ of }) => (typeof of === 'string' ? [] : [of])))];
    const scopes = [...new Set(met.flatMap(({ of }) => (typeof of === 'string' ? [of] : [])))];
    return [
      {
        evidence: {
          plugin: label(release),
          guards: releases.map(label),
          ...(scopes.length > 0 && { settings: scopes }),
          event,
          ...(!isEvery && { on: { field: 'tool', values } }),
          isFirst: true,
        },
        ...placed(
          release,
          { at: answer, message: `the answer of \`${release.name}\`` },
          met.flatMap(({ of, at }) =>
            at === undefined
              ? []
              : [
                  {
                    at,
                    message: `\`${guardEvent}\` of ${typeof of === 'string' ? whoseSettings[of] : `\`${of.name}\``}`,
                  },
                ],
          ),
          releases.map(({ name }) => name),
          context,
        ),
      },
    ];
  });
}

function modsBypassed(context: Context): Draft<'MKT312'>[] {
  const mods = runningMods(context);
  const before = modOrder(context);
  const label = labelsIn(context);
  const having = (counts: (hook: ModHook) => boolean) =>
    mods
      .map((each) => ({ release: each.release, hooks: each.mod.hooks.filter(counts) }))
      .filter(({ hooks }) => hooks.length > 0);
  const passing = having(({ answers }) => answers.some(passes));
  const guarding = having(({ answers }) => answers.some(refuses) && !answers.some(passes));
  return passing.flatMap((one) =>
    guarding.flatMap((guard): Draft<'MKT312'>[] => {
      if (one.release === guard.release || before(guard.release, one.release)) return [];
      const because = before(one.release, guard.release);
      const seen = new Set<string>();
      return one.hooks.flatMap((hook) =>
        guard.hooks.flatMap((other): Draft<'MKT312'>[] => {
          const met = bypasses(hook, other, context);
          const answer = hook.answers.find(passes);
          const key = JSON.stringify(met);
          if (met === undefined || answer === undefined || seen.has(key)) return [];
          seen.add(key);
          return [
            {
              case: 'mod-skipped',
              evidence: {
                plugin: label(one.release),
                guards: [label(guard.release)],
                ...met,
                isFirst: because !== undefined,
                ...(because && { because }),
              },
              ...placed(
                one.release,
                { at: answer, message: `the answer of \`${one.release.name}\`` },
                [{ at: other, message: `\`${other.event}\` of \`${guard.release.name}\`` }],
                [guard.release.name],
                context,
              ),
            },
          ];
        }),
      );
    }),
  );
}

/** Where a hook that passes something meets one that can refuse it. At `tool.check` only what it allows counts. */
function bypasses(hook: ModHook, guard: ModHook, context: Context) {
  const met = meeting(hook, guard, context);
  if (met === undefined || unguarded.test(met.event)) return undefined;
  return met.event === 'tool.check' && !hook.answers.some(({ kind }) => kind === 'allow') ? undefined : met;
}

/** Events of the mods themselves: refusing there guards nothing that another answer would let pass. */
const unguarded = /^(?:plugin\.register|engine\.create|telemetry\..*|ui\..*|session\.(?:start|end))$/;

function placed(
  { name }: Release,
  answer: Evidence,
  others: readonly Evidence[],
  guards: readonly string[],
  context: Context,
) {
  return placedWith([name, ...guards], [answer, ...others], context);
}
