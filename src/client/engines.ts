import satisfies from 'semver/functions/satisfies.js';
import { clientRuntime } from '../model/client.ts';
import type { UnmetEngine } from '../model/plugin.ts';
import { isRange } from '../model/version.ts';
import { member, textOf } from '../text/values.ts';
import type { Entry, Manifest } from './manifest.ts';

/**
 * The first range under `engines`, in the manifest or in the entry, that does not contain the version of the client. Invalid
 * ranges are ignored.
 */
export function unmetEngine({ json, entry, facts }: Manifest): UnmetEngine | undefined {
  const version = facts.loading.claudeCode;
  if (version === undefined) return undefined;
  const holders = [
    ...(json === undefined ? [] : [{ value: json.value, file: json, path: [] }]),
    ...(entry === undefined
      ? []
      : [{ value: entry.value, file: entry.file, path: ['plugins', entry.index] }]),
  ];
  for (const { value, file, path } of holders) {
    const range = textOf(member(member(value, 'engines'), clientRuntime));
    if (range === undefined || !isRange(range) || satisfies(version, range)) continue;
    return {
      range,
      client: version,
      get location() {
        return file.read().locate([...path, 'engines', clientRuntime]);
      },
    };
  }
  return undefined;
}

/**
 * Whether the client refuses a plugin that needs another version of it: it does for a copy that it fetched with git, and loads what
 * it reads in place. Of other sources, nothing is known.
 */
export function refusesOtherEngine({ source: { kind } }: Entry, isCloned: boolean): boolean {
  return kind === 'path' ? isCloned : ['github', 'url', 'git-subdir'].includes(kind);
}
