import { expect, test } from 'vitest';
import { mkt, mktJson } from '../support/mkt.ts';

const lab = ['--registry', 'examples/lab', '--no-bundled'];

test('a version that is held back: who asks for it, and what would be in the way', () => {
  const { code, stdout, stderr } = mkt(['why', 'base', 'legacy', ...lab]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    [
      'base 1.4.0  lab',
      '  legacy 1.0.0 asks for `base@^1.0.0`',
      '',
      'what keeps it from base@2.0.0',
      '  Because `legacy@1.0.0` depends on `base@^1.0.0`, `legacy` and `base@2.0.0` are',
      '    incompatible.',
      '',
    ].join('\n'),
  );
});

test('the newest version needs no reason', () => {
  expect(mkt(['why', 'base', 'store', ...lab]).stdout).toContain('it is the newest release');
});

test('a version that cannot be had next to the others, with a way out', () => {
  const { json, code } = mktJson(['why-not', 'base@^2', 'legacy', ...lab]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ possible: false, conflict: ['legacy', 'base@^2'] });
  expect(json.suggestions.map(({ action }: { action: string }) => action)).toContain('drop');
  expect(mkt(['why-not', 'base@^2', 'legacy', ...lab]).stdout).toContain('hint: remove `legacy`');
});

test('a version that can be had, and what it would change', () => {
  const { json } = mktJson(['why-not', 'base@1.0.0', 'legacy', ...lab]);
  expect(json).toMatchObject({ possible: true, changes: [] });
  expect(mkt(['why-not', 'store', 'legacy', ...lab]).stdout).toContain('cannot be had');
});

test('a plugin that was not chosen: the nearest name, exit 1', () => {
  const { code, stderr } = mkt(['why', 'bse', 'legacy', ...lab]);
  expect(code).toBe(1);
  expect(stderr).toContain('`bse` is not among the plugins that were chosen');
  expect(stderr).toContain('`base`');
});

test('without a resolution it says why there is none', () => {
  const { code, stdout } = mkt(['why', 'base', 'app', ...lab]);
  expect(code).toBe(1);
  expect(stdout).toContain('error[MKT103]');
});
