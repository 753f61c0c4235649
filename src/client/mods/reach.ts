import type { ModCall, ModReading } from '../../model/mod.ts';
import type { ModReach } from '../../model/mod-evidence.ts';

type Reached = ModReach['reaches'][number]['what'];

const reachedInOrder: readonly Reached[] = ['files', 'processes', 'network', 'settings', 'session'];

/** Namespaces of `$` that reach beyond the mod and the interface. */
const reachOf: Readonly<Record<string, Reached>> = {
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

/** Whether a call reaches beyond the mod. */
export const isReach = (call: ModCall): boolean => Object.hasOwn(reachOf, nounOf(call));

/** What a mod reaches, by what it is, each call once with its first place. */
export function reachesOf({ calls }: ModReading): ModReach['reaches'] {
  const found = new Map<Reached, Map<string, ModReach['reaches'][number]['calls'][number]>>();
  for (const each of calls) {
    const what = Object.hasOwn(reachOf, nounOf(each)) ? reachOf[nounOf(each)] : undefined;
    if (what === undefined) continue;
    const { name, subject, location } = each;
    const call = subject === undefined ? name : `${name} ${subject}`;
    const known = found.get(what) ?? new Map();
    found.set(what, known);
    if (!known.has(call)) known.set(call, { call, file: location.file, line: location.line });
  }
  return reachedInOrder.flatMap((what) => {
    const known = found.get(what);
    return known === undefined ? [] : [{ what, calls: [...known.values()] }];
  });
}

/** What it can decide alone; that of its own commands is what commands are for. */
export const decisionsOf = ({ hooks, registrations }: ModReading): string[] => {
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
