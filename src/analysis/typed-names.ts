import type { Release } from '../model/plugin.ts';

/** Every name of a command or skill of the client, aliases included, and its main name. */
export type ClientNames = ReadonlyMap<string, string>;

/** Maps names and their aliases to the main names. */
export function aliasesOf(all: Readonly<Record<string, readonly string[]>>): ClientNames {
  return new Map(
    Object.entries(all).flatMap(([name, aliases]) => [...aliases, name].map((each) => [each, name] as const)),
  );
}

/** What a user can type as `/name`: commands at the top of their folder, and skills that are not for the model only. */
export function typed({ components, details = [] }: Release): string[] {
  const hidden = new Set(
    details.flatMap(({ kind, name, isForModelOnly }) => (kind === 'skill' && isForModelOnly ? [name] : [])),
  );
  const names = [...components.commands, ...components.skills.filter((name) => !hidden.has(name))];
  return [...new Set(names.filter((name) => !name.includes('/')))];
}
