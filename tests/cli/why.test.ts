import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const lab = ['--registry', 'examples/lab', '--no-bundled'];

test('a version that is held back: what requires it, and what is in the way', () => {
  const { code, stdout, stderr } = mkt(['why', 'base', 'legacy', ...lab]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    [
      'base 1.4.0  lab',
      '  legacy 1.0.0 requires `base@^1.0.0`',
      '',
      'why not base@2.0.0:',
      '  Because `legacy@1.0.0` depends on `base@^1.0.0`, `legacy` and `base@2.0.0` are',
      '    incompatible.',
      '',
    ].join('\n'),
  );
});

test('the newest version needs no reason', () => {
  expect(mkt(['why', 'base', 'store', ...lab]).stdout).toContain('it is the newest release');
});

test('a prerelease holds nothing back: the newest is the newest release, and one that was asked for is newer', () => {
  const releases = Object.fromEntries(['1.0.0', '2.0.0', '3.0.0-beta.1'].map((version) => [version, {}]));
  const cwd = folder({
    'r/index.json': JSON.stringify({ mkt: 1, marketplace: 'lab', plugins: { base: { versions: releases } } }),
  });
  const why = (...args: string[]) =>
    mktJson(['why', 'base', ...args, '--registry', 'r/index.json', '--no-bundled'], { cwd }).json;
  expect(why('base')).toMatchObject({ version: '2.0.0', newest: '2.0.0' });
  expect(why('base')).not.toHaveProperty('heldBack');
  expect(why('base@>=3.0.0-beta')).toMatchObject({ version: '3.0.0-beta.1', newest: '2.0.0' });
  expect(why('base@>=3.0.0-beta')).not.toHaveProperty('heldBack');
  expect(why('base@^1')).toMatchObject({ version: '1.0.0', newest: '2.0.0', heldBack: { possible: false } });
});

test('a version that is not available together with the others, with a way out', () => {
  const { json, code } = mktJson(['why-not', 'base@^2', 'legacy', ...lab]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ possible: false, conflict: ['legacy', 'base@^2'] });
  expect(json.suggestions.map(({ action }: { action: string }) => action)).toContain('drop');
  expect(mkt(['why-not', 'base@^2', 'legacy', ...lab]).stdout).toContain('hint: remove `legacy`');
});

test('a version that is possible, and what it would change', () => {
  const { json } = mktJson(['why-not', 'base@1.0.0', 'legacy', ...lab]);
  expect(json).toMatchObject({ possible: true, changes: [] });
  expect(mkt(['why-not', 'store', 'legacy', ...lab]).stdout).toContain(
    'is not available together with the others',
  );
});

test('a plugin that was not chosen: the nearest name, exit 1', () => {
  const { code, stderr } = mkt(['why', 'bse', 'legacy', ...lab]);
  expect(code).toBe(1);
  expect(stderr).toContain('`bse` is not one of the chosen plugins');
  expect(stderr).toContain('`base`');
});

test('without a resolution it says why there is none', () => {
  const { code, stdout } = mkt(['why', 'base', 'app', ...lab]);
  expect(code).toBe(1);
  expect(stdout).toContain('error[MKT103]');
});

describe('a name that several registries have', () => {
  const index = (marketplace: string, versions: readonly string[]) =>
    JSON.stringify({
      mkt: 1,
      marketplace,
      plugins: { base: { versions: Object.fromEntries(versions.map((version) => [version, {}])) } },
    });
  const registries = { 'one.json': index('one', ['1.0.0']), 'two.json': index('two', ['2.0.0', '2.1.0']) };

  test('why-not means the marketplace that the list pins', () => {
    const cwd = folder({
      ...registries,
      'mkt.yaml': 'registries: [./one.json, ./two.json]\nbundled: false\nplugins: [base@two@2.0.0]\n',
    });
    const { json } = mktJson(['why-not', 'base@2.1.0'], { cwd });
    expect(json).toMatchObject({ possible: false });
    expect(json.explanation).toContain('base@two@2.0.0');
    expect(mktJson(['why-not', 'base@one@1.0.0'], { cwd }).json).toMatchObject({ possible: true });
  });

  test('where nothing pins it, it stays ambiguous', () => {
    const cwd = folder(registries);
    const args = ['check', 'base', '--registry', 'one.json', '--registry', 'two.json', '--no-bundled'];
    expect(mktJson(args, { cwd }).json.findings).toMatchObject([{ rule: 'MKT101', case: 'ambiguous' }]);
  });

  test('a registry of your own goes before the bundled one', () => {
    const own = index('mine', ['9.0.0']).replaceAll('base', 'julia-development');
    const cwd = folder({ 'own.json': own });
    const { code, json } = mktJson(['resolve', 'julia-development', '--registry', 'own.json'], { cwd });
    expect({ code, resolution: json.resolution }).toEqual({
      code: 0,
      resolution: { 'julia-development': '9.0.0' },
    });
    const bundled = ['resolve', 'julia-development@scientific-computing-workflows', '--registry', 'own.json'];
    expect(mktJson(bundled, { cwd }).json.resolution['julia-development']).not.toBe('9.0.0');
  });
});
