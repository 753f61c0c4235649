import { decisionsOf, isReach, reachesOf } from '../../client/mods/reach.ts';
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
      help: 'read the code of the mod before you enable the plugin',
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

const tick = (text: string): string => `\`${text}\``;

function shortened(texts: readonly string[]): string {
  const more = texts.length - shown;
  return more > 1 ? `${texts.slice(0, shown).join(', ')} and ${more} more` : texts.join(', ');
}
