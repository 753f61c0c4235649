import type { Fault } from '../../model/fault.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';

/** Chains of `renames` that end nowhere or go round in a ring, and renames of plugins that are still there. */
export function checkRenames(file: JsonFile): Fault[] {
  const renames = member(file.value, 'renames');
  if (!isMap(renames)) return [];
  const plugins = member(file.value, 'plugins');
  const live = new Set(
    (Array.isArray(plugins) ? plugins : []).flatMap((entry: unknown) => textOf(member(entry, 'name')) ?? []),
  );
  return Object.keys(renames).flatMap((from): Fault[] => {
    const broken = brokenChain(from, renames, live);
    const base = {
      rule: 'MKT909' as const,
      location: file.read().locate(['renames', from]),
      plugins: [from],
    };
    if (broken !== undefined)
      return [
        {
          ...base,
          message: broken,
          help: 'let it end at a name in `plugins`, or at `null` for a plugin that was removed',
        },
      ];
    if (!live.has(from)) return [];
    const message = `\`renames\` gives \`${from}\` a new name, but a plugin of that name is still listed`;
    return [
      {
        ...base,
        severity: 'warning',
        message,
        help: 'remove the rename, or the entry: who asks for the name cannot tell which is meant',
      },
    ];
  });
}

function brokenChain(
  from: string,
  renames: Readonly<Record<string, unknown>>,
  live: ReadonlySet<string>,
): string | undefined {
  const seen = [from];
  let current = renames[from];
  while (typeof current === 'string') {
    if (seen.includes(current)) return `\`renames\` goes round in a ring: ${[...seen, current].join(' → ')}`;
    if (live.has(current)) return undefined;
    if (!Object.hasOwn(renames, current))
      return `\`renames\` leads from \`${from}\` to \`${current}\`, which is neither a plugin nor renamed itself`;
    seen.push(current);
    current = renames[current];
  }
  return undefined;
}
