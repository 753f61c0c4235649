import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { count } from '../model/text.ts';
import type { Context } from './context.ts';

/** What the places of plugins are looked up in; made once for a context, since many findings ask. */
interface Lists {
  /** Where each plugin is asked for, by its present name; undefined where it is, but not in a file. */
  readonly asked: ReadonlyMap<string, Location | undefined>;
  readonly requiredBy: ReadonlyMap<string, readonly string[]>;
}

const made = new WeakMap<Context, Lists>();

function listsOf(context: Context): Lists {
  let lists = made.get(context);
  if (lists === undefined) {
    const renamed = new Map(context.renamed.map(({ spec, name }) => [spec.text, name]));
    const asked = new Map<string, Location | undefined>();
    for (const { name, text, location } of context.request) {
      // What a plugin is called now: its marketplace may have renamed it since it was written down.
      const present = renamed.get(text) ?? name;
      const before = asked.get(present);
      const isFirst = before === undefined || (location !== undefined && byPlace(location, before) < 0);
      if (isFirst) asked.set(present, location);
    }
    const requiredBy = new Map<string, readonly string[]>();
    for (const { name, requiredBy: by } of context.chosen)
      if (!requiredBy.has(name))
        requiredBy.set(
          name,
          by.map((each) => each.name),
        );
    lists = { asked, requiredBy };
    made.set(context, lists);
  }
  return lists;
}

/**
 * The line of the user's list that brings a plugin in: its own, or that of a requested plugin that leads to it. A finding
 * about a foreign plugin belongs there, because that is what the user can change.
 */
export function anchorOf(name: string, context: Context): Location | undefined {
  const { asked, requiredBy } = listsOf(context);
  const seen = new Set([name]);
  let level = [name];
  while (level.length > 0) {
    const [first] = level.flatMap((each) => asked.get(each) ?? []).sort(byPlace);
    if (first !== undefined) return first;
    const above: string[] = [];
    for (const each of level.flatMap((one) => requiredBy.get(one) ?? [])) {
      if (seen.has(each)) continue;
      seen.add(each);
      above.push(each);
    }
    level = above;
  }
  return undefined;
}

const shownPlaces = 6;

/** The location of a finding about several plugins: the first of their lines; the others are related. */
export function placed(
  plugins: readonly string[],
  context: Context,
): Pick<Finding, 'plugins' | 'location' | 'related'> {
  const places = plugins
    .map((name) => ({ name, location: anchorOf(name, context) }))
    .filter((place): place is { name: string; location: Location } => place.location !== undefined)
    .sort((a, b) => byPlace(a.location, b.location) || (a.name < b.name ? -1 : 1));
  const [first, ...others] = places;
  if (first === undefined) return { plugins: [...plugins].sort() };
  const related = others
    .filter(({ location: { file, line } }) => file !== first.location.file || line !== first.location.line)
    .map(({ name, location }) => ({
      location,
      message: `\`${name}\` ${listsOf(context).asked.has(name) ? 'is requested' : 'is pulled in'} here`,
    }));
  return {
    plugins: [...plugins].sort(),
    location: first.location,
    ...(related.length > 0 && { related: folded(related) }),
  };
}

/** A list can have a hundred such lines: the first of them, and how many more there are. */
function folded(places: NonNullable<Finding['related']>): NonNullable<Finding['related']> {
  const more = places.length - shownPlaces;
  return places
    .slice(0, shownPlaces)
    .map((place, index) =>
      index === shownPlaces - 1 && more > 0
        ? { ...place, message: `${place.message}, and ${count(more, 'more plugin')} in this list` }
        : place,
    );
}

function byPlace(a: Location, b: Location): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}
