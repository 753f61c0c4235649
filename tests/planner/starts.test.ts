/** What the client starts by itself, with what is known of it. */
import { expect, test } from 'vitest';
import type { Release } from '../../src/model/plugin.ts';
import { startsOf } from '../../src/planner/starts.ts';
import { teamOf } from '../../src/planner/team.ts';
import { release } from '../support/releases.ts';

const starts = (...releases: Release[]) =>
  startsOf(teamOf({ releases, requested: releases.map(({ name }) => name) }));

const withHooks = (...hooks: { event: string; matcher?: string }[]): Release => {
  const plain = release('a');
  return { ...plain, components: { ...plain.components, hooks: hooks as never } };
};

test('hooks by event: what limits all of them, and nothing if one is not limited', () => {
  expect(
    starts(
      withHooks(
        { event: 'PreToolUse', matcher: 'Bash' },
        { event: 'PreToolUse', matcher: 'Bash' },
        { event: 'PreToolUse', matcher: 'Edit' },
        { event: 'Stop' },
        { event: 'PostToolUse', matcher: 'Bash' },
        { event: 'PostToolUse' },
      ),
    ),
  ).toEqual([
    {
      plugin: 'a',
      hooks: [
        { event: 'PreToolUse', amount: 3, matchers: ['Bash', 'Edit'] },
        { event: 'Stop', amount: 1, matchers: [] },
        { event: 'PostToolUse', amount: 2, matchers: [] },
      ],
      servers: [],
    },
  ]);
});

test('servers with the ports and the place that their files show; a plugin that starts nothing is left out', () => {
  const plain = release('a');
  const location = { file: '.mcp.json', line: 3, column: 5 };
  const serving: Release = {
    ...plain,
    components: { ...plain.components, mcpServers: [{ name: 'pages' }, { name: 'other' }] as never },
    details: [
      { kind: 'mcp-server', name: 'pages', location, ports: [8931] },
      { kind: 'agent', name: 'other', location },
    ],
  };
  expect(starts(serving, release('quiet'))).toEqual([
    {
      plugin: 'a',
      hooks: [],
      servers: [
        { what: 'MCP server', name: 'pages', ports: [8931], location },
        { what: 'MCP server', name: 'other', ports: [] },
      ],
    },
  ]);
});
