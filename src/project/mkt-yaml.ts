import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Acceptance } from '../model/finding.ts';
import type { ProjectFile } from '../model/formats/project.ts';
import { isSoundProject } from '../model/generated/project-checks.ts';
import type { Location } from '../model/location.ts';
import { type Fault, isError, isOf, problem } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Spec } from '../model/resolution.ts';
import { isRuleName } from '../model/rule-name.ts';
import { parseSpec } from '../model/spec.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { quickValidate, readAnyYaml } from '../text/quick-reads.ts';
import type { Read } from '../text/source-text.ts';
import { isMap, member, textOf } from '../text/values.ts';
import type { ReadSettings } from './client-settings.ts';
import { readIgnores } from './ignores.ts';
import { dropMalformedParts } from './malformed-list.ts';
import { filesOnDisk } from './project-files.ts';
import { emptyProject, type ReadContext, type ReadProject } from './read-project.ts';
import { placesOf } from './settings-places.ts';

/** Reads `mkt.yaml`, each entry of its lists with its place, and the client's settings next to it. */
export async function readMktYaml(file: string, context: ReadContext): Promise<ReadProject> {
  const { cwd, files = filesOnDisk } = context;
  const shown = shownPath(file, cwd);
  const root = dirname(file);
  const content = files.text(file, shown);
  if ('fault' in content)
    return { project: emptyProject(shown, root), faults: [content.fault].map(asOfList) };
  const whole = await readAnyYaml(content.text, shown);
  const { read, faults: ofList } = dropMalformedParts(whole);
  const { value: fitting, faults: found } = await quickValidate<ProjectFile>(
    read,
    isSoundProject,
    async () => (await import('../model/formats/project.ts')).project,
  );
  // A key that is misspelled is one fault, whatever the schema says of it.
  const isSaid = (fault: Fault) =>
    isOf(fault, 'unknown-key', 'unknown-key') &&
    ofList.some(({ location }) => byPlace({ location }, fault) === 0);
  const faults = [...ofList, ...found.filter((fault) => !isSaid(fault))].sort(byPlace);
  const value = ofList.some(isError) ? undefined : fitting;
  if (value === undefined) {
    return {
      project: { ...emptyProject(shown, root), named: namedIn(read) },
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
  const accepted = (value.accepted ?? []).map((entry, index) => ({
    ...(entry as Omit<Acceptance, 'location'>),
    location: read.locate(['accepted', index]),
  }));
  const entries = [...lists.registries, ...lists.plugins, ...lists.patterns];
  const lines = new Set(entries.flatMap(({ location }) => (location === undefined ? [] : [location.line])));
  const { ignores, faults: ignoreFaults } = readIgnores(read.comments(), lines);
  const policy = context.policy ?? (value.policy === undefined ? undefined : resolve(root, value.policy));
  const settings = await settingsBeside(root, { ...context, policy });
  const project: Project = {
    ...emptyProject(shown, root),
    ...lists,
    ...(settings && { settings: settings.settings }),
    ...(value.bundled !== undefined && { bundled: value.bundled }),
    environment: { ...value.environment, runtimes: value.environment?.runtimes ?? {} } as Environment,
    budgets: (value.budgets ?? {}) as Project['budgets'],
    rules: value.rules ?? {},
    ...(value.route !== undefined && {
      route: typeof value.route === 'string' ? value.route : new Map(Object.entries(value.route)),
    }),
    ...(value.sets !== undefined && { sets: new Map(Object.entries(value.sets)) }),
    ...(value.integrations !== undefined && {
      integrations: new Map(Object.entries(value.integrations)) as NonNullable<Project['integrations']>,
    }),
    ...(value.minimumReleaseAge !== undefined && { minimumReleaseAge: value.minimumReleaseAge }),
    named: namedIn(read),
    ignores,
    accepted,
  };
  return {
    project,
    faults: [...faults, ...ignoreFaults, ...repeated(lists.plugins), ...(settings?.faults ?? [])],
  };
}

/** The settings that count in the list's folder. Most lists have none next to them, and then nothing is loaded to read them. */
async function settingsBeside(root: string, context: ReadContext): Promise<ReadSettings | undefined> {
  const { env, files = filesOnDisk, policy, withoutUser } = context;
  const places = placesOf(root, { env, policy, withoutUser });
  if (!places.some(({ scope, path }) => (scope === 'managed' ? filesOnDisk : files).has(path)))
    return undefined;
  return (await import('./client-settings.ts')).readClientSettings(places, context);
}

/** The rules that a list names and that have the form of one: whether they exist is another question than what else is wrong. */
function namedIn(read: Read): Project['named'] {
  const accepted = member(read.value, 'accepted');
  const rules = member(read.value, 'rules');
  return [
    ...(isMap(rules) ? Object.keys(rules) : []).map((rule) => ({
      rule,
      location: read.locateKey(['rules', rule]),
    })),
    ...(Array.isArray(accepted) ? accepted : []).flatMap((entry: unknown, index) => {
      const rule = textOf(member(entry, 'rule'));
      return rule === undefined ? [] : [{ rule, location: read.locate(['accepted', index]) }];
    }),
  ].filter(({ rule }) => isRuleName(rule));
}

const byPlace = (
  { location: a }: Pick<Fault, 'location'>,
  { location: b }: Pick<Fault, 'location'>,
): number => a.line - b.line || a.column - b.column;

/** What is said of an empty manifest does not help with an empty list. */
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
