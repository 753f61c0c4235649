/** The package installs without a warning, and the workflows that test and publish it name what exists. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folder, root } from '../support/mkt.ts';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly files: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
}

const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest = json('package.json') as Manifest;

describe('installing', () => {
  test('every dependency with an install script is allowed or denied: npm warns of others', () => {
    const { packages } = json('package-lock.json') as {
      packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }>;
    };
    const withScripts = Object.entries(packages)
      .filter(([, { hasInstallScript, optional }]) => hasInstallScript === true && optional !== true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(withScripts).toContain('esbuild');
    expect(Object.keys(manifest.allowScripts)).toEqual(withScripts);
  });

  test('the package itself has no script of which npm warns at the installation of its tarball', () => {
    const warned = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare'];
    expect(Object.keys(manifest.scripts).filter((name) => warned.includes(name))).toEqual([]);
    // It is built all the same after `npm ci`, before packing, and when it comes from git.
    expect(manifest.scripts.postprepare).toBe(manifest.scripts.prepack);
  });
});

describe("the contributor's guide", () => {
  const [, section = ''] = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('\n## Dependencies\n');
  const [bundled = '', others = ''] = section.split('\nThese only build and test:\n');
  const packagesIn = (text: string) =>
    [...text.matchAll(/^\| (?!package|---)([^|]+) \|/gm)].flatMap(([, names = '']) => names.split(', '));

  test('says of each dependency what it is for', () => {
    const named = [...packagesIn(bundled), ...packagesIn(others)];
    expect(named.sort()).toEqual(Object.keys(manifest.devDependencies).sort());
  });

  test('tells those that are part of the program from those that build and test it', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
    const imported = sources.flatMap((text) =>
      [
        ...text.matchAll(
          /^\s*(?:import|export|\} from|.*\bimport\()[^;]*?'((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[^']*)?'/gm,
        ),
      ].map(([, name = '']) => name),
    );
    const own = new Set(imported.filter((name) => name in manifest.devDependencies));
    expect(packagesIn(bundled).sort()).toEqual([...own].sort());
  });
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflowFolder = join(root, '.github/workflows');
const workflows = Object.fromEntries(
  readdirSync(workflowFolder).map((name) => [
    name,
    parse(readFileSync(join(workflowFolder, name), 'utf8')) as Workflow,
  ]),
);

describe.each(Object.keys(workflows))('.github/workflows/%s', (name) => {
  const { jobs, permissions } = workflows[name] as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const lines = steps.flatMap(({ run = '' }) => run.split('\n'));

  test('runs what exists', () => {
    const scripts = lines.flatMap((line) =>
      [...line.matchAll(/npm run (?:--\S+ )*([\w:-]+)/g)].map(([, each]) => each),
    );
    for (const script of scripts) expect(manifest.scripts).toHaveProperty([script ?? '']);
    const files = lines.flatMap(
      (line) => line.match(/(?<![\w/.-])(?:\.ci|scripts|bin|bench)\/[\w./-]+/g) ?? [],
    );
    expect(files).toContain('.ci/run');
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
  });

  test('uses actions at a stated version, and may write only where it says so', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/@v\d/);
    expect(permissions).toEqual({ contents: 'read' });
  });

  test('leaves no credentials in the checkout', () => {
    const checkouts = steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const each of checkouts) expect(each.with?.['persist-credentials']).toBe(false);
  });
});

test('continuous integration runs on each Node that is supported', () => {
  const versions = workflows['ci.yml']?.jobs.check?.strategy?.matrix.node ?? [];
  expect(versions).toEqual([20, 22, 24]);
  for (const version of versions) expect(satisfies(`${version}.99.0`, manifest.engines.node)).toBe(true);
  expect(satisfies('18.99.0', manifest.engines.node)).toBe(false);
});

describe('a release', () => {
  const { check, publish } = workflows['release.yml']?.jobs ?? {};
  const runs = (publish?.steps ?? []).map(({ run = '' }) => run);
  const at = (what: string) => runs.findIndex((run) => run.includes(what));

  test('is published with its provenance, and only after all checks, which can only read', () => {
    expect(check?.permissions).toEqual({ contents: 'read' });
    expect(check?.steps.at(-1)?.run).toBe('.ci/run');
    expect(publish?.needs).toBe('check');
    expect(publish?.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
    expect(at('npm publish --provenance')).toBeGreaterThan(at('npm ci'));
    expect(at('npm run release-check')).toBeLessThan(at('npm publish --provenance'));
    expect(at('npm run release-check')).toBeGreaterThan(0);
    expect(JSON.stringify(publish)).not.toContain('NPM_TOKEN');
    expect(at('scripts/release-commit.ts')).toBeGreaterThan(at('npm publish --provenance'));
  });

  test('that npm has already gets its tag when the run is repeated, if it is of the same commit', () => {
    const released = (answer: string) => {
      const place = folder();
      writeFileSync(
        join(place, 'npm'),
        `#!/bin/sh\necho "npm $1" >> '${join(place, 'log')}'\ncase $1 in view) ${answer};; esac\n`,
        { mode: 0o755 },
      );
      const { status } = spawnSync('bash', ['-e', '-c', runs[at('npm publish')] ?? ''], {
        cwd: root,
        env: {
          PATH: `${place}:${process.env.PATH ?? ''}`,
          GITHUB_SHA: 'a'.repeat(40),
          GITHUB_REPOSITORY: 'o/r',
          version: 'v1.0.0',
        },
      });
      return [status, ...readFileSync(join(place, 'log'), 'utf8').trim().split('\n')];
    };
    const from = (commit: string) => `echo '{"version":"1.0.0","gitHead":"${commit.repeat(40)}"}'`;
    expect(released(from('a'))).toEqual([0, 'npm view']);
    // npm itself then refuses the version of another commit.
    expect(released(from('b'))).toEqual([0, 'npm view', 'npm publish']);
    expect(released('exit 1')).toEqual([0, 'npm view', 'npm publish']);
  });
});
