import type { Location } from '../model/location.ts';
import type { Said } from './rule.ts';

/** A problem that can be merged with others. */
interface Mergeable {
  readonly case: string;
  readonly evidence: unknown;
  readonly plugins?: readonly string[];
  readonly location?: Location;
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  readonly cause?: string;
}

/** What is known of problems by their rule. */
interface Known<Found> {
  /** What is said of one; repeated at a place only if it differs from that of the first. */
  readonly say: (problem: Found) => Said;
  readonly isError: (problem: Found) => boolean;
}

/**
 * Merges problems of one rule that have one cause: what is known of each is equal, or their reader says that one mistake was made
 * again and again. The first stays, with the places of all others, so that nothing is lost. Equal errors are merged only where their
 * reader knows the cause: two broken files are two things to fix.
 */
export function mergeSameCause<Found extends Mergeable>(
  problems: readonly Found[],
  { say, isError }: Known<Found>,
): Found[] {
  const groups = new Map<string, Found[]>();
  for (const [index, problem] of problems.entries()) {
    const isAlone = problem.cause === undefined && isError(problem);
    const key = (isAlone ? undefined : keyOf(problem)) ?? `alone ${index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()].map((group) => merged(group, say));
}

/** What problems with one cause share; undefined for one that has no place, or has others of its own. */
function keyOf({ case: name, evidence, location, related, cause }: Mergeable): string | undefined {
  if (location === undefined || related !== undefined) return undefined;
  return JSON.stringify(cause === undefined ? [name, evidence] : [name, 'cause', cause]);
}

function merged<Found extends Mergeable>(group: readonly Found[], say: Known<Found>['say']): Found {
  const [first, ...others] = group as [Found, ...Found[]];
  if (others.length === 0) return first;
  const { message } = say(first);
  const plugins = [...new Set(group.flatMap((each) => each.plugins ?? []))].sort();
  const related = others.flatMap((other) => {
    if (other.location === undefined) return [];
    const said = other.cause === undefined ? message : say(other).message;
    return [{ location: other.location, message: said === message ? '' : said }];
  });
  return { ...first, plugins, related };
}
