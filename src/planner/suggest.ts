import type { Pattern } from '../model/knowledge.ts';

/** A plugin that is there, with the roles that it states or that its own words show. */
export interface WithRoles {
  readonly name: string;
  readonly roles: readonly string[];
}

/** A pattern, and what of it is there already. */
export interface Suggestion {
  readonly pattern: Pattern;
  readonly has: readonly string[];
  /** Plugins that can take the role of one that the pattern names. */
  readonly instead: readonly { readonly plugin: string; readonly role: string; readonly of: string }[];
  readonly needs: readonly string[];
}

/** Patterns for these plugins: first those that have the most of them, then those that need the fewest others. */
export function suggestPatterns(
  plugins: readonly WithRoles[],
  patterns: readonly Pattern[],
): readonly Suggestion[] {
  return patterns
    .map((pattern) => suggestion(plugins, pattern))
    .filter(isOfUse)
    .sort(
      (a, b) =>
        filled(b) - filled(a) ||
        b.has.length - a.has.length ||
        a.needs.length - b.needs.length ||
        (a.pattern.id < b.pattern.id ? -1 : 1),
    );
}

const filled = ({ has, instead }: Suggestion): number => has.length + instead.length;

/** A role alone says little: half of all patterns test something. */
const isOfUse = ({ has, instead, needs }: Suggestion): boolean =>
  has.length > 0 || (instead.length > 1 && instead.length >= needs.length);

function suggestion(plugins: readonly WithRoles[], pattern: Pattern): Suggestion {
  const members = pattern.plugins.map(({ name }) => name);
  const has = plugins.map(({ name }) => name).filter((name) => members.includes(name));
  const free = plugins.filter(({ name }) => !members.includes(name));
  const instead: { plugin: string; role: string; of: string }[] = [];
  const needs: string[] = [];
  for (const { name, role } of pattern.plugins) {
    if (has.includes(name)) continue;
    const other = free.find(
      (each) =>
        role !== undefined &&
        each.roles.includes(role) &&
        !instead.some(({ plugin }) => plugin === each.name),
    );
    if (other === undefined || role === undefined) needs.push(name);
    else instead.push({ plugin: other.name, role, of: name });
  }
  return { pattern, has, instead, needs };
}
