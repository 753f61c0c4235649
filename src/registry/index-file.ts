import { readFileSync } from 'node:fs';
import validRange from 'semver/ranges/valid.js';
import validVersion from 'semver/functions/valid.js';
import type { Fault } from '../model/fault.ts';
import type { Registry } from '../model/registry.ts';
import { type IndexFile, indexRegistry } from './index-registry.ts';
import { shownPath } from './read/file.ts';

/**
 * Reads an index file. It may be large, so a sound one is parsed once and only looked over; the slow reader that knows every
 * place runs when something is wrong.
 */
export async function readIndexFile(
  path: string,
  source: string,
  cwd: string,
): Promise<{ registry?: Registry; faults: readonly Fault[] }> {
  const shown = shownPath(path, cwd);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const message = error instanceof TypeError ? 'the file is not valid UTF-8' : `the file cannot be read: ${(error as Error).message}`;
    return { faults: [{ rule: 'MKT901', message, location: { file: shown, line: 1, column: 1 } }] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { faults: await faultsIn(text, shown) };
  }
  if (!isSound(value)) {
    const faults = await faultsIn(text, shown);
    if (faults.some(({ severity = 'error' }) => severity === 'error')) return { faults };
    return { registry: indexRegistry(value as IndexFile, source), faults };
  }
  return { registry: indexRegistry(value as IndexFile, source), faults: [] };
}

/** Whether an index is as it should be, as far as can be seen without looking at every range. */
function isSound(value: unknown): boolean {
  if (!isMap(value)) return false;
  const { mkt, marketplace, plugins } = value as Record<string, unknown>;
  if (mkt !== 1 || typeof marketplace !== 'string' || marketplace === '' || !isMap(plugins)) return false;
  if (Object.keys(value).some((key) => !['mkt', 'marketplace', 'plugins', 'knowledge', 'compiledFrom'].includes(key))) return false;
  return Object.values(plugins).every((plugin) => isMap(plugin) && isSoundPlugin(plugin));
}

const pluginKeys = ['versions'];

function isSoundPlugin(plugin: Record<string, unknown>): boolean {
  if (Object.keys(plugin).some((key) => !pluginKeys.includes(key))) return false;
  const { versions = {} } = plugin;
  if (!isMap(versions)) return false;
  for (const version in versions) {
    if (!plainVersion.test(version) && validVersion(version) === null) return false;
    const release = versions[version];
    if (!isMap(release)) return false;
    for (const key in release) if (key !== 'dependencies' && key !== 'conflicts') return false;
    if (!isSoundList(release['dependencies']) || !isSoundList(release['conflicts'])) return false;
  }
  return true;
}

const plainVersion = /^(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})$/;
const goodRanges = new Set<string>();

function isSoundList(list: unknown): boolean {
  if (list === undefined) return true;
  if (!Array.isArray(list)) return false;
  return list.every((each: unknown) => {
    if (typeof each === 'string') return each !== '';
    if (!isMap(each)) return false;
    const { name, version, marketplace, ...rest } = each;
    if (typeof name !== 'string' || name === '' || Object.keys(rest).length > 0) return false;
    if (marketplace !== undefined && typeof marketplace !== 'string') return false;
    if (version === undefined) return true;
    if (typeof version !== 'string') return false;
    if (goodRanges.has(version)) return true;
    if (validRange(version) === null) return false;
    goodRanges.add(version);
    return true;
  });
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Looks again with the reader that knows every place. */
async function faultsIn(text: string, file: string): Promise<Fault[]> {
  const [{ readJson }, { validate }, { indexFile }] = await Promise.all([
    import('./read/json.ts'),
    import('./read/validate.ts'),
    import('../model/formats/plugin.ts'),
  ]);
  const read = readJson(text, file);
  const faults = [...read.faults, ...validate(indexFile, read)];
  if (faults.some(({ severity = 'error' }) => severity === 'error')) return faults;
  const { plugins } = read.value as IndexFile;
  for (const [name, { versions = {} }] of Object.entries(plugins)) {
    for (const version of Object.keys(versions)) {
      if (validVersion(version) !== null) continue;
      faults.push({
        rule: 'MKT910',
        severity: 'error',
        message: `\`${version}\` of \`${name}\` is not a semver version, so this release can never be chosen`,
        location: read.locateKey(['plugins', name, 'versions', version]),
        help: 'write major.minor.patch, such as `1.2.0`',
      });
    }
  }
  return faults;
}
