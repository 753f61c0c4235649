/** Plugins without a version: `0.0.0` is only mkt's stand-in for it, and is shown only where its author wrote it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, mkt } from '../support/mkt.ts';

const plugin = (name: string, version?: string) => ({
  [`plugins/${name}/.claude-plugin/plugin.json`]: JSON.stringify({ name, description: name, version }),
  [`plugins/${name}/commands/${name}-go.md`]: '---\ndescription: goes\n---\nGo.\n',
});

const names = ['bare', 'other', 'soon', 'zero'];
const files = {
  '.claude-plugin/marketplace.json': JSON.stringify({
    name: 'lab',
    owner: { name: 'o' },
    plugins: names.map((name) => ({ name, source: `./plugins/${name}`, description: name })),
  }),
  ...plugin('bare'),
  ...plugin('other'),
  ...plugin('soon', 'soon'),
  ...plugin('zero', '0.0.0'),
};
const said = (...args: string[]) => {
  const { stdout, stderr } = mkt([...args, '--registry', '.', '--no-bundled'], { cwd: folder(files) });
  return `${stdout}${stderr}`;
};

test.each([
  ['list'],
  ['info', 'bare'],
  ['check', 'bare', 'soon'],
  ['check', 'bare', 'soon', '--format', 'markdown'],
  ['plan', 'bare', 'other'],
  ['plan', 'bare', 'other', '--format', 'markdown'],
  ['resolve', 'bare', 'other'],
  ['tree', 'bare', 'other'],
  ['why', 'bare', 'bare'],
  ['why-not', 'bare@1.0.0', 'bare'],
  ['check', 'bare@^1'],
  ['info', 'bare@^1'],
  ['map', '.', 'bare@^1'],
])('%s %s %s shows no version where there is none', (...args) => {
  const text = said(...args.filter((arg) => arg !== undefined)).replace(/^zero\t.*$/m, '');
  expect(text).toContain('no version');
  expect(text).not.toContain('0.0.0');
});

test('a lock, its copies and a session show no version either', () => {
  const place = folder({
    ...files,
    'work/mkt.yaml': 'registries: [..]\nbundled: false\nplugins: [bare]\nroute: skills\n',
  });
  const cwd = join(place, 'work');
  const env = { MKT_CACHE_DIR: folder() };
  for (const args of [
    ['lock', '--yes'],
    ['sync', '--dry-run'],
    ['sync', '--dry-run', '--format', 'markdown'],
    ['run', '--dry-run', '--', 'true'],
  ]) {
    const { stdout, stderr } = mkt(args, { cwd, env });
    expect(`${stdout}${stderr}`).toContain('no version');
    expect(`${stdout}${stderr}`).not.toContain('0.0.0');
  }
});

test('commands to paste ask for the plugin without a version', () => {
  expect(said('plan', 'bare', 'other', '--json')).toMatch(/mkt check (bare other|other bare) /);
});

test('a version that its author wrote is shown as written', () => {
  expect(said('check', 'zero', 'soon')).toMatch(/soon +soon .*\n +zero +0\.0\.0 /);
});

test('JSON says that there is none, or what the author wrote', () => {
  const json = (...args: string[]) => JSON.parse(said(...args, '--json'));
  expect(json('resolve', 'bare', 'soon', 'zero').resolution).toEqual({
    bare: null,
    soon: 'soon',
    zero: '0.0.0',
  });
  expect(json('why', 'bare', 'bare')).toMatchObject({ version: '0.0.0', unpinnable: true, newest: null });
  expect(json('tree', 'soon').plugins).toMatchObject([{ unpinnable: true, statedVersion: 'soon' }]);
});
