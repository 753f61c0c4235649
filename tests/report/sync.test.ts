/** How `mkt sync` ends, in words. */
import { describe, expect, test } from 'vitest';
import { copiesLine } from '../../src/cli/commands/doctor/copies-check.ts';
import { plain } from '../../src/report/style.ts';
import { syncMarkdown } from '../../src/report/sync-markdown.ts';
import type { SyncResult } from '../../src/report/sync-result.ts';
import { syncText } from '../../src/report/sync-text.ts';

const result = (given: Partial<SyncResult>): SyncResult => ({
  state: 'stale',
  folder: '.claude/skills',
  commit: ['mkt.yaml', 'mkt.lock', '.claude'],
  locked: 1,
  withUnlockedCode: 0,
  changes: [],
  refused: [],
  elsewhere: [],
  incomplete: [],
  inTheWay: [],
  commands: [],
  ...given,
});
const text = (given: Partial<SyncResult>) =>
  syncText(result(given), { style: plain, quiet: false, verbose: false });

const pins = { marketplace: 'team-pins', files: ['.claude/mkt-pins/a.json'] };
const settings = { file: '.claude/settings.json', diff: '+x' };
const noSettings = { shown: '.claude/settings.json', why: 'unreadable', line: 3 } as const;
const refused = [{ id: 'seed', reason: 'is not empty', hint: 'name another folder' }];

describe('the end', () => {
  test('of a refused seed speaks of the seed, and of no route', () => {
    const shown = text({ state: 'refused', refused, noSeed: 'seed' });
    expect(shown).toContain('no seed was written to `seed`');
    expect(shown).not.toContain('route');
    const copies = text({ state: 'refused', refused });
    expect(copies).toContain('route: { <plugin>: settings }');
    expect(copies).not.toContain('seed was written');
  });

  test('of writing names everything that belongs into the repository', () => {
    expect(text({ state: 'written' })).toContain('commit `mkt.yaml`, `mkt.lock` and `.claude`');
    expect(text({ state: 'written', commit: ['mkt.lock', '.claude'] })).toContain(
      'commit `mkt.lock` and `.claude`;',
    );
  });

  test('of a check names what does not match', () => {
    const end = (given: Partial<SyncResult>) => text(given).split('\n\n').slice(-2).join(' ');
    expect(end({ pins })).toBe('x `.claude/mkt-pins` does not match the lock hint: run `mkt sync`');
    expect(end({ pins, settings })).toBe(
      'x `.claude/mkt-pins` and `.claude/settings.json` do not match the lock hint: run `mkt sync`',
    );
    expect(end({})).toBe(
      'x `.claude/skills` does not match the lock hint: run `mkt sync`: its record is out of date',
    );
  });
});

test('markdown leaves out nothing that the text says', () => {
  const shown = (given: Partial<SyncResult>) => syncMarkdown(result(given));
  expect(shown({ noSettings })).toContain('cannot be read (line 3)');
  expect(shown({ installed: ['claude plugin install a@b'] })).toContain('claude plugin install a@b');
  expect(shown({ notInstalled: { command: 'claude plugin list', said: 'no such thing' } })).toContain(
    '`claude plugin list` failed: no such thing',
  );
  expect(shown({ seed: { folder: 'out', plugins: ['a@b'] } })).toMatch(/^# `out`: [\s\S]*- `a@b`/);
  expect(shown({ state: 'refused', refused, noSeed: 'out' })).toMatch(/^# `out`: refused/);
  expect(shown({ inTheWay: [{ kind: 'sub-folder', folder: '../top' }] })).toContain('../top');
  expect(shown({})).not.toContain('##');
});

test('the doctor counts pins and settings, too', () => {
  const message = (given: Partial<SyncResult>) => copiesLine(result(given)).message;
  expect(message({ pins, settings })).toBe(
    '1 file of the pins to write or remove; `.claude/settings.json` to edit',
  );
  expect(message({ state: 'refused', noSettings })).toBe('`.claude/settings.json` cannot be edited');
  expect(message({ state: 'refused', refused })).toBe('1 plugin cannot be copied');
  expect(message({})).toBe('their record is out of date');
  expect(message({ state: 'fresh', pins: { ...pins, files: [] } })).toBe('they match the lock');
});
