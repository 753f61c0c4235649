/** Versions as the client sees them, where that is not what a manifest or an entry says: `check` does not call them fine. */
import { describe, expect, test } from 'vitest';
import { folder, mktJson } from '../support/mkt.ts';

const json = (value: unknown) => JSON.stringify(value, null, 2);

interface Sketch {
  readonly entry?: object;
  /** Its own manifest beside its name; null if it has none. */
  readonly manifest?: object | null;
}

function lab(plugins: Readonly<Record<string, Sketch>>): string {
  return folder({
    '.claude-plugin/marketplace.json': json({
      name: 'lab',
      owner: { name: 'The lab' },
      plugins: Object.entries(plugins).map(([name, { entry }]) => ({
        name,
        source: `./plugins/${name}`,
        ...entry,
      })),
    }),
    ...Object.fromEntries(
      Object.entries(plugins).flatMap(([name, { manifest }]) => [
        [`plugins/${name}/commands/go-${name}.md`, '---\ndescription: Goes\n---\nGo.\n'],
        ...(manifest === null
          ? []
          : [[`plugins/${name}/.claude-plugin/plugin.json`, json({ name, ...manifest })]]),
      ]),
    ),
  });
}

/** `app` requires `base` in a range. */
const app = (range: string): Sketch => ({
  manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: range }] },
});

function check(cwd: string, ...plugins: string[]) {
  const { code, json: result } = mktJson(['check', ...plugins, '--no-bundled', '--registry', '.'], { cwd });
  return {
    code,
    verdict: result.verdict,
    versions: result.plugins.map(({ name, version }: Record<string, string>) => `${name} ${version}`),
    errors: result.findings.filter(({ severity }: { severity: string }) => severity === 'error'),
  };
}

describe('a version that only the entry states', () => {
  test('counts for nothing beside a manifest: what requires a range is not loaded', () => {
    const cwd = lab({ app: app('^1.0.0'), base: { entry: { version: '1.2.0' } } });
    const { code, verdict, errors } = check(cwd, 'app');
    expect(code).toBe(1);
    expect(verdict.kind).toBe('refused');
    expect(errors).toMatchObject([
      { rule: 'MKT110', case: 'not-loaded', evidence: { failures: [{ on: 'base' }] } },
    ]);
    expect(errors[0].message).toContain('whose version the client does not know');
    expect(errors[0].help).toContain('`.claude-plugin/plugin.json`');
  });

  test.each(['*', '>=0'])('nor for the range `%s`, and neither does no version at all', (range) => {
    for (const entry of [{ version: '1.2.0' }, {}])
      expect(check(lab({ app: app(range), base: { entry } }), 'app')).toMatchObject({
        code: 1,
        errors: [{ rule: 'MKT110' }],
      });
  });

  test('near misses: no range, the version in the manifest, no manifest', () => {
    const asks = { manifest: { version: '1.0.0', dependencies: ['base'] } };
    for (const plugins of [
      { app: asks, base: { entry: { version: '1.2.0' } } },
      { app: app('^1.0.0'), base: { manifest: { version: 'v1.2' } } },
      { app: app('*'), base: { entry: { version: '1.2.0' }, manifest: null } },
    ])
      expect(check(lab(plugins), 'app')).toMatchObject({ code: 0, errors: [] });
  });
});

describe('a range in the name of a dependency', () => {
  const plugins = (text: string) => ({
    app: { manifest: { version: '1.0.0', dependencies: [text] } },
    base: { manifest: { version: '2.0.0' } },
  });

  test('is dropped: the current copy is chosen', () => {
    expect(check(lab(plugins('base@^1.0.0')), 'app')).toMatchObject({
      code: 0,
      versions: ['app 1.0.0', 'base 2.0.0'],
    });
  });

  test('`validate` says so', () => {
    const { json: result } = mktJson(['validate', '.'], { cwd: lab(plugins('base@^1.0.0')) });
    expect(result.findings.map(({ case: name }: { case: string }) => name)).toContain('range-in-name');
  });

  test('near miss: a marketplace is kept', () => {
    expect(check(lab(plugins('base@lab')), 'app')).toMatchObject({ code: 0 });
    expect(check(lab(plugins('base@elsewhere')), 'app').code).toBe(1);
  });
});

test('`engines` is compared with the client of the command line', () => {
  const cwd = lab({ app: { manifest: { version: '1.0.0', engines: { 'claude-code': '>=2.1.300' } } } });
  const found = (version: string) => {
    const args = ['check', 'app', '--no-bundled', '--registry', '.', '--claude-code', version];
    const { code, json: result } = mktJson(args, { cwd });
    return [code, result.findings.some(({ rule }: { rule: string }) => rule === 'MKT114')];
  };
  expect(found('2.1.247')).toEqual([0, true]);
  expect(found('2.1.332')).toEqual([0, false]);
});

describe('a cycle of dependencies', () => {
  const needs = (name: string, place: 'entry' | 'manifest'): Sketch => ({
    manifest: { version: '1.0.0', ...(place === 'manifest' && { dependencies: [name] }) },
    ...(place === 'entry' && { entry: { dependencies: [name] } }),
  });

  test('in entries is refused, also for what leads to it', () => {
    const cwd = lab({ a: needs('b', 'entry'), b: needs('a', 'entry'), c: needs('a', 'entry') });
    for (const asked of ['a', 'c']) {
      const { code, verdict, errors } = check(cwd, asked);
      expect(code).toBe(1);
      expect(verdict).toMatchObject({ kind: 'refused', rules: ['MKT106'] });
      expect(errors).toMatchObject([{ case: 'in-entries', evidence: { plugins: ['a', 'b', 'a'] } }]);
    }
    expect(check(lab({ a: needs('a', 'entry') }), 'a')).toMatchObject({
      code: 1,
      errors: [{ rule: 'MKT106', case: 'own-entry' }],
    });
  });

  test('near misses: a manifest takes part in it, or nothing leads back', () => {
    for (const plugins of [
      { a: needs('b', 'entry'), b: needs('a', 'manifest') },
      { a: needs('b', 'manifest'), b: needs('a', 'manifest') },
      { a: needs('b', 'entry'), b: needs('c', 'entry'), c: needs('d', 'entry'), d: {} },
    ])
      expect(check(lab(plugins), 'a')).toMatchObject({ code: 0, errors: [] });
  });
});
