/** MKT116: the plugins of the project's own pins are no others than those of its list. */
import { expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { listsDiffer } from '../../src/analysis/rules/mkt116-lists-differ.ts';
import { contextOf, release } from '../support/releases.ts';

const pinned = 'dependency@team-pins';

test.each([
  ['./.claude/mkt-pins', []],
  ['.claude/mkt-pins/', []],
  ['C:\\work\\.claude\\mkt-pins', []],
  ['./foo.claude/mkt-pins', [pinned]],
  ['./.claude/mkt-pins/more', [pinned]],
])('a marketplace in %s', (path, beyond) => {
  const location = { file: '.claude/settings.json', line: 3, column: 5 };
  const project = {
    file: 'mkt.yaml',
    settings: {
      enabledPlugins: new Map([[pinned, { value: true, scope: 'project', location }]]),
      marketplaces: new Map([['team-pins', { value: { source: { kind: 'directory', path } } }]]),
    },
  };
  const found = findingsOf(listsDiffer, contextOf([release('app')], { project: project as never }));
  expect(found.flatMap(({ evidence }) => (evidence as { plugins: { id: string }[] }).plugins)).toEqual(
    beyond.map((id) => expect.objectContaining({ id })),
  );
});
