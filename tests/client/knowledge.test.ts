// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
/** What is known of a release without being told: tools, variables, tokens, references, mkt's own block. */
import { expect, test } from 'vitest';
import { entry, lab, manifest, markdown, releaseOf } from './fixtures.ts';

test('tools and variables of hooks and servers, with their places', async () => {
  const files = lab([entry('p')], {
    ...manifest('p'),
    'plugins/p/hooks/hooks.json': {
      hooks: {
        SessionStart: [
          {
            hooks: [
              {
                type: 'command',
                command: 'FOO=1 python3 "${CLAUDE_PLUGIN_ROOT}/x.py" && jq . | grep "${LOG_LEVEL:-info}"',
              },
              {
                type: 'command',
                command:
                  '"${CLAUDE_PLUGIN_ROOT}"/run.sh; for f in a; do echo ${f}; done; T=1; echo ${T} ${HOME}',
              },
              { type: 'command', command: 'docker', args: ['run', '${IMAGE}'] },
            ],
          },
        ],
      },
    },
    'plugins/p/.mcp.json': {
      mcpServers: {
        s: { command: 'npx', args: ['-y', 'x'], env: { KEY: '${API_KEY}', V: '${user_config.token}' } },
      },
    },
    'plugins/p/.lsp.json': { go: { command: 'gopls', extensionToLanguage: { '.go': 'go' } } },
  });
  const release = await releaseOf(files, 'p');
  expect(release.tools?.map(({ name }) => name)).toEqual(['docker', 'gopls', 'jq', 'npx', 'python3']);
  expect(release.variables?.map(({ name }) => name)).toEqual(['API_KEY', 'IMAGE', 'LOG_LEVEL']);
  expect(release.variables?.[0]?.locations).toEqual([{ file: 'plugins/p/.mcp.json', line: 10, column: 16 }]);
  expect(release.integration.requires.tools).toEqual(['docker', 'gopls', 'jq', 'npx', 'python3']);
  expect(release.integration.env).toEqual([
    { name: 'API_KEY', required: true, description: '', secret: true },
    { name: 'IMAGE', required: true, description: '' },
    { name: 'LOG_LEVEL', required: false, description: '' },
  ]);
});

test('tokens are counted as the client counts them', async () => {
  // The plugin on which `claude plugin details` 2.1.330 says: always-on ~1,344, and these for its components.
  const files = lab([entry('tok')], {
    ...manifest('tok'),
    'plugins/tok/skills/one/SKILL.md': markdown(
      `name: one\ndescription: ${'x'.repeat(400)}`,
      'x'.repeat(4000),
    ),
    'plugins/tok/agents/two.md': markdown(`name: two\ndescription: ${'x'.repeat(800)}`, 'x'.repeat(8000)),
    'plugins/tok/commands/three.md': markdown(`description: ${'x'.repeat(40)}`, 'x'.repeat(400)),
    'plugins/tok/commands/four.md': 'x'.repeat(2000),
    'plugins/tok/skills/big/SKILL.md': markdown(
      `name: big\ndescription: ${'x'.repeat(4000)}`,
      'x'.repeat(40000),
    ),
  });
  const { contextTokens, details } = await releaseOf(files, 'tok');
  expect(Math.abs((contextTokens ?? 0) - 1344)).toBeLessThanOrEqual(5);
  const of = (name: string) => details?.find((detail) => detail.name === name)?.contextTokens;
  expect([of('one'), of('two'), of('three'), of('four'), of('big')]).toEqual([102, 202, 13, 27, 1002]);
});

test('a skill that the model may not call costs nothing', async () => {
  const files = lab([entry('p')], {
    ...manifest('p'),
    'plugins/p/skills/s/SKILL.md': markdown('description: long and winding\ndisable-model-invocation: true'),
  });
  expect((await releaseOf(files, 'p')).contextTokens).toBe(0);
});

test('references to components of other plugins, with file and line', async () => {
  const files = lab([entry('p'), entry('other'), entry('third')], {
    ...manifest('p'),
    ...manifest('other'),
    'plugins/p/commands/c.md': markdown(
      'description: d',
      'First p:own.\nRun /other:build, then `third::agent-x`.\nhttp://other:80/x and unknown:thing; other: no',
    ),
    'plugins/p/skills/s/SKILL.md': markdown('description: asks other:review'),
  });
  const { references } = await releaseOf(files, 'p');
  expect(references?.(new Set(['p', 'other', 'third']))).toEqual([
    {
      plugin: 'other',
      component: 'build',
      location: { file: 'plugins/p/commands/c.md', line: 5, column: 6 },
    },
    {
      plugin: 'third',
      component: 'agent-x',
      location: { file: 'plugins/p/commands/c.md', line: 5, column: 25 },
    },
    {
      plugin: 'other',
      component: 'review',
      location: { file: 'plugins/p/skills/s/SKILL.md', line: 2, column: 19 },
    },
  ]);
});

test('the integration block under `metadata.mkt`, unless it has a fault', async () => {
  const block = {
    produces: [{ artifact: 'table', format: 'csv' }],
    roles: ['testing'],
    env: [{ name: 'TOKEN', required: false }],
  };
  const mcp = { 'plugins/p/.mcp.json': { s: { command: 'x', env: { A: '${TOKEN}' } } } };
  const sound = await releaseOf(
    lab([entry('p')], { ...manifest('p', { metadata: { mkt: block } }), ...mcp }),
    'p',
  );
  expect(sound.integration).toMatchObject({
    produces: [{ artifact: 'table' }],
    roles: ['testing'],
    env: [{ name: 'TOKEN', required: false }],
  });
  const broken = await releaseOf(
    lab([entry('p')], { ...manifest('p', { metadata: { mkt: { ...block, produces: 7 } } }), ...mcp }),
    'p',
  );
  expect(broken.integration).toMatchObject({ produces: [], roles: [] });
});
