import { describe, expect, test } from 'vitest';
import { marketplace, repository } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

function setting() {
  const repo = repository();
  for (const version of ['1.0.0', '1.5.0', '2.0.0'])
    repo.commit(
      {
        ...marketplace({
          base: { manifest: { version } },
          left: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^1.0.0' }] } },
          right: { manifest: { version: '1.0.0', dependencies: [{ name: 'left' }] } },
        }),
        'plugins/left/agents/helper.md': '---\nname: helper\ndescription: x\n---\nx\n',
        'plugins/right/agents/helper.md': '---\nname: helper\ndescription: x\n---\nx\n',
        'plugins/right/agents/own.md': '---\nname: own\ndescription: x\n---\nx\n',
      },
      `base--v${version}`,
    );
  const env = { MKT_CACHE_DIR: folder() };
  return (...args: string[]) =>
    mktHere([...args, '--registry', repo.url, '--no-bundled'], { cwd: folder(), env });
}

describe('mkt tree', () => {
  test('shows what each plugin requires, and follows it once', async () => {
    const run = setting();
    expect((await run('tree', 'left', 'right')).stdout).toBe(
      ['left 1.0.0', '`-- base 1.5.0 (^1.0.0)', 'right 1.0.0', '`-- left 1.0.0 (*)', ''].join('\n'),
    );
  });

  test('`--invert` goes from a plugin to those that require it', async () => {
    const run = setting();
    expect((await run('tree', 'right', '--invert', 'base')).stdout).toBe(
      ['base 1.5.0', '`-- left 1.0.0 (^1.0.0)', '    `-- right 1.0.0 [list]', ''].join('\n'),
    );
    const { code, stderr } = await run('tree', 'right', '--invert', 'bas');
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean `base`?');
  });

  test('`--duplicates` shows names of more than one plugin, and no others', async () => {
    const run = setting();
    const { stdout } = await run('tree', 'right', '--duplicates', '--json');
    expect(JSON.parse(stdout).duplicates).toEqual([
      { kind: 'agents', name: 'helper', plugins: ['left', 'right'] },
    ]);
    expect((await run('tree', 'left', '--duplicates')).stdout).toContain(
      'no two plugins have a component with the same name',
    );
  });
});

describe('mkt outdated', () => {
  test('says what holds the newest back: a plugin, or the list itself', async () => {
    const run = setting();
    const byPlugin = await run('outdated', 'left', '--json');
    expect(byPlugin.code).toBe(0);
    expect(JSON.parse(byPlugin.stdout)).toMatchObject({
      checked: 2,
      plugins: [{ id: 'base@lab', current: '1.5.0', inRange: '1.5.0', newest: '2.0.0', date: '2026-01-19' }],
    });
    expect(JSON.parse(byPlugin.stdout).plugins[0].heldBy).toContain('left');
    expect((await run('outdated', 'base@~1.0.0')).stdout).toContain('the plugin list requires `base@~1.0.0`');
    expect((await run('outdated', 'base')).stdout).toContain('the plugin is at the newest version');
  });
});

describe('mkt diff', () => {
  test('compares two releases of one plugin', async () => {
    const run = setting();
    const { code, stdout } = await run('diff', 'base@1.0.0', '2.0.0');
    expect(code).toBe(0);
    expect(stdout).toBe('base@lab 1.0.0 -> 2.0.0\nwhat runs: no changes\n');
  });

  test.each<[args: string[], code: number, message: string]>([
    [['diff', 'base', '2.0.0'], 2, 'compares two versions'],
    [['diff', 'base@1.0.0', '^2'], 2, 'compares two versions'],
    [['diff', 'base@1.0.1', '2.0.0'], 1, 'has no version 1.0.1'],
    [['diff', 'bse@1.0.0', '2.0.0'], 1, 'cannot be looked up'],
  ])('%j fails with a word', async (args, code, message) => {
    const found = await setting()(...args);
    expect(found.code).toBe(code);
    expect(found.stderr).toContain(message);
  });
});
