import satisfies from 'semver/functions/satisfies.js';
import type { PluginId } from '../model/plugin.ts';
import type { Where } from '../model/problems.ts';
import type { Cause, FailedResolution } from '../model/resolution.ts';
import type { Unresolved, UnresolvedEnvironment, UnresolvedNeeds } from '../model/resolution-evidence.ts';
import { listed, quoted } from '../model/text.ts';
import { placed } from './anchor.ts';
import type { Context } from './context.ts';
import { dividedBy } from './environments.ts';
import { foldedNames } from './evidence.ts';
import type { Said } from './rule.ts';

/** What a failed resolution rests on, the more specific first: it decides which rule reports it. */
type Ground = 'environment' | 'runtime' | 'library' | 'versions';

/** What the plugins require in incompatible versions. */
type Need = 'runtime' | 'library';

/** The conflicts in a request that rest on this ground. */
export function unresolvedOn(ground: Ground, context: Context): FailedResolution[] {
  const { resolution, moreConflicts } = context;
  const first = context.needs?.failed ?? (resolution?.ok === false ? resolution : undefined);
  return [...(first === undefined ? [] : [first]), ...moreConflicts].filter(
    ({ causes }) => groundOf(causes, context) === ground,
  );
}

/** The lines of the requested plugins that are incompatible. */
export function placeOfConflict({ conflict }: FailedResolution, context: Context): Where {
  const names = context.request.filter(({ text }) => conflict.includes(text)).map(({ name }) => name);
  return placed([...new Set(names)], context);
}

/** What every failure is made of. */
export function unresolved(
  { conflict, explanation, minimal, suggestions, causes }: FailedResolution,
  context: Context,
): Unresolved {
  return { conflict, explanation, minimal, suggestions, misnamed: misnamed(causes, context) };
}

/** The same with the runtimes or libraries that cause it, and which plugins could share an environment. */
export function unresolvedNeeds(failed: FailedResolution, need: Need, context: Context): UnresolvedNeeds {
  const needs = needsOf(failed.causes, need);
  const kind = need === 'library' ? 'libraries' : 'runtimes';
  const parts = dividedBy(kind, needs[0] ?? '', context.needs?.releases ?? []);
  return { ...unresolved(failed, context), needs, parts };
}

/** The same with what the environment has in a version that does not match. */
export function unresolvedEnvironment(failed: FailedResolution, context: Context): UnresolvedEnvironment {
  const { runtimes } = context.environment;
  const present = outsideOf(failed.causes, context);
  return {
    ...unresolvedNeeds(failed, 'runtime', context),
    environment: present.map((name) => ({ name, version: runtimes[name] ?? '' })),
  };
}

/** What users read: which plugins are incompatible, why step by step, and what would help. */
export function sayUnresolved(
  evidence: Unresolved,
  headline = incompatible(evidence, 'its requirements cannot be met'),
  apart: readonly string[] = [],
): Said {
  const { explanation, minimal, suggestions } = evidence;
  const note = minimal ? [] : ['(a smaller part of the request may already fail)'];
  const renames = evidence.misnamed.map(
    ({ dependency, plugin }) =>
      `tell the maintainer: \`${dependency}\` is only the name in the manifest of \`${plugin}\`; dependencies must use \`${plugin}\``,
  );
  const [way, ...others] = [...suggestions.map(({ text }) => text), ...apart, ...renames];
  const message = [headline, ...explanation, ...note].join('\n');
  if (way === undefined) return { message };
  const list = [way, ...others].map((each) => `- ${each}`).join('\n');
  return { message, help: others.length === 0 ? way : `any one of these resolves the conflict\n${list}` };
}

/** The same for plugins that require different versions of something. */
export const sayUnresolvedNeeds = (evidence: UnresolvedNeeds, need: Need): Said =>
  sayUnresolved(
    evidence,
    incompatible(
      evidence,
      `its dependencies require different versions of ${listed(evidence.needs)}`,
      `they require different versions of ${listed(evidence.needs)}`,
    ),
    [apartOf(evidence, need === 'library' ? 'virtual environments' : 'environments')],
  );

/** The same for plugins that cannot use what the environment has. */
export function sayUnresolvedEnvironment(evidence: UnresolvedEnvironment): Said {
  const present = evidence.environment.map(({ name, version }) => `${name} ${version}`);
  const together = evidence.conflict.length > 1 ? ' together' : '';
  return sayUnresolved(
    evidence,
    `${listed(quoted(evidence.conflict))} cannot be used${together} with the environment, which has ${listed(present)}`,
    [apartOf(evidence, 'environments')],
  );
}

/** The headline: what the plugins are, and why. */
function incompatible({ conflict }: Unresolved, ofOne: string, ofSeveral?: string): string {
  const what = listed(quoted(conflict));
  if (conflict.length < 2) return `${what} cannot be used: ${ofOne}`;
  return `${what} are incompatible${ofSeveral === undefined ? '' : `: ${ofSeveral}`}`;
}

/** Which plugins go into which environment, if that is known. */
function apartOf({ conflict, needs: [name = ''], parts }: UnresolvedNeeds, places: string): string {
  if (conflict.length < 2) return `run ${listed(quoted(conflict))} in a separate environment or container`;
  const who = parts.map(
    ({ plugins, ranges }) => `${listed(foldedNames(plugins, 6))} with ${name} ${listed(ranges)}`,
  );
  return `run them in separate ${places} or containers, each with its own list of plugins${parts.length < 2 ? '' : `: ${who.join('; ')}`}`;
}

/** Dependencies that no plugin has as its name, but one as the name in its manifest: for the maintainer to fix. */
function misnamed(causes: readonly Cause[], { catalogue }: Context): Unresolved['misnamed'] {
  const missing = new Set(causes.flatMap((cause) => (cause.kind === 'missing' ? [nameOf(cause.on)] : [])));
  return [...missing].flatMap((dependency) => {
    const meant = catalogue.find(({ namespace }) => namespace === dependency);
    return meant === undefined ? [] : [{ dependency, plugin: meant.name }];
  });
}

const nameOf = (id: PluginId): string => id.slice(0, id.lastIndexOf('@'));

function groundOf(causes: readonly Cause[], context: Context): Ground {
  if (outsideOf(causes, context).length > 0) return 'environment';
  if (causes.some(({ kind }) => kind === 'runtime')) return 'runtime';
  return causes.some(({ kind }) => kind === 'library') ? 'library' : 'versions';
}

/** The runtimes that the environment has in a version which one of the plugins cannot use. */
function outsideOf(causes: readonly Cause[], { environment: { runtimes } }: Context): string[] {
  const names = causes.flatMap((cause) => {
    if (cause.kind !== 'runtime' || !Object.hasOwn(runtimes, cause.on)) return [];
    return satisfies(runtimes[cause.on] ?? '', cause.range, { includePrerelease: true }) ? [] : [cause.on];
  });
  return [...new Set(names)].sort();
}

function needsOf(causes: readonly Cause[], need: Need): string[] {
  return [...new Set(causes.filter(({ kind }) => kind === need).map(({ on }) => on))].sort();
}
