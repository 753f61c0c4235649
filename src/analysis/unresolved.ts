import satisfies from 'semver/functions/satisfies.js';
import type { PluginId } from '../model/plugin.ts';
import type { Cause } from '../model/resolution.ts';
import { listed, quoted } from '../model/text.ts';
import { placed } from './anchor.ts';
import type { Context } from './context.ts';
import { dividedBy } from './environments.ts';
import { foldedNames } from './evidence.ts';
import type { LegacyDraft } from './rule.ts';

/** What a failed resolution rests on, the more specific first: it decides which rule reports it. */
type Ground = 'environment' | 'runtime' | 'library' | 'versions';

/** The finding for a request that has no resolution, if it fails on this ground. */
export function unresolved(context: Context, ground: Ground): LegacyDraft[] {
  const { request } = context;
  const resolution = context.needs?.failed ?? context.resolution;
  if (resolution === undefined || resolution.ok || groundOf(resolution.causes, context) !== ground) return [];
  const { conflict, explanation, suggestions, minimal, causes } = resolution;
  const names = request.filter(({ text }) => conflict.includes(text)).map(({ name }) => name);
  const what = quoted(conflict);
  const together = what.length < 2 ? `${what.join('')} cannot be had` : `${listed(what)} cannot go together`;
  const about = aboutOf(ground, causes, context);
  const note = minimal ? [] : ['(a smaller part of the request may fail already)'];
  const ways = suggestions.map(({ text }) => text);
  const apart = ground === 'versions' ? [] : [apartOf(ground, causes, conflict.length, context)];
  const help = [...ways, ...apart, ...misnamed(causes, context)];
  return [
    {
      ...placed([...new Set(names)], context),
      message: [`${together}${about}`, ...explanation, ...note].join('\n'),
      ...(help.length > 0 && {
        help:
          help.length === 1
            ? (help[0] as string)
            : `any one of these helps\n${help.map((each) => `- ${each}`).join('\n')}`,
      }),
    },
  ];
}

/** Dependencies that nobody has by the name that was written, but somebody by another one: for the maintainer to mend. */
function misnamed(causes: readonly Cause[], context: Context): string[] {
  const missing = new Set(causes.flatMap((cause) => (cause.kind === 'missing' ? [nameOf(cause.on)] : [])));
  return [...missing].flatMap((name) => {
    const meant = context.catalogue.find(({ namespace }) => namespace === name);
    return meant === undefined
      ? []
      : [
          `tell the maintainer: \`${name}\` is what the manifest of \`${meant.name}\` says, and dependencies must name \`${meant.name}\``,
        ];
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

function aboutOf(ground: Ground, causes: readonly Cause[], context: Context): string {
  if (ground === 'versions') return '';
  if (ground !== 'environment') return `: they need different versions of ${listed(namesOf(causes, ground))}`;
  const { runtimes } = context.environment;
  const present = outsideOf(causes, context).map((name) => `${name} ${runtimes[name]}`);
  return ` with what the environment has: ${listed(present)}`;
}

/** Who goes into which environment, where that is known. */
function apartOf(ground: Ground, causes: readonly Cause[], plugins: number, { needs }: Context): string {
  if (plugins < 2) return 'give it an environment or a container of its own';
  const kind = ground === 'library' ? 'library' : 'runtime';
  const places = ground === 'library' ? 'virtual environments' : 'environments';
  const [name = ''] = namesOf(causes, kind);
  const parts = dividedBy(kind === 'library' ? 'libraries' : 'runtimes', name, needs?.releases ?? []);
  const who = parts.map(
    (part) => `${listed(foldedNames(part.plugins, 6))} with ${name} ${listed(part.ranges)}`,
  );
  return `run them in separate ${places} or containers, as ${parts.length < 3 ? 'two' : parts.length} lists${parts.length < 2 ? '' : `: ${who.join('; ')}`}`;
}

function namesOf(causes: readonly Cause[], ground: Cause['kind'] | Ground): string[] {
  return [...new Set(causes.filter(({ kind }) => kind === ground).map(({ on }) => on))].sort();
}
