import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { type ComponentDetail, type PluginId, pluginId, type Release, type Use } from '../model/plugin.ts';
import { skillsMarketplace } from '../model/plugin-id.ts';
import { count } from '../model/text.ts';
import { placed } from './anchor.ts';
import type { Context } from './context.ts';

/** A place that shows what a rule says, in a file that the user need not own. */
export interface Evidence {
  /** What is there. Its location is computed when it is shown: that is slow, and few locations are shown. */
  readonly at: { readonly location: Location };
  readonly message: string;
}

/** How many places a finding shows. */
const shown = 6;

/**
 * The location of a finding about plugins: the lines of the user's list, followed by the places that show it. Without a
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
    location: own ? first.at.location : base.location,
    ...(related.length > 0 && { related }),
  } as Pick<Finding, 'plugins' | 'location' | 'related'>;
}

function folded(evidence: readonly Evidence[]): NonNullable<Finding['related']> {
  const more = evidence.length - shown;
  return evidence.slice(0, shown).map(({ at, message }, index) => ({
    location: at.location,
    message: index === shown - 1 && more > 0 ? `${message}, and ${count(more, 'more place')}` : message,
  }));
}

/** One component of a release as its files declare it, where they are known. */
export function placeOf(
  release: Release,
  kind: ComponentDetail['kind'],
  name: string,
): ComponentDetail | undefined {
  return release.details?.find((detail) => detail.kind === kind && detail.name === name);
}

/** The first place of something that is used, looked up when it is shown; the readers give none without a place. */
export function firstPlaceOf(use: Use): Evidence['at'] {
  return {
    get location() {
      return use.locations[0] ?? { file: '', line: 1, column: 1 };
    },
  };
}

/** The lines on which marketplaces list these plugins; looked up when they are shown. */
export function entriesOf(releases: readonly Release[], { plugins }: Context): Evidence[] {
  return releases.flatMap(({ name, marketplace }) => {
    const plugin = plugins.get(pluginId(name, marketplace));
    if (plugin === undefined || !('location' in plugin)) return [];
    return [{ at: plugin as { location: Location }, message: `the entry of \`${name}\`` }];
  });
}

/** Names for people: the first ones in backticks, and how many more there are. */
export function foldedNames(names: readonly string[], most = 8): string[] {
  const more = names.length - most;
  const head = (more === 1 ? names.slice(0, most + 1) : names.slice(0, most)).map((name) => `\`${name}\``);
  return more > 1 ? [...head, `${more} more`] : head;
}

/** The id under which the client loads a chosen plugin: a copy in the project has the name of its manifest, and no marketplace. */
export function loadedIdOf(
  { name, marketplace }: Pick<Release, 'name' | 'marketplace'>,
  { copied, releases }: Context,
): PluginId {
  const id = pluginId(name, marketplace);
  if (copied?.has(id) !== true) return id;
  const release = releases.find((each) => each.name === name && each.marketplace === marketplace);
  return pluginId(release?.namespace ?? name, skillsMarketplace);
}

const repeated = new WeakMap<Context, ReadonlySet<string>>();

/** `name`, or `name@marketplace` if several chosen plugins have this name. */
export function labelsIn(context: Context): (release: Release) => string {
  let names = repeated.get(context);
  if (names === undefined) {
    const seen = new Set<string>();
    const twice = new Set<string>();
    for (const { name } of context.releases) (seen.has(name) ? twice : seen).add(name);
    names = twice;
    repeated.set(context, names);
  }
  const isTwin = names;
  return ({ name, marketplace }) => (isTwin.has(name) ? `${name}@${marketplace}` : name);
}
