/** `mkt trim`: its advice is followed, and what it was about is gone. */
import { describe, expect, test } from 'vitest';
import { folder, mktHere } from '../support/mkt.ts';

const skill = (name: string, words: number) =>
  `---\nname: ${name}\ndescription: ${'word '.repeat(words).trim()}\n---\nText.\n`;
const hooks = (command: string) =>
  JSON.stringify({ hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command }] }] } });

/** A project with a marketplace in it: `docs` and `guide` have long texts, `guide` requires `base`; five plugins hook `Bash`. */
function project() {
  const plugin = (name: string, more: object = {}) => ({
    [`shop/${name}/.claude-plugin/plugin.json`]: JSON.stringify({
      name,
      version: '1.0.0',
      description: 'a plugin',
      ...more,
    }),
  });
  const guards = ['g1', 'g2', 'g3', 'g4', 'g5'];
  const names = ['docs', 'guide', 'base', ...guards];
  return folder({
    'shop/.claude-plugin/marketplace.json': JSON.stringify({
      name: 'shop',
      owner: { name: 'x' },
      plugins: names.map((name) => ({ name, source: `./${name}` })),
    }),
    ...plugin('docs'),
    'shop/docs/skills/manual/SKILL.md': skill('manual', 250),
    ...plugin('guide', { dependencies: ['base'] }),
    'shop/guide/skills/tour/SKILL.md': skill('tour', 120),
    ...plugin('base'),
    'shop/base/skills/ground/SKILL.md': skill('ground', 100),
    ...Object.assign(
      {},
      ...guards.map((name) => ({
        ...plugin(name),
        [`shop/${name}/hooks/hooks.json`]: hooks(`${name} check`),
      })),
    ),
    'mkt.yaml': `registries: [shop]\nbundled: false\nbudgets: { contextTokens: 400, hooksPerToolCall: 4 }\nplugins:\n${['docs', 'guide', ...guards].map((name) => `  - ${name}\n`).join('')}`,
  });
}

const run = async (cwd: string, ...args: string[]) => mktHere(args, { cwd });
const json = async (cwd: string, ...args: string[]) => JSON.parse((await run(cwd, ...args, '--json')).stdout);

describe('mkt trim', () => {
  test('names the fewest, what goes with them, and commands that make the findings go', async () => {
    const cwd = project();
    const overBudget = ['MKT402', 'MKT403'];
    const rulesOf = async () =>
      (await json(cwd, 'check')).findings
        .map(({ rule }: { rule: string }) => rule)
        .filter((rule: string) => overBudget.includes(rule));
    expect(await rulesOf()).toEqual(overBudget);
    const trimmed = await json(cwd, 'trim');
    expect(trimmed).toMatchObject({
      ok: true,
      isLeast: true,
      alongside: [],
      tool: 'Bash',
      before: { processes: 5 },
    });
    expect(trimmed.off).toHaveLength(2);
    expect(trimmed.off).toContain('docs@shop');
    expect(trimmed.after.tokens).toBeLessThanOrEqual(400);
    const { stdout } = await run(cwd, 'trim');
    expect(stdout).toContain('fewer are not enough');
    for (const command of trimmed.commands) {
      expect(stdout).toContain(command);
      expect(await run(cwd, ...command.split(' ').slice(1), '--yes')).toMatchObject({ code: 0 });
    }
    expect(await rulesOf()).toEqual([]);
    expect((await run(cwd, 'trim')).stdout).toContain('it fits: nothing to disable');
  });

  test('what is kept stays, and a dependency goes with the plugin that requires it', async () => {
    const cwd = project();
    const trimmed = await json(cwd, 'trim', '--tokens', '380', '--processes', '9', '--keep', 'docs');
    expect(trimmed).toMatchObject({ off: ['guide@shop'], alongside: ['base@shop'], kept: ['docs@shop'] });
    const { code, stdout } = await run(cwd, 'trim', '--tokens', '100', '--keep', 'docs');
    expect(code).toBe(1);
    expect(stdout).toContain('it does not fit as long as `docs@shop` stays');
  });

  test('what is not known is said, and is not taken for nothing', async () => {
    const { stdout } = await run(folder(), 'trim', 'unit-testing', 'debugging-toolkit');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /not counted, because the descriptions are not known: `debugging-toolkit@/,
    );
    expect(stdout).toContain('it fits as far as is known');
    expect(stdout).not.toContain('nothing to disable');
  });

  test('a number that is none, a plugin that is none: what is wrong, and what was meant', async () => {
    const cwd = project();
    expect(await run(cwd, 'trim', '--tokens', 'few')).toMatchObject({ code: 2 });
    const { code, stderr } = await run(cwd, 'trim', '--keep', 'doc');
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean `docs`?');
  });
});
