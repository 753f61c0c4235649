import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { ComponentDetail, Release } from '../model/plugin.ts';
import { placed } from './anchor.ts';
import type { Context } from './context.ts';

/** A place that shows what a rule says, in a file that the user need not own. */
export interface Evidence {
  readonly location: Location;
  readonly message: string;
}

/** More places than these tell nobody more. */
const shown = 6;

/**
 * Where a finding about plugins stands: on the lines of the user's list, with the places that show it behind them. Without a
 * list the first of those places is its own.
 */
export function placedWith(
  plugins: readonly string[],
  evidence: readonly Evidence[],
  context: Context,
): Pick<Finding, 'plugins' | 'location' | 'related'> {
  const base = placed(plugins, context);
  const [first, ...others] = evidence;
  if (first === undefined) return base;
  const own = base.location === undefined;
  const related = [...(base.related ?? []), ...folded(own ? others : evidence)];
  return {
    ...base,
    location: own ? first.location : base.location,
    ...(related.length > 0 && { related }),
  } as Pick<Finding, 'plugins' | 'location' | 'related'>;
}

function folded(evidence: readonly Evidence[]): readonly Evidence[] {
  if (evidence.length <= shown) return evidence;
  const more = evidence.length - shown + 1;
  return evidence
    .slice(0, shown)
    .map((each, index) =>
      index === shown - 1 ? { ...each, message: `${each.message}, and ${more - 1} more places` } : each,
    );
}

/** The place of one component of a release, where it is known. */
export function placeOf(release: Release, kind: ComponentDetail['kind'], name: string): Location | undefined {
  return release.details?.find((detail) => detail.kind === kind && detail.name === name)?.location;
}

/** Names for people: the first ones in backticks, and how many more there are. */
export function foldedNames(names: readonly string[], most = 8): string[] {
  const more = names.length - most;
  const head = (more === 1 ? names.slice(0, most + 1) : names.slice(0, most)).map((name) => `\`${name}\``);
  return more > 1 ? [...head, `${more} more`] : head;
}

/** `name`, or `name@marketplace` where several chosen plugins bear the name. */
export function labelsIn({ releases }: Context): (release: Release) => string {
  const counts = new Map<string, number>();
  for (const { name } of releases) counts.set(name, (counts.get(name) ?? 0) + 1);
  return ({ name, marketplace }) => ((counts.get(name) ?? 0) > 1 ? `${name}@${marketplace}` : name);
}
