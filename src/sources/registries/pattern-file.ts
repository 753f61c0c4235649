import { pattern as format, type PatternFile } from '../../model/formats/knowledge.ts';
import type { Pattern } from '../../model/knowledge.ts';
import type { Location } from '../../model/location.ts';
import type { Fault } from '../../model/problems.ts';
import { readJson } from '../../text/json.ts';
import { validate } from '../../text/validate.ts';
import { readYaml } from '../../text/yaml.ts';
import { readText, shownPath } from '../files/text-file.ts';

/** A pattern that was read, with where it names each of its plugins. */
export interface ReadPattern {
  readonly pattern?: Pattern;
  readonly places: readonly Location[];
  readonly faults: readonly Fault[];
}

/** Reads one pattern, wherever it is. */
export function readPattern(path: string, cwd: string): ReadPattern {
  const shown = shownPath(path, cwd);
  const content = readText(path, shown);
  if ('fault' in content) return { places: [], faults: [content.fault] };
  const read = path.endsWith('.json') ? readJson(content.text, shown) : readYaml(content.text, shown);
  const { value, faults } = validate(format, read);
  if (value === undefined) return { places: [], faults };
  const places = value.plugins.map((member, index) =>
    read.locate(['plugins', index, ...(typeof member === 'string' ? [] : ['name'])]),
  );
  return { pattern: patternOf(value), places, faults };
}

/** A pattern with what its file may leave out. */
export function patternOf(file: PatternFile): Pattern {
  const { plugins, prerequisites = {}, orchestration = 'auto', ...rest } = file;
  const { runtimes = {}, tools = [], env = [] } = prerequisites;
  const members = plugins.map((plugin) => (typeof plugin === 'string' ? { name: plugin } : plugin));
  const staged = members.some(({ stage }) => stage !== undefined);
  return {
    benefits: [],
    steps: [],
    outcomes: [],
    ...rest,
    orchestration,
    prerequisites: { runtimes, tools, env },
    // A pattern that states a stage means the first one where it states none.
    plugins: members.map((plugin) => ({
      version: '*',
      ...plugin,
      ...(staged && { stage: plugin.stage ?? 1 }),
    })),
  } as Pattern;
}
