import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Context } from './context.ts';

/**
 * The line of the user's list that brings a plugin in: its own, or that of a requested plugin that leads to it. A finding
 * about a foreign plugin belongs there, because that is what the user can change.
 */
export function anchorOf(name: string, { request, chosen }: Context): Location | undefined {
  const seen = new Set<string>();
  let level = [name];
  while (level.length > 0) {
    for (const each of level) {
      const own = request.find((spec) => spec.name === each && spec.location !== undefined);
      if (own !== undefined) return own.location;
      seen.add(each);
    }
    level = level
      .flatMap((each) => chosen.find((choice) => choice.name === each)?.requiredBy ?? [])
      .map((by) => by.name)
      .filter((each) => !seen.has(each));
  }
  return undefined;
}

/** Where a finding about several plugins stands: the first of their lines; the others are related. */
export function placed(
  plugins: readonly string[],
  context: Context,
): Pick<Finding, 'plugins' | 'location' | 'related'> {
  const places = plugins
    .map((name) => ({ name, location: anchorOf(name, context) }))
    .filter((place): place is { name: string; location: Location } => place.location !== undefined)
    .sort((a, b) => a.location.line - b.location.line || (a.name < b.name ? -1 : 1));
  const [first, ...others] = places;
  if (first === undefined) return { plugins: [...plugins].sort() };
  const related = others
    .filter(({ location }) => location.line !== first.location.line)
    .map(({ name, location }) => ({ location, message: `\`${name}\` is asked for here` }));
  return { plugins: [...plugins].sort(), location: first.location, ...(related.length > 0 && { related }) };
}
