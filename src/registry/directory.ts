import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import validVersion from 'semver/functions/valid.js';
import type { z } from 'zod';
import type { Fault } from '../model/fault.ts';
import type { Knowledge, Pattern, Practices, Vocabulary } from '../model/knowledge.ts';
import type { Location } from '../model/location.ts';
import { pattern, practices, vocabulary } from '../model/formats/knowledge.ts';
import { pluginManifest } from '../model/formats/plugin.ts';
import { highestFirst, type PluginRecord } from './plugin-record.ts';
import { readText, shownPath } from './read/file.ts';
import { readJson } from './read/json.ts';
import type { Read } from './read/source-text.ts';
import { validate } from './read/validate.ts';
import { readYaml } from './read/yaml.ts';

/** At most so many files are read of one registry folder. */
const maximumFiles = 100_000;

/** What a registry folder holds. Plugins are keyed `name@marketplace`. */
export interface Folder {
  readonly plugins: ReadonlyMap<string, { readonly marketplace: string; readonly record: PluginRecord; readonly location: Location }>;
  readonly knowledge: Partial<Knowledge>;
  readonly faults: readonly Fault[];
  /** Files that were read, relative to the folder, sorted. */
  readonly files: readonly string[];
}

/**
 * Reads a folder of manifests: plugins in `plugins/` (or beside one another, without that folder), and optionally
 * `patterns/`, `artifacts.yaml` and `practices.yaml`. Nothing outside the folder is read, whatever a link says.
 */
export function readFolder(folder: string, cwd: string): Folder {
  const faults: Fault[] = [];
  const inFolder = (name: string) => join(folder, name);
  const nested = existsSync(inFolder('plugins'));
  const pluginFiles = manifests(folder, nested ? 'plugins' : '', cwd, faults).filter((file) => nested || !isKnowledge(file));
  const patternFiles = manifests(folder, 'patterns', cwd, faults);
  const extras = ['artifacts.yaml', 'practices.yaml'].filter((name) => existsSync(inFolder(name)));
  const open = <T>(file: string, schema: z.ZodType<T>): { read: Read; value: T } | undefined => {
    const shown = shownPath(inFolder(file), cwd);
    const text = readText(inFolder(file), shown);
    if ('fault' in text) {
      faults.push(text.fault);
      return undefined;
    }
    const read = file.endsWith('.json') ? readJson(text.text, shown) : readYaml(text.text, shown);
    const found = [...read.faults, ...validate(schema, read)];
    faults.push(...found);
    return found.some(({ rule }) => rule !== 'MKT903') ? undefined : { read, value: read.value as T };
  };

  const plugins = new Map<string, { marketplace: string; record: PluginRecord; location: Location }>();
  for (const file of pluginFiles) {
    const opened = open(file, pluginManifest);
    if (opened === undefined) continue;
    const { read, value } = opened;
    const { name, marketplace, releases, ...rest } = value;
    faults.push(...badVersions(releases, read), ...misnamed(name, file, read));
    const id = `${name}@${marketplace}`;
    const first = plugins.get(id);
    if (first !== undefined) {
      faults.push({
        rule: 'MKT907',
        message: `\`${id}\` is described twice; the other place is ${first.location.file}`,
        location: read.locate(['name']),
        help: 'keep one of the two files',
      });
      continue;
    }
    const versions = Object.fromEntries(highestFirst(Object.keys(releases)).map((version) => [version, releases[version] ?? {}]));
    plugins.set(id, { marketplace, record: { ...rest, versions } as PluginRecord, location: read.locate(['name']) });
  }
  const patterns = patternFiles.flatMap((file) => (open(file, pattern)?.value ?? []) as Pattern[]);
  const words = extras.includes('artifacts.yaml') ? open('artifacts.yaml', vocabulary)?.value : undefined;
  const advice = extras.includes('practices.yaml') ? open('practices.yaml', practices)?.value : undefined;
  return {
    plugins,
    knowledge: {
      patterns: patterns.sort((a, b) => (a.id < b.id ? -1 : 1)),
      ...(words && { vocabulary: words as Vocabulary }),
      ...(advice && { practices: advice as Practices }),
    },
    faults,
    files: [...pluginFiles, ...patternFiles, ...extras].sort(),
  };
}

const isKnowledge = (file: string): boolean => ['artifacts.yaml', 'practices.yaml', 'mkt.yaml'].includes(file);

function manifests(folder: string, below: string, cwd: string, faults: Fault[]): string[] {
  const place = join(folder, below);
  if (!existsSync(place)) return [];
  const inside = realpathSync(folder) + sep;
  const files: string[] = [];
  for (const entry of readdirSync(place).sort()) {
    if (!/\.(ya?ml|json)$/.test(entry)) continue;
    const path = join(place, entry);
    if (lstatSync(path).isSymbolicLink() && !leadsInside(path, inside)) {
      faults.push({
        rule: 'MKT904',
        message: 'a link that leaves the registry folder is not followed',
        location: { file: shownPath(path, cwd), line: 1, column: 1 },
        help: 'copy the file into the folder',
      });
      continue;
    }
    files.push(below === '' ? entry : `${below}/${entry}`);
  }
  return files.slice(0, maximumFiles);
}

function leadsInside(path: string, inside: string): boolean {
  try {
    return realpathSync(path).startsWith(inside);
  } catch {
    return false;
  }
}

function badVersions(releases: object, read: Read): Fault[] {
  return Object.keys(releases)
    .filter((version) => validVersion(version) === null)
    .map((version) => ({
      rule: 'MKT910',
      severity: 'error',
      message: `\`${version}\` is not a semver version, so this release can never be chosen`,
      location: read.locateKey(['releases', version]),
      help: 'write major.minor.patch, such as `1.2.0`',
    }));
}

/** A file is found by its name, so the name inside must be the same. */
function misnamed(name: string, file: string, read: Read): Fault[] {
  const stem = basename(file).replace(/\.[^.]+$/, '');
  if (stem === name || stem.startsWith(`${name}@`)) return [];
  return [
    {
      rule: 'MKT908',
      severity: 'warning',
      message: `the plugin is called \`${name}\`, its file \`${basename(file)}\``,
      location: read.locate(['name']),
      help: `rename the file to \`${name}.yaml\`, or the plugin to \`${stem}\``,
    },
  ];
}
