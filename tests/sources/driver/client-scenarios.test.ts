/** Installs that the real client was asked for, each in marketplaces of its own: whether there is an answer is known for all of them. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { specOf } from '../../../src/cli/spec-of.ts';
import { createResolver } from '../../../src/resolver/index.ts';
import { accessOf } from '../../../src/sources/cache/access.ts';
import { askedOf, installWithClient } from '../../../src/sources/driver/client-install.ts';
import { solve } from '../../../src/sources/driver/solve.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { needsUnix, outsideData } from '../../support/outside-data.ts';

interface Run {
  readonly command: readonly string[];
  readonly cwd: string | null;
  readonly exitCode: number;
}

interface Scenario {
  readonly what: string;
  readonly setup: readonly Run[];
  readonly command: readonly string[];
  readonly cwd: string;
  readonly client: { readonly ok: boolean };
  readonly completeSolverWouldSucceed: boolean | null;
}

/** What the model of the client leaves out, by the scenario's number. */
const notSimulated: Readonly<Record<string, string>> = {
  63: 'how many terms of a range are too many is not known',
  76: 'the old name of a plugin in a dependency: MKT107 reports it',
};

const { path: data, isHere: areHere, needed } = outsideData('scenarios');
const isHere = areHere && process.platform !== 'win32';
const scenarios = (isHere ? readdirSync(data) : [])
  .filter((name) => existsSync(join(data, name, 'expected.json')))
  .map(
    (name) =>
      [name, JSON.parse(readFileSync(join(data, name, 'expected.json'), 'utf8')) as Scenario] as const,
  )
  .filter(
    ([, { command, completeSolverWouldSucceed: known }]) =>
      command[1] === 'install' && typeof known === 'boolean',
  );

const place = isHere ? mkdtempSync(join(tmpdir(), 'mkt-scenarios-')) : '';
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Where the scenarios say that a server is, the folder itself was served to the client. */
const server = 'https://git.lab.invalid/';

/** What the client installed, one after the other: of a command only the first plugin, and what was only disabled is still there. */
function installsOf({ setup, command }: Scenario): string[] {
  const installed = new Set<string>();
  for (const run of [...setup, { command, exitCode: 0 }]) {
    const [, verb = '', ...rest] = run.command;
    const [first] = rest.filter((word, at) => !word.startsWith('-') && !rest[at - 1]?.startsWith('--scope'));
    if (run.exitCode !== 0 || first === undefined) continue;
    if (verb === 'install') installed.add(first);
    if (verb === 'uninstall') installed.delete(first);
  }
  return [...installed];
}

/** Plugins that are installed at last: those of the command, beside those that the commands before it left. */
function installedBy({ setup, command }: Scenario): string[] {
  const installed = new Set<string>();
  for (const run of [...setup, { command, exitCode: 0 }]) {
    if (run.exitCode !== 0) continue;
    const [, verb = '', ...rest] = run.command;
    const plugins = rest.filter((word, at) => !word.startsWith('-') && !rest[at - 1]?.startsWith('--scope'));
    if (verb === 'install') for (const plugin of plugins) installed.add(plugin);
    if (verb === 'uninstall' || verb === 'disable') for (const plugin of plugins) installed.delete(plugin);
  }
  return [...installed];
}

describe('what the client was asked for', { ...needsUnix, ...needed }, () => {
  test.each(scenarios)('%s', async (name, scenario) => {
    const folder = join(place, name);
    execFileSync('bash', [join(data, name, 'build.sh'), folder], { stdio: 'pipe' });
    const added = scenario.setup.filter(
      ({ command: [, one, two] }) => one === 'marketplace' && two === 'add',
    );
    const sources = added.map(({ command: [, , , source = ''], cwd }) =>
      source.startsWith(server)
        ? source.replace(server, `file://${folder}/`)
        : resolve((cwd ?? '$1').replace('$1', folder), source.replace('$1', folder)),
    );
    const { registries, unreadable } = await openRegistries(sources, {
      cwd: folder,
      bundled: false,
      access: accessOf({ ...process.env, MKT_CACHE_DIR: join(place, 'cache') }),
    });
    expect(unreadable).toEqual([]);
    const specs = installedBy(scenario).map((text) => specOf(text));
    const { problems, resolution } = await solve(registries, specs, { strategy: 'highest' }, createResolver);
    const isSolvable = problems.length === 0 && resolution?.ok === true;
    expect(isSolvable, `${scenario.what}\n${JSON.stringify(resolution ?? problems)}`).toBe(
      scenario.completeSolverWouldSucceed,
    );
    if (!resolution?.ok || name.slice(0, name.indexOf('-')) in notSimulated) return;
    const run = await installWithClient(
      installsOf(scenario)
        .map((text) => specOf(text))
        .map((each) => ({ ...each, marketplace: each.marketplace ?? 'lab' })),
      askedOf(registries),
    );
    expect(run?.failures.length === 0, JSON.stringify(run?.failures)).toBe(scenario.client.ok);
  });
});
