/** What mkt is run on to measure its findings: marketplaces, plugins, projects and settings in a folder of samples. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../src/model/finding.ts';
import type { Sampled } from './accuracy-table.ts';

/** How each run is asked for its findings. */
export const asJson = ['--json', '--offline'];

/** One run of mkt over one sample. */
export interface Run {
  readonly sample: string;
  readonly cwd: string;
  readonly args: readonly string[];
}

/**
 * What is run: `validate` over every marketplace and plugin, `check` over every project and every file of settings, and over each
 * marketplace with all its plugins, and over all of them together.
 * @param home a folder for the projects that are made.
 */
export function runsOver(folder: string, home: string): Run[] {
  const foldersIn = (name: string) =>
    readdirSync(join(folder, name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
      .map((entry) => `${name}/${entry.name}`)
      .sort();
  const reports = foldersIn('reports').flatMap((name) => [
    name,
    ...readdirSync(join(folder, name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${name}/${entry.name}`)
      .sort(),
  ]);
  const projects = [...foldersIn('marketplaces'), ...reports].flatMap((sample): Run[] => {
    const cwd = join(folder, sample);
    const has = (path: string) => existsSync(join(cwd, path));
    const isMarketplace = has('.claude-plugin/marketplace.json');
    const isProject = has('.claude/settings.json') || has('mkt.yaml');
    const plugins = isMarketplace && !isProject ? pluginsIn(cwd) : [];
    return [
      ...(isMarketplace || has('.claude-plugin/plugin.json')
        ? [{ sample, cwd, args: ['validate', '.'] }]
        : []),
      ...(plugins.length > 0
        ? [{ sample, cwd, args: ['check', ...plugins, '--no-bundled', '--registry', '.'] }]
        : []),
      ...(isProject ? [{ sample, cwd, args: ['check'] }] : []),
    ];
  });
  return [...projects, allTogether(folder, foldersIn('marketplaces')), ...settingsRuns(folder, home)];
}

/** All plugins of all marketplaces in one combination. */
function allTogether(folder: string, samples: readonly string[]): Run {
  const plugins = samples.flatMap((sample) => {
    const { name } = catalogueOf(join(folder, sample));
    return pluginsIn(join(folder, sample)).map((plugin) => `${plugin}@${name}`);
  });
  const registries = samples.flatMap((sample) => ['--registry', sample]);
  return { sample: 'marketplaces', cwd: folder, args: ['check', ...plugins, '--no-bundled', ...registries] };
}

/** Each file of settings as the only file of a project; the client's own marketplace is the sample of it, if there is one. */
function settingsRuns(folder: string, home: string): Run[] {
  const official = join(folder, 'marketplaces', 'anthropics+claude-plugins-official');
  const registry = existsSync(official) ? ['--registry', official] : [];
  return readdirSync(join(folder, 'settings'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const sample = `settings/${file.replace(/\.json$/, '')}`;
      const cwd = join(home, sample);
      mkdirSync(join(cwd, '.claude'), { recursive: true });
      copyFileSync(join(folder, 'settings', file), join(cwd, '.claude/settings.json'));
      return { sample, cwd, args: ['check', ...registry] };
    });
}

/** The plugins of a marketplace that lie in it, in its order. */
function pluginsIn(folder: string): string[] {
  return (catalogueOf(folder).plugins ?? []).flatMap(({ name, source }) =>
    typeof source === 'string' && existsSync(join(folder, source)) ? [name] : [],
  );
}

interface Catalogue {
  readonly name: string;
  readonly plugins?: readonly { readonly name: string; readonly source: unknown }[];
}

function catalogueOf(folder: string): Catalogue {
  return JSON.parse(readFileSync(join(folder, '.claude-plugin/marketplace.json'), 'utf8')) as Catalogue;
}

/** The findings in what a run printed as JSON; a place is told by its path in the folder of samples. */
export function findingsIn(stdout: string, { sample, args }: Run, folder: string): Sampled[] {
  const { findings = [] } = JSON.parse(stdout.replaceAll(`${folder}/`, '')) as { findings?: Finding[] };
  return findings.map(({ rule, case: name, severity, evidence, location, message }) => ({
    sample,
    command: args[0] ?? '',
    rule,
    case: name,
    severity,
    ...(location !== undefined && { at: `${location.file}:${location.line}` }),
    evidence,
    message: message.split('\n')[0] ?? '',
  }));
}
