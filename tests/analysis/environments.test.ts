/** Which plugins can share an environment. */

import satisfies from 'semver/functions/satisfies.js';
import { describe, expect, test } from 'vitest';
import { dividedBy } from '../../src/analysis/environments.ts';
import fc from '../support/fast-check.ts';
import { folder, mkt, mktJson } from '../support/mkt.ts';
import { release } from '../support/releases.ts';

const needing = (name: string, python?: string) =>
  release(name, {
    integration: { requires: { runtimes: python === undefined ? {} : { python }, libraries: {}, tools: [] } },
  });

describe('dividedBy', () => {
  test('three plugins, two of which go together; who needs nothing is in no part', () => {
    const releases = [
      needing('new', '>=3.12'),
      needing('old', '<3.10'),
      needing('any'),
      needing('newer', '>=3.11 <3.14'),
      needing('both', '3.8.x || 3.13.x'),
    ];
    expect(dividedBy('runtimes', 'python', releases)).toEqual([
      { plugins: ['new', 'newer', 'both'], ranges: ['>=3.12', '>=3.11 <3.14', '3.8.x || 3.13.x'] },
      { plugins: ['old'], ranges: ['<3.10'] },
    ]);
    expect(dividedBy('libraries', 'python', releases)).toEqual([]);
  });

  test('a part has a version in common, and nobody is left out', () => {
    const versions = [1, 2, 3].flatMap((major) => [0, 1, 2].map((minor) => `${major}.${minor}.0`));
    const range = fc.constantFrom('^1', '^2.1', '>=2', '<2.1', '1.1.x || 3.0.x', '>1.1.0 <3', '=3.2.0', '*');
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), (ranges) => {
        const parts = dividedBy(
          'runtimes',
          'python',
          ranges.map((each, at) => needing(`p${at}`, each)),
        );
        expect(parts.flatMap(({ plugins }) => plugins).toSorted()).toEqual(
          ranges.map((_, at) => `p${at}`).toSorted(),
        );
        // Every range above that has a common version with others has one among these, or just above a bound.
        const grid = [...versions, '1.1.1', '2.0.1'];
        for (const part of parts)
          expect(
            grid.some((version) => part.ranges.every((each) => satisfies(version, each))),
            part.ranges.join(' and '),
          ).toBe(true);
        for (const [at, part] of parts.entries())
          for (const other of parts.slice(at + 1))
            expect(
              grid.some((version) =>
                [...part.ranges, ...other.ranges].every((each) => satisfies(version, each)),
              ),
              'the first plugin of a later part fits in no earlier one',
            ).toBe(false);
      }),
    );
  });
});

describe('plugins with environments of their own', () => {
  const registry = ['old <3.10', 'new >=3.12', 'newer >=3.13'].map((line) => {
    const [name, range] = line.split(' ');
    return [
      `lab/plugins/${name}.yaml`,
      `name: ${name}\nmarketplace: lab\ndescription: ${name}\nintegration:\n  requires: { runtimes: { python: "${range}" } }\nreleases:\n  1.0.0: {}\n`,
    ];
  });
  const project = (list: string) => folder({ ...Object.fromEntries(registry), 'mkt.yaml': list });
  const check = (list: string, ...options: string[]) =>
    mktJson(['check', '--registry', 'lab', '--no-bundled', ...options], { cwd: project(list) });

  test('an error, with who goes where', () => {
    const { code, json } = check('plugins: [old, new, newer]\n');
    expect(code).toBe(1);
    expect(json.plugins.map(({ name }: { name: string }) => name)).toEqual(['newer']);
    const [finding] = json.findings;
    expect(finding.rule).toBe('MKT201');
    expect(finding.help).toContain(
      '`new` and `newer` with python >=3.12 and >=3.13; `old` with python <3.10',
    );
  });

  test.each([
    ['a milder level', 'plugins: [old, new]\nrules: { runtime-conflict: warning }\n', ['MKT201']],
    ['turned off', 'plugins: [old, new]\nrules: { MKT201: off }\n', []],
    ['ignored with a reason', 'plugins:\n  - new # mkt-ignore MKT201: two containers\n  - old\n', []],
    [
      'outside of the environment',
      'plugins: [new]\nenvironment: { runtimes: { python: 3.11.0 } }\nrules: { MKT203: note }\n',
      ['MKT203'],
    ],
  ])('%s: the list holds, and everything else is checked', (_, list, rules) => {
    const { code, json } = check(list);
    expect(code).toBe(0);
    expect(json.plugins.length).toBeGreaterThan(0);
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).toEqual(rules);
  });

  test('the verdict says so', () => {
    const { stdout } = mkt(['check', '--registry', 'lab', '--no-bundled', '--rule', 'MKT201=warning'], {
      cwd: project('plugins: [old, new]\n'),
    });
    expect(stdout).toContain('2 plugins go together in separate environments: 1 warning');
  });

  test('what is tolerated hides no conflict of versions', () => {
    const cwd = folder({
      ...Object.fromEntries(registry),
      'lab/plugins/needy.yaml':
        'name: needy\nmarketplace: lab\ndescription: d\nreleases:\n  1.0.0: { dependencies: [{ name: gone }] }\n',
      'mkt.yaml': 'plugins: [old, new, needy]\nrules: { MKT201: off }\n',
    });
    const { code, json } = mktJson(['check', '--registry', 'lab', '--no-bundled'], { cwd });
    expect(code).toBe(1);
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).toContain('MKT103');
  });
});
