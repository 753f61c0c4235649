import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { sourceAddedFrom } from '../client/marketplace-source.ts';
import { holdsCredentials } from '../model/mask.ts';
import type { MarketplaceSource } from '../model/settings.ts';
import type { AddedFrom } from '../planner/index.ts';
import { parseSource } from '../sources/git/remote-source.ts';
import type { RegistryOptions } from './open.ts';

/**
 * How the client can add the marketplace of a registry source, and from where git can clone it. The client takes folders, the file of
 * a marketplace, `owner/repo` and URLs, but not `file://` nor a bare repository: those have to be cloned first.
 * @returns undefined for what it cannot add, or what cannot be shown.
 */
export function addedFrom(source: string, cwd: string): AddedFrom | undefined {
  // A source that was shown with its credentials masked would not work either.
  if (holdsCredentials(source) || /\*\*\*/.test(source)) return undefined;
  const path = resolve(cwd, source);
  if (existsSync(path)) return addedFromPath(source, path);
  const parsed = parseSource(source);
  if (parsed.kind === 'json') return { add: source };
  if (parsed.kind !== 'git') return undefined;
  const { url, ref } = parsed;
  const clone = { clone: url, ...(ref !== undefined && { ref }) };
  return url.startsWith('file:') ? clone : { add: source, ...clone };
}

function addedFromPath(source: string, path: string): AddedFrom {
  if (existsSync(join(path, 'HEAD')) && existsSync(join(path, 'refs'))) return { clone: source };
  const add = isAbsolute(source) || /^\.\.?([\\/]|$)/.test(source) ? source : `./${source}`;
  const [, folder] = /^(.*)[\\/]\.claude-plugin[\\/]marketplace\.json$/.exec(add) ?? [];
  const clone = folder ?? add;
  return {
    add,
    ...(existsSync(join(folder === undefined ? path : join(path, '../..'), '.git')) && { clone }),
  };
}

/** The source that the client has of a marketplace that was added so; undefined if it cannot be added, or is cloned somewhere first. */
export function addedSource(source: string, cwd: string): MarketplaceSource | undefined {
  const { add } = addedFrom(source, cwd) ?? {};
  if (add === undefined) return undefined;
  const path = resolve(cwd, source);
  if (!existsSync(path)) return sourceAddedFrom(add);
  return { kind: path.endsWith('.json') ? 'file' : 'directory', path };
}

/** The options of a call that say where to look for plugins: a command of mkt that is to be typed later needs them again. */
export function registryOptions({
  registry,
  bundled,
}: Pick<RegistryOptions, 'registry' | 'bundled'>): string[] {
  return [
    ...registry.filter((source) => !holdsCredentials(source)).flatMap((source) => ['--registry', source]),
    ...(bundled ? [] : ['--no-bundled']),
  ];
}
