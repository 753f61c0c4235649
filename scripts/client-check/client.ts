import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from './sample.ts';
import { server, type Written } from './write-sample.ts';

/** A plugin as the client lists it. */
export interface Row {
  readonly id: string;
  /** The one that it recorded: the version of the tag if it chose one. */
  readonly version: string;
  readonly enabled: boolean;
  readonly errors: readonly string[];
}

/** What the client did. */
export interface ClientResult {
  /** Commands that failed, each with what it printed. */
  readonly failures: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * Lets the client add the marketplaces, install the request plugin by plugin, and list what it has in the project.
 * @param wrapper a program that runs the client without a network, in the home that `$CH` names.
 * @param home an empty folder.
 */
export function askClient(sample: Sample, written: Written, wrapper: string, home: string): ClientResult {
  const { project, marketplaces } = written;
  const failures: string[] = [];
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(wrapper, ['plugin', ...args], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, CH: home },
    });
    if (status !== 0) failures.push(`${args.join(' ')}: ${(stdout + stderr).trim()}`);
    return stdout;
  };
  prepare(home, written);
  for (const { client } of marketplaces) run('marketplace', 'add', client);
  for (const name of requestOf(sample)) run('install', `${name}@${sample.lab.name}`);
  // What is off by default is enabled, as a user would do it.
  for (const name of requestOf(sample)) {
    const id = `${name}@${sample.lab.name}`;
    if (enabledByUser(home)[id] === false) run('enable', id);
  }
  if (Object.keys(sample.settings).length > 0)
    writeJson(settingsOf(project), { enabledPlugins: ofInstalled(enabledIn(sample), recordedIn(home)) });
  const listed = JSON.parse(run('list', '--json')) as Omit<Row, 'version'>[];
  const versions = recordedIn(home);
  return {
    failures,
    rows: (listed as (Row & { version?: string })[])
      .filter(({ id }) => !id.endsWith('@builtin'))
      .map(({ id, version = '', enabled, errors = [] }) => ({
        id,
        version: versions.get(id) ?? version,
        enabled,
        errors,
      })),
  };
}

/** What is installed: the request without what the settings disable. */
export const requestOf = ({ request, settings, lab }: Sample): readonly string[] =>
  request.filter((name) => settings[`${name}@${lab.name}`] !== false);

/** The settings that the list of a project is read from. */
export const settingsOf = (project: string): string => join(project, '.claude/settings.json');

/** Without what is enabled and not installed, of which the client says nothing before a session. */
const ofInstalled = (enabled: Readonly<Record<string, boolean>>, installed: ReadonlyMap<string, unknown>) =>
  Object.fromEntries(Object.entries(enabled).filter(([id, isOn]) => !isOn || installed.has(id)));

/** What the settings of the project enable and disable. */
export const enabledIn = (sample: Sample): Readonly<Record<string, boolean>> => ({
  ...Object.fromEntries(sample.request.map((name) => [`${name}@${sample.lab.name}`, true])),
  ...sample.settings,
});

/** A home in which the project is trusted, and the server is the folder of the sample. */
function prepare(home: string, { project }: Written): void {
  const folder = join(project, '..');
  mkdirSync(join(home, 'cfg'), { recursive: true });
  writeFileSync(join(home, '.gitconfig'), `[url "file://${folder}/"]\n\tinsteadOf = ${server}\n`);
  writeJson(join(home, 'cfg/.claude.json'), { projects: { [project]: { hasTrustDialogAccepted: true } } });
}

function recordedIn(home: string): Map<string, string> {
  const file = join(home, 'cfg/plugins/installed_plugins.json');
  if (!existsSync(file)) return new Map();
  const { plugins } = JSON.parse(readFileSync(file, 'utf8')) as {
    plugins: Record<string, { version: string; resolvedVersion?: string }[]>;
  };
  return new Map(
    Object.entries(plugins).flatMap(([id, [record]]) =>
      record === undefined ? [] : [[id, record.resolvedVersion ?? record.version] as const],
    ),
  );
}

/** What the client wrote into the settings of the user. */
function enabledByUser(home: string): Readonly<Record<string, boolean>> {
  const file = join(home, 'cfg/settings.json');
  if (!existsSync(file)) return {};
  const settings = JSON.parse(readFileSync(file, 'utf8')) as { enabledPlugins?: Record<string, boolean> };
  return settings.enabledPlugins ?? {};
}

export function writeJson(file: string, value: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
