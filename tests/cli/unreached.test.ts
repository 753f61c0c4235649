/** Registries that cannot be reached: what they could have had is not known, and everything else is checked. */
import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const far = 'https://registry.invalid/plugins.git';

const offline = (args: string[], files: Record<string, string> = {}) =>
  mktJson([...args, '--offline'], { cwd: folder(files), env: { MKT_CACHE_DIR: folder() } });

/** A marketplace with two plugins whose MCP servers clash. */
const clashing = Object.fromEntries([
  [
    'shop/.claude-plugin/marketplace.json',
    JSON.stringify({
      name: 'shop',
      owner: { name: 'x' },
      plugins: ['a', 'b'].map((name) => ({ name, source: `./${name}`, description: name, version: '1.0.0' })),
    }),
  ],
  ...['a', 'b'].map((name) => [`shop/${name}/commands/same.md`, '---\ndescription: same\n---\n']),
]);

describe('a registry that cannot be reached', () => {
  test('on the command line: its plugin is not known, the others are checked', () => {
    const { json, code } = offline(
      ['check', 'a', 'b', 'x', '--registry', far, '--registry', 'shop', '--no-bundled'],
      clashing,
    );
    expect(code).toBe(3);
    expect(json.verdict).toMatchObject({
      kind: 'unknown',
      plugins: [{ name: 'x', registry: far }],
      restChecked: true,
    });
    expect(json.plugins.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).toContain('MKT302');
    const allowed = ['check', 'a', 'x', '--registry', far, '--registry', 'shop', '--allow-unknown'];
    expect(offline(allowed, clashing).code).toBe(0);
  });

  test('a plan is for the others', () => {
    const asked = ['--registry', far, '--registry', 'shop', '--no-bundled'];
    const { json, code } = offline(['plan', 'a', 'x', ...asked], clashing);
    expect(code).toBe(3);
    expect(json.verdict.kind).toBe('unknown');
    expect(json.plugins.map(({ name }: { name: string }) => name)).toEqual(['a']);
    expect(json.leftOut).toEqual([
      {
        plugin: 'x',
        rule: 'MKT101',
        because: expect.stringContaining('could not be looked up'),
        instead: 'run it again without `--offline`, or remove the plugin',
      },
    ]);
  });

  test('there is no plan if none of them can be looked up', () => {
    const { code, stdout, stderr } = mkt(['plan', 'x', '--registry', far, '--no-bundled', '--offline'], {
      cwd: folder(),
      env: { MKT_CACHE_DIR: folder() },
    });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/there is no plan until these plugins can be looked up\n$/);
  });

  test('in `mkt.yaml`', () => {
    const list = `plugins: [a, b, x]\nregistries: ['${far}', shop]\nbundled: false\n`;
    const { json, code, stderr } = offline(['check'], { ...clashing, 'mkt.yaml': list });
    expect(code).toBe(3);
    expect(json.verdict.kind).toBe('unknown');
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).toContain('MKT302');
    expect(stderr).toMatch(/note: registry `https:.*` \(mkt\.yaml:2\) cannot be reached: .*--offline/);
  });

  test('what is wrong elsewhere counts all the same', () => {
    const { json, code } = offline(
      ['check', 'a@9.0.0', 'x', '--registry', far, '--registry', 'shop', '--no-bundled'],
      clashing,
    );
    expect(code).toBe(1);
    expect(json.verdict).toMatchObject({ kind: 'unsolvable', missing: ['a'], unknown: [{ name: 'x' }] });
  });

  test('a folder that does not exist is a mistake, and named alone', () => {
    const { json, code } = offline(
      ['check', 'a', 'x', '--registry', far, '--registry', 'shop', '--registry', './nowhere'],
      clashing,
    );
    expect(code).toBe(2);
    expect(json.error.message).toMatch(/^cannot read registry `\.\/nowhere`: no such folder/);
    expect(json.error.message).not.toContain('registry.invalid');
  });

  test('commands that need all of it still end', () => {
    expect(offline(['list', '--registry', far]).code).toBe(3);
  });
});
