/** What a project has besides its plugins, read from the disk: MKT315. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

const agent = '---\nname: rev\ndescription: d\n---\nbody\n';
const server = JSON.stringify({ mcpServers: { notes: { command: 'notes', args: ['serve'] } } });
const plugin = {
  'market/.claude-plugin/marketplace.json': JSON.stringify({
    name: 'lab',
    owner: { name: 'lab' },
    plugins: [{ name: 'a', source: './a' }],
  }),
  'market/a/.claude-plugin/plugin.json': JSON.stringify({ name: 'a', version: '1.0.0', description: 'd' }),
  'market/a/agents/rev.md': agent,
  'market/a/.mcp.json': server,
  'mkt.yaml': 'bundled: false\nregistries: [./market]\nplugins: [a]\n',
};

/** Cases of MKT315, with the files that show them. */
async function found(
  files: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  env: Record<string, string> = {},
) {
  const cwd = folder({ ...plugin, ...files });
  const { stdout } = await mktHere(['check', '--json', ...args], { cwd, env });
  const { findings } = JSON.parse(stdout) as {
    findings: { rule: string; case: string; related?: { location: { file: string } }[] }[];
  };
  return findings
    .filter(({ rule }) => rule === 'MKT315')
    .map((each) => [each.case, each.related?.[0]?.location.file]);
}

describe('the project’s own side', () => {
  test('agents, servers and settings beside the list', async () => {
    expect(
      await found({ '.claude/agents/team/x.md': agent, '.mcp.json': server.replace('notes', 'mine') }),
    ).toEqual([
      ['same-server', '.mcp.json'],
      ['same-name', '.claude/agents/team/x.md'],
    ]);
    const off = JSON.stringify({ disabledMcpjsonServers: ['notes'] });
    expect(await found({ '.mcp.json': server, '.claude/settings.local.json': off })).toEqual([]);
  });

  test('a policy that leaves agents to plugins', async () => {
    const policy = JSON.stringify({ strictPluginOnlyCustomization: ['agents'] });
    expect(
      await found({ '.claude/agents/x.md': agent, 'policy.json': policy }, ['--policy', 'policy.json']),
    ).toEqual([]);
  });

  test('files of the user count on request', async () => {
    const home = folder({
      'agents/x.md': agent,
      '.claude.json': JSON.stringify({ mcpServers: { mine: { command: 'notes', args: ['serve'] } } }),
    });
    const env = { CLAUDE_CONFIG_DIR: home };
    expect(await found({}, [], env)).toEqual([]);
    expect(await found({}, ['--user'], env)).toEqual([
      ['same-server', '~/.claude.json'],
      ['same-name', '~/.claude/agents/x.md'],
    ]);
  });

  test('what cannot be read is left to the client', async () => {
    expect(
      await found({
        '.mcp.json': '{',
        '.claude/agents/x.md': '---\nname: [',
        '.claude/skills/x/SKILL.md': '',
      }),
    ).toEqual([]);
  });

  test('plugins that are named are checked by themselves', async () => {
    const cwd = folder({ ...plugin, '.claude/agents/x.md': agent });
    const { stdout } = await mktHere(['check', 'a', '--json'], { cwd });
    expect(JSON.parse(stdout).findings).toEqual([]);
  });

  test('`--staged`: what the next commit would contain, not what is on the disk', async () => {
    const cwd = folder({ ...plugin, '.claude/agents/x.md': agent, '.mcp.json': server });
    git(cwd, 'init', '-q');
    git(cwd, 'add', 'mkt.yaml', '.claude');
    rmSync(join(cwd, '.claude'), { recursive: true });
    const { stdout } = await mktHere(['check', '--staged', '--json'], { cwd });
    const { findings } = JSON.parse(stdout) as {
      findings: { rule: string; case: string; related: { location: { file: string } }[] }[];
    };
    expect(
      findings
        .filter(({ rule }) => rule === 'MKT315')
        .map((each) => [each.case, each.related[0]?.location.file]),
    ).toEqual([['same-name', '.claude/agents/x.md']]);
  });
});
