/** What is said to have changed from one day to another. */
import { describe, expect, test } from 'vitest';
import { changesBetween, type Runs, runsOf } from '../../src/changes/machine-runs.ts';
import { release as releaseOf } from '../support/releases.ts';

const hooks = (version: string, ...lines: string[]): Runs => ({ version, runs: { hooks: lines } });
const between = (before: Record<string, Runs>, after: Record<string, Runs>) =>
  changesBetween(new Map(Object.entries(before)), new Map(Object.entries(after)));

describe('from one day to another', () => {
  test('nothing, if all is as it was, in whatever order', () => {
    expect(between({ 'a@m': hooks('1.0.0', 'x', 'y') }, { 'a@m': hooks('1.0.0', 'y', 'x') })).toEqual([]);
  });

  test.each<[string, Record<string, Runs>, Record<string, Runs>, object]>([
    [
      'a plugin comes with all that it runs',
      {},
      { 'a@m': hooks('1.0.0', 'x') },
      { change: 'added', after: '1.0.0', runs: [{ what: 'hooks', added: ['x'], removed: [] }] },
    ],
    [
      'a plugin goes with all that it ran',
      { 'a@m': hooks('1.0.0', 'x') },
      {},
      { change: 'removed', before: '1.0.0', runs: [{ what: 'hooks', added: [], removed: ['x'] }] },
    ],
    [
      'a version moves and runs the same',
      { 'a@m': hooks('1.0.0', 'x') },
      { 'a@m': hooks('1.1.0', 'x') },
      { change: 'moved', before: '1.0.0', after: '1.1.0', runs: [] },
    ],
    [
      'a version moves and runs something else',
      { 'a@m': hooks('1.0.0', 'x') },
      { 'a@m': hooks('1.1.0', 'z') },
      { change: 'moved', runs: [{ what: 'hooks', added: ['z'], removed: ['x'] }] },
    ],
    [
      'the content changes under one version',
      { 'a@m': hooks('1.0.0', 'x') },
      { 'a@m': hooks('1.0.0', 'x', 'z') },
      { change: 'same-version', runs: [{ what: 'hooks', added: ['z'], removed: [] }] },
    ],
  ])('%s', (_, before, after, change) => {
    expect(between(before, after)).toMatchObject([{ id: 'a@m', ...change }]);
  });
});

test('a password in a URL is not remembered', () => {
  const release = releaseOf('a', {
    mcpServers: [{ name: 'db', url: 'https://me:secret@example.org/mcp' }],
  });
  expect(JSON.stringify(runsOf(release))).not.toContain('secret');
  expect(runsOf(release).runs['MCP servers']).toEqual(['db: https://***@example.org/mcp']);
});
