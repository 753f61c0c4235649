import satisfies from 'semver/functions/satisfies.js';
import { type Plugin, type PluginId, pluginId, type Requirement } from '../../model/plugin.ts';
import type {
  Chosen,
  LeftOutDependency,
  Resolution,
  RootRequirement,
  WhyLeftOut,
} from '../../model/resolution.ts';
import type { Answer, Wanted } from '../../model/resumable.ts';
import { isRange } from '../../model/version.ts';

/** A combination with the optional dependencies that fit, and those that do not. */
export interface WithOptional {
  readonly chosen: readonly Chosen[];
  readonly leftOut: readonly LeftOutDependency[];
}

/** What is asked about optional dependencies. */
export interface OptionalWorld {
  readonly requirements: readonly RootRequirement[];
  /** Every plugin that was looked at. */
  readonly plugins: ReadonlyMap<PluginId, Plugin>;
  /** Whether settings switch a plugin off. */
  isOff(id: PluginId): boolean;
  isAllowed(wanted: Wanted): boolean;
  lookUp(wanted: Wanted): Promise<Answer>;
  /** Resolves again, keeping what is chosen; undefined if something that is needed could not be looked up. */
  resolveAgain(
    requirements: readonly RootRequirement[],
    keep: readonly Chosen[],
  ): Promise<Resolution | undefined>;
}

/** An optional dependency of a chosen plugin. */
interface Wish extends Wanted {
  readonly by: Chosen;
  readonly wish: Requirement;
}

/**
 * Adds the optional dependencies of a combination one after the other, each with what it requires, as far as that moves nothing that is
 * chosen already: so they never are the reason for a conflict. One that is there already stays as it is, whatever the range says.
 */
export async function withOptional(first: readonly Chosen[], world: OptionalWorld): Promise<WithOptional> {
  const { plugins } = world;
  const requested = new Set(first.filter((each) => each.requested).map(idOf));
  const leftOut: LeftOutDependency[] = [];
  const seen = new Set<string>();
  let requirements = world.requirements.filter((each) => requested.has(idOf(each)));
  let chosen = first;
  for (;;) {
    const next = chosen
      .flatMap((by) => wishesOf(by, plugins))
      .find((wish) => !seen.has(`${idOf(wish.by)} ${idOf(wish)}`));
    if (next === undefined) return { chosen: marked(chosen, requested, plugins), leftOut };
    seen.add(`${idOf(next.by)} ${idOf(next)}`);
    if (chosen.some((each) => idOf(each) === idOf(next))) continue;
    const { name, marketplace, wish } = next;
    const requirement = { name, marketplace, range: wish.range, text: idOf(next) };
    const added = await tryOne(next, [...requirements, requirement], chosen, world);
    if (typeof added === 'string') leftOut.push(leftOutOf(next, added));
    else {
      chosen = added;
      requirements = [...requirements, requirement];
    }
  }
}

const idOf = ({ name, marketplace }: Wanted): PluginId => pluginId(name, marketplace);

function wishesOf(by: Chosen, plugins: ReadonlyMap<PluginId, Plugin>): Wish[] {
  const wishes = plugins.get(idOf(by))?.requirements(by.version).optionalDependencies ?? [];
  return wishes.map((wish) => ({
    name: wish.name,
    marketplace: wish.marketplace ?? by.marketplace,
    by,
    wish,
  }));
}

function leftOutOf({ name, marketplace, by, wish }: Wish, reason: WhyLeftOut): LeftOutDependency {
  return {
    name,
    marketplace,
    range: wish.range,
    by: by.name,
    reason,
    // Computed when it is shown.
    get location() {
      return wish.location;
    },
  } as LeftOutDependency;
}

/** The combination with one more plugin, or why it is left out. */
async function tryOne(
  { wish, ...wanted }: Wish,
  requirements: readonly RootRequirement[],
  chosen: readonly Chosen[],
  world: OptionalWorld,
): Promise<readonly Chosen[] | WhyLeftOut> {
  if (world.isOff(idOf(wanted))) return 'off';
  if (!world.isAllowed(wanted)) return 'not-allowed';
  const answer = await world.lookUp(wanted);
  if (answer.status === 'missing') return 'not-found';
  if (answer.status === 'failed') return 'not-known';
  const { range } = wish;
  const isIn = (version: string) =>
    range === '*' || range === '' || (isRange(range) && satisfies(version, range));
  if (!answer.plugin.versions.some(isIn)) return 'no-version';
  const resolution = await world.resolveAgain(requirements, chosen);
  if (resolution === undefined) return 'not-known';
  if (!resolution.ok) return 'does-not-fit';
  const after = new Map(resolution.chosen.map((each) => [idOf(each), each.version]));
  if (chosen.some((each) => after.get(idOf(each)) !== each.version)) return 'does-not-fit';
  const own = resolution.chosen.find((each) => idOf(each) === idOf(wanted));
  const isRefused = answer.plugin.release(own?.version ?? '')?.engine?.effect === 'refused';
  return isRefused ? 'other-client' : resolution.chosen;
}

/** Says which plugins would like to have which, and that the user requested none of them. */
function marked(
  chosen: readonly Chosen[],
  requested: ReadonlySet<PluginId>,
  plugins: ReadonlyMap<PluginId, Plugin>,
): Chosen[] {
  const wishes = chosen.flatMap((by) => wishesOf(by, plugins));
  return chosen.map((each) => ({
    ...each,
    requested: requested.has(idOf(each)),
    requiredBy: [
      ...each.requiredBy,
      ...wishes.flatMap(({ by, wish, ...wanted }) =>
        idOf(wanted) === idOf(each)
          ? [{ name: by.name, version: by.version, range: wish.range, optional: true as const }]
          : [],
      ),
    ],
  }));
}
