import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { pattern, practices, vocabulary } from '../../model/formats/knowledge.ts';
import { pluginManifest } from '../../model/formats/plugin.ts';
import type { Knowledge, Practices, Vocabulary } from '../../model/knowledge.ts';
import type { Location } from '../../model/location.ts';
import { pluginId } from '../../model/plugin.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { readJson } from '../../text/json.ts';
import type { Read } from '../../text/source-text.ts';
import { validate } from '../../text/validate.ts';
import { readYaml } from '../../text/yaml.ts';
import { manifestFiles } from '../files/manifest-files.ts';
import { readText, shownPath } from '../files/text-file.ts';
import { patternOf } from './pattern-file.ts';
import type { DependencyPlace, PluginRecord } from './plugin-record.ts';

/** A plugin of a registry folder, as in an index, and where it is. */
export interface FolderPlugin {
  readonly name: string;
  readonly marketplace: string;
  readonly record: PluginRecord;
  readonly location: Location;
  readonly dependencyPlace: DependencyPlace;
}

/** The contents of a registry folder. */
export interface Folder {
  readonly plugins: readonly FolderPlugin[];
  readonly knowledge: Partial<Knowledge>;
  readonly faults: readonly Fault[];
  /** Files that were read, relative to the folder, sorted. */
  readonly files: readonly string[];
}

const knowledgeFiles = ['artifacts.yaml', 'practices.yaml'] as const;

/** Files next to manifests that are not manifests: a project can keep its plugins in its own folder. */
const others: ReadonlySet<string> = new Set(['mkt.yaml', 'mkt-baseline.json', ...knowledgeFiles]);

/**
 * Reads a folder of manifests: plugins in `plugins/` (or directly in the folder, if there is no `plugins/`), and optionally
 * `patterns/`, `artifacts.yaml` and `practices.yaml`. All faults of all files are reported together.
 */
export function readFolder(folder: string, cwd: string): Folder {
  const top = manifestFiles(folder, '', cwd);
  const nested = existsSync(join(folder, 'plugins')) ? manifestFiles(folder, 'plugins', cwd) : undefined;
  const pluginFiles = nested?.files ?? top.files.filter((file) => !others.has(file));
  const patternFiles = manifestFiles(folder, 'patterns', cwd);
  const extras = knowledgeFiles.filter((name) => top.files.includes(name));
  const faults: Fault[] = [...(nested ?? top).faults, ...patternFiles.faults];

  const open = <T>(file: string, schema: z.ZodType<T>): { value: T; read: Read }[] => {
    const shown = shownPath(join(folder, file), cwd);
    const content = readText(join(folder, file), shown);
    if ('fault' in content) {
      faults.push(content.fault);
      return [];
    }
    const read = file.endsWith('.json') ? readJson(content.text, shown) : readYaml(content.text, shown);
    const checked = validate(schema, read);
    faults.push(...checked.faults);
    return checked.value === undefined ? [] : [{ value: checked.value, read }];
  };

  const plugins = pluginFiles.flatMap((file) =>
    open(file, pluginManifest).map(
      ({ value: { name, marketplace, releases, ...rest }, read }): FolderPlugin => {
        return {
          name,
          marketplace,
          record: { ...rest, versions: releases } as PluginRecord,
          location: read.locate(['name']),
          dependencyPlace: (version, index) => read.locate(['releases', version, 'dependencies', index]),
        };
      },
    ),
  );
  const patterns = patternFiles.files.flatMap((file) =>
    open(file, pattern).map(({ value }) => patternOf(value)),
  );
  const [words] = extras.includes('artifacts.yaml') ? open('artifacts.yaml', vocabulary) : [];
  const [advice] = extras.includes('practices.yaml') ? open('practices.yaml', practices) : [];
  return {
    ...withoutTwins(plugins, faults),
    knowledge: {
      patterns: patterns.sort((a, b) => (a.id < b.id ? -1 : 1)),
      ...(words && { vocabulary: words.value as Vocabulary }),
      ...(advice && { practices: advice.value as Practices }),
    },
    faults,
    files: [...pluginFiles, ...patternFiles.files, ...extras].sort(),
  };
}

/** The first of several manifests of one plugin; the others are faults. */
function withoutTwins(plugins: readonly FolderPlugin[], faults: Fault[]): { plugins: FolderPlugin[] } {
  const first = new Map<string, FolderPlugin>();
  for (const plugin of plugins) {
    const id = pluginId(plugin.name, plugin.marketplace);
    const { file, line } = first.get(id)?.location ?? plugin.location;
    if (!first.has(id)) first.set(id, plugin);
    else {
      const evidence = { plugin: id, place: `${file}:${line}` };
      faults.push(problem('duplicate-plugin', 'described-twice', evidence, { location: plugin.location }));
    }
  }
  return { plugins: [...first.values()] };
}
