import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { project as format, type ProjectFile } from '../model/formats/project.ts';
import type { Location } from '../model/location.ts';
import { type Fault, isOf, problem } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Spec } from '../model/resolution.ts';
import { parseSpec } from '../model/spec.ts';
import { readText, shownPath } from '../sources/files/text-file.ts';
import { validate } from '../text/validate.ts';
import { readYaml } from '../text/yaml.ts';
import { readIgnores } from './ignores.ts';
import { emptyProject, type ReadProject } from './read-project.ts';

/** Reads `mkt.yaml`, each entry of its lists with its location. */
export function readMktYaml(file: string, cwd: string): ReadProject {
  const shown = shownPath(file, cwd);
  const root = dirname(file);
  const content = readText(file, shown);
  if ('fault' in content)
    return { project: emptyProject(shown, root), faults: [content.fault].map(asOfList) };
  const read = readYaml(content.text, shown);
  const { value, faults } = validate(format, read);
  if (value === undefined) {
    return {
      project: emptyProject(shown, root),
      faults: [...faults.map(asOfList), ...readIgnores(read.comments(), undefined).faults],
    };
  }
  const lists = {
    registries: (value.registries ?? []).map((source, index) => ({
      source: fromFolder(source, root, cwd),
      location: read.locate(['registries', index]),
    })),
    plugins: (value.plugins ?? []).map((entry, index) => specOf(entry, read.locate(['plugins', index]))),
    patterns: (value.patterns ?? []).map((id, index) => ({ id, location: read.locate(['patterns', index]) })),
  };
  const entries = [...lists.registries, ...lists.plugins, ...lists.patterns];
  const lines = new Set(entries.flatMap(({ location }) => (location === undefined ? [] : [location.line])));
  const { ignores, faults: ignoreFaults } = readIgnores(read.comments(), lines);
  const project: Project = {
    ...emptyProject(shown, root),
    ...lists,
    environment: { ...value.environment, runtimes: value.environment?.runtimes ?? {} } as Environment,
    budgets: (value.budgets ?? {}) as Project['budgets'],
    rules: value.rules ?? {},
    named: Object.keys(value.rules ?? {}).map((rule) => ({
      rule,
      location: read.locateKey(['rules', rule]),
    })),
    ignores,
  };
  return { project, faults: [...faults, ...ignoreFaults, ...repeated(lists.plugins)] };
}

/** The message for an empty manifest does not help with an empty list. */
const asOfList = (fault: Fault): Fault =>
  isOf(fault, 'malformed-file', 'empty')
    ? problem('malformed-file', 'empty', { kind: 'list' }, { location: fault.location })
    : fault;

/** Plugins that are in the list more than once. */
function repeated(plugins: readonly Spec[]): Fault[] {
  const first = new Map<string, Spec>();
  return plugins.flatMap((spec): Fault[] => {
    const { name, marketplace = '', location } = spec;
    const id = `${name}@${marketplace}`;
    const before = first.get(id);
    if (before === undefined) first.set(id, spec);
    if (before?.location === undefined || location === undefined) return [];
    return [
      problem(
        'duplicate-plugin',
        'asked-twice',
        {
          plugin: name,
          firstLine: before.location.line,
          ...(before.text !== spec.text && { specs: [before.text, spec.text] }),
        },
        { location, plugins: [name] },
      ),
    ];
  });
}

function specOf(entry: NonNullable<ProjectFile['plugins']>[number], location: Location): Spec {
  if (typeof entry === 'string') {
    const spec = parseSpec(entry, location);
    // The format has already rejected every other string.
    return 'error' in spec ? { text: entry, name: entry, range: '*', location } : spec;
  }
  const { name, version, marketplace } = entry;
  const text = [name, marketplace, version].filter((part) => part !== undefined && part !== '').join('@');
  return { text, name, range: version || '*', ...(marketplace !== undefined && { marketplace }), location };
}

/** A source that is a path is relative to the folder of the project; mkt needs it relative to the working folder. */
function fromFolder(source: string, root: string, cwd: string): string {
  if (
    isAbsolute(source) ||
    /^[a-z][a-z0-9+.-]*:|^[^/\s]+@[^/\s]+:/i.test(source) ||
    resolve(root) === resolve(cwd)
  )
    return source;
  const isRepository =
    /^[\w.-]+\/[\w.-]+$/.test(source) && !source.startsWith('.') && !existsSync(join(root, source));
  return isRepository ? source : shownPath(join(root, source), cwd);
}
