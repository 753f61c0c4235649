/** A scenario as a project that mkt locks: its marketplaces as registries, and what the client is asked to install as the list. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { main } from '../../src/cli/main.ts';
import { type Said, saidBy } from '../said-by.ts';

export interface Expected {
  readonly setup?: readonly { readonly command?: readonly string[] }[];
  readonly command: readonly string[];
  readonly completeSolverWouldSucceed: boolean | null;
}

export const expectedOf = (scenario: string): Expected | undefined => {
  const file = join(scenario, 'expected.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Expected) : undefined;
};

/** Builds the marketplaces of a scenario below a folder. */
export function build(scenario: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('bash', [resolve(scenario, 'build.sh'), folder], { stdio: 'ignore' });
}

/**
 * Writes a project with the list of a scenario.
 * @param route for all plugins.
 * @param byUrl names repositories by their URL: a pin needs one.
 */
export function writeProject(
  project: string,
  { folder, expected, route, byUrl }: { folder: string; expected: Expected; route: string; byUrl: boolean },
): void {
  const commands = [...(expected.setup ?? []).flatMap(({ command }) => [command ?? []]), expected.command];
  const after = (...words: string[]) =>
    commands
      .filter((command) => words.every((word) => command.includes(word)))
      .map((command) => command[command.indexOf(words.at(-1) as string) + 1] ?? '');
  const registries = after('marketplace', 'add')
    .flatMap((place) => [basename(place), basename(place, '.git')])
    .map((place) => join(folder, place))
    .filter((place, index, all) => existsSync(place) && all.indexOf(place) === index)
    .map((place) => (byUrl && existsSync(join(place, '.git')) ? `file://${place}` : place));
  // The list does not ask for what is disabled before the end.
  const off = new Set(after('disable'));
  const plugins = after('install').filter((spec) => spec.split('@').length < 3 && !off.has(spec));
  mkdirSync(project, { recursive: true });
  const lines = [
    `registries: ${JSON.stringify(registries)}`,
    'bundled: false',
    `plugins: ${JSON.stringify(plugins)}`,
    `route: ${route}`,
    '',
  ];
  writeFileSync(join(project, 'mkt.yaml'), lines.join('\n'));
}

/** Runs mkt in this process. */
export const mkt = (cwd: string, env: Readonly<Record<string, string>>, ...args: string[]): Promise<Said> =>
  saidBy(main, args, { cwd, env: { PATH: process.env.PATH, MKT_POLICY: '', ...env } });
