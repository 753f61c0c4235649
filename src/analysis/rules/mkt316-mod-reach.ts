import type { ModCall, ModReading } from '../../model/mod.ts';
import type { ModReach } from '../../model/mod-evidence.ts';
import { count } from '../../model/text.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { runningMods } from '../switched-off.ts';

const shown = 4;

export const modReach: Rule<'MKT316'> = {
  id: 'MKT316',
  check(context) {
    const label = labelsIn(context);
    return runningMods(context).flatMap(({ release, mod }): Draft<'MKT316'>[] => {
      const decides = decisionsOf(mod);
      const reaches = reachesOf(mod);
      if (decides.length + reaches.length === 0) return [];
      const places = [...mod.hooks.filter(({ answers }) => answers.length > 0), ...mod.calls.filter(isReach)];
      return [
        {
          case: 'found',
          evidence: {
            plugin: label(release),
            module: mod.module,
            decides,
            reaches,
            unknown: mod.unknown.length,
          },
          ...placedWith(
            [release.name],
            places.map((at) => ({ at, message: 'name' in at ? `\`$.${at.name}\`` : `\`${at.event}\`` })),
            context,
          ),
        },
      ];
    });
  },
  say: {
    found: ({ plugin, module, decides, reaches, unknown }) => ({
      message: [
        `\`${plugin}\` has a mod: \`${module}\` runs inside the client with your permissions`,
        ...(decides.length === 0 ? [] : [`it can answer or refuse: ${shortened(decides.map(tick))}`]),
        ...reaches.map(
          ({ what, calls }) => `${words[what]}: ${shortened(calls.map((call) => placedCall(call, module)))}`,
        ),
        ...(unknown === 0 ? [] : [`not known without running it: ${count(unknown, 'computed value')}`]),
      ].join('\n'),
      help: 'read its code before you enable it',
    }),
  },
};

/** The place of a call: its line, and its file if that is not the module itself. */
const placedCall = (
  { call, file, line }: ModReach['reaches'][number]['calls'][number],
  module: string,
): string => `${tick(call)} (${file.endsWith(module) ? `line ${line}` : `${file}:${line}`})`;

const words = {
  files: 'files',
  processes: 'programs',
  network: 'network',
  settings: 'settings',
  session: 'prompts and sessions',
} as const satisfies Readonly<Record<ModReach['reaches'][number]['what'], string>>;

/** Namespaces of `$` that reach beyond the mod and the interface. */
const reachOf: Readonly<Record<string, keyof typeof words>> = {
  fs: 'files',
  process: 'processes',
  http: 'network',
  mcp: 'network',
  settings: 'settings',
  config: 'settings',
  env: 'settings',
  prompt: 'session',
  session: 'session',
  turn: 'session',
};

const nounOf = ({ name }: ModCall): string => name.slice(0, name.indexOf('.'));

const isReach = (call: ModCall): boolean => Object.hasOwn(reachOf, nounOf(call));

function reachesOf({ calls }: ModReading): ModReach['reaches'] {
  const found = new Map<keyof typeof words, Map<string, ModReach['reaches'][number]['calls'][number]>>();
  for (const each of calls) {
    const what = Object.hasOwn(reachOf, nounOf(each)) ? reachOf[nounOf(each)] : undefined;
    if (what === undefined) continue;
    const { name, subject, location } = each;
    const call = subject === undefined ? name : `${name} ${subject}`;
    const known = found.get(what) ?? new Map();
    found.set(what, known);
    if (!known.has(call)) known.set(call, { call, file: location.file, line: location.line });
  }
  return (Object.keys(words) as (keyof typeof words)[]).flatMap((what) => {
    const known = found.get(what);
    return known === undefined ? [] : [{ what, calls: [...known.values()] }];
  });
}

/** What it can decide alone; that of its own commands is what commands are for. */
const decisionsOf = ({ hooks, registrations }: ModReading): string[] => {
  const own = new Set(registrations.map(({ name }) => name));
  return [
    ...new Set(
      hooks.flatMap(({ event, matcher, answers }) => {
        const command = matcher?.command ?? null;
        const isOwn =
          event === 'command.run' && command !== null && 'is' in command && own.has(String(command.is));
        return answers.length === 0 || isOwn || event.startsWith('ui.') ? [] : [event];
      }),
    ),
  ];
};

const tick = (text: string): string => `\`${text}\``;

function shortened(texts: readonly string[]): string {
  const more = texts.length - shown;
  return more > 1 ? `${texts.slice(0, shown).join(', ')} and ${more} more` : texts.join(', ');
}
