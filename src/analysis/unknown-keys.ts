import type { TextKind } from '../client/components/texts.ts';
import type { Entry } from '../client/manifest.ts';
import { sourceKeys } from '../client/plugin-source.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import type { SoundDependency } from '../client/reading/stated-dependencies.ts';
import { componentKinds } from '../model/component-kinds.ts';
import { misspelt, nearest } from '../model/nearest.ts';
import { isMap, member, textOf } from '../text/values.ts';
import type { Placed } from './rule.ts';

type Found = Placed<'MKT903'>;

/** Keys that have moved to another place. */
export const movedKeys = ({ statements }: PluginReading): Found[] =>
  statements.flatMap(({ value, file, path }) =>
    ['themes', 'monitors'].flatMap((key): Found[] =>
      member(value, key) === undefined
        ? []
        : [{ case: 'moved-key', evidence: { key }, location: file.read().locateKey([...path, key]) }],
    ),
  );

const dependencyKeys = ['name', 'version', 'marketplace'];

export const unknownInDependencies = ({ soundDependencies }: PluginReading): Found[] =>
  soundDependencies.flatMap(unknownInDependency);

function unknownInDependency({ value, file, path }: SoundDependency): Found[] {
  if (!isMap(value)) return [];
  const meant = new Map(
    Object.keys(value)
      .filter((key) => !dependencyKeys.includes(key))
      .map((key) => [key, nearest(key, dependencyKeys, 1)]),
  );
  const targets = [...meant.values()].map(([to]) => to);
  return [...meant].map(([key, [to]]): Found => {
    const isOnly = targets.indexOf(to) === targets.lastIndexOf(to);
    const isFree = to !== undefined && isOnly && member(value, to) === undefined;
    return {
      case: 'dependency-key',
      evidence: { key, known: dependencyKeys, ...(to !== undefined && { near: to }) },
      location: file.read().locateKey([...path, key]),
      ...(isFree && { fix: { from: key, to } }),
    };
  });
}

/** Events that the client does not know: their hooks never run. */
export const unknownHookEvents = ({ contents, manifest: { facts } }: PluginReading): Found[] =>
  (contents?.hookEvents ?? []).flatMap(({ event, file, path }): Found[] => {
    const { events } = facts.hooks;
    if (Object.hasOwn(events, event)) return [];
    const [near] = nearest(event, Object.keys(events), 1);
    return [
      {
        case: 'hook-event',
        evidence: { event, ...(near !== undefined && { near }) },
        location: file.read().locateKey(path),
      },
    ];
  });

/**
 * Keys in front matter that the client ignores although the author meant one that it knows. Keys of the author's own are harmless and not
 * reported.
 */
export function unknownInHeads({ contents, manifest: { facts } }: PluginReading): Found[] {
  return (contents?.withFrontMatter ?? []).flatMap(({ front, kind }) => {
    const { [kind]: known, notInPlugins } = facts.frontMatter;
    const what = componentKinds[kind].singular;
    return Object.keys(front.value).flatMap((key): Found[] => {
      const location = front.locate([key]);
      if (kind === 'agents' && notInPlugins.includes(key))
        return [{ case: 'not-in-plugins', evidence: { key }, location }];
      if (known.includes(key)) return [];
      const near = meantKey(key, front.value[key], kind, known);
      if (near === undefined || Object.hasOwn(front.value, near)) return [];
      return [{ case: 'front-matter-misspelt', evidence: { key, kind: what, near }, location }];
    });
  });
}

/** The key that was meant: one with different names in agents and skills, or one with a similar spelling that takes a string. */
function meantKey(key: string, value: unknown, kind: TextKind, known: readonly string[]): string | undefined {
  if (key === 'allowed-tools' && kind === 'agents') return 'tools';
  if (key === 'tools' && kind !== 'agents') return 'allowed-tools';
  if (typeof value === 'object' && value !== null) return undefined;
  return misspelt(key, known);
}

/** Keys of a source that its kind does not have. */
export function unknownInSource({ file, index, value, name, source }: Entry): Found[] {
  const stated = member(value, 'source');
  const kind = textOf(member(stated, 'source')) ?? '';
  const known = sourceKeys[kind];
  if (source.kind === 'invalid' || !isMap(stated) || known === undefined) return [];
  return Object.keys(stated).flatMap((key): Found[] => {
    if (key === 'source' || known.includes(key)) return [];
    const isSubdir = key === 'path' && (kind === 'url' || kind === 'github');
    return [
      {
        case: 'source-key',
        evidence: { plugin: name, key, kind, known: [...known], isSubdir },
        location: file.read().locateKey(['plugins', index, 'source', key]),
      },
    ];
  });
}

/** Headers of an entry whose source is not downloaded with headers. */
export function keysWithoutEffect({ file, index, value, name, source }: Entry): Found[] {
  if (source.kind === 'archive') return [];
  return ['headers', 'headersHelper'].flatMap((key): Found[] =>
    member(value, key) === undefined
      ? []
      : [
          {
            case: 'no-effect',
            evidence: { plugin: name, key },
            location: file.read().locate(['plugins', index, key]),
          },
        ],
  );
}
