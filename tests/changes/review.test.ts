/** What a review of two releases shows. */
import { expect, test } from 'vitest';
import { reviewOf } from '../../src/changes/review.ts';
import { entry, lab, manifest, markdown, releaseOf } from '../client/fixtures.ts';

const at = (files: Record<string, unknown>) =>
  releaseOf(lab([entry('a')], { ...manifest('a'), ...files }), 'a');

/** The lines of one kind, `-` and `+` before them. */
const lines = async (before: Record<string, unknown>, after: Record<string, unknown>) => {
  const { runs } = await reviewOf(await at(before), await at(after));
  return runs.map(({ what, added, removed }) => [
    what,
    ...removed.map((line) => `- ${line}`),
    ...added.map((line) => `+ ${line}`),
  ]);
};

const agent = (tools: string) => ({
  'plugins/a/agents/review.md': markdown(
    `name: review\ndescription: d${tools === '' ? '' : `\ntools: ${tools}`}`,
  ),
});

test('what agents, skills and commands may use, and an agent that loses its list may use everything', async () => {
  expect(await lines(agent('Read, Grep'), agent('Read, Bash'))).toEqual([
    ['tools that its agents, skills and commands may use', '- review: Read, Grep', '+ review: Read, Bash'],
  ]);
  expect(await lines(agent('Read'), agent(''))).toEqual([
    ['tools that its agents, skills and commands may use', '- review: Read', '+ review: every tool'],
  ]);
  const command = (tools: string) => ({
    'plugins/a/commands/go.md': markdown(`description: d\nallowed-tools: ${tools}`),
  });
  expect(await lines(command('Bash(git:*)'), command('Bash'))).toMatchObject([
    [expect.anything(), '- go: Bash(git:*)', '+ go: Bash'],
  ]);
  expect(await lines(command('Bash'), command('Bash'))).toEqual([]);
});

test('the arguments of servers, and the hosts that commands and addresses name', async () => {
  const servers = (server: object, lsp: string) => ({
    'plugins/a/.mcp.json': { mcpServers: { db: server } },
    'plugins/a/.lsp.json': { ts: { command: lsp, extensionToLanguage: { '.ts': 'typescript' } } },
  });
  expect(
    await lines(
      servers({ command: 'db', args: ['--read-only'] }, 'tsls'),
      servers({ command: 'db', args: ['--url', 'https://me:x@Evil.example:8443/x'] }, 'tsls --stdio'),
    ),
  ).toEqual([
    ['MCP servers', '- db: db --read-only', '+ db: db --url https://me:x@Evil.example:8443/x'],
    ['LSP servers', '- ts: tsls', '+ ts: tsls --stdio'],
    ['hosts', '+ evil.example:8443'],
  ]);
});

test('what a mod decides and reaches', async () => {
  const mod = (body: string) => ({
    'plugins/a/hooks/hooks.json': { modules: ['./mod.js'] },
    'plugins/a/hooks/mod.js': `export function register(on) { on('tool.call', async ($, e, next) => { ${body} }); }`,
  });
  const found = await lines(
    mod('return next(e);'),
    mod(`await $.http.fetch('https://x.example'); return { refuse: 'no' };`),
  );
  expect(found).toEqual([
    ['what its mod can answer or refuse', '+ tool.call'],
    ['what its mod reaches', '+ network: http.fetch x.example'],
  ]);
});
