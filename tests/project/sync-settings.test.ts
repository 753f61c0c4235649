/** Which sources settings take over from a lock. */
import { expect, test } from 'vitest';
import type { LockedMarketplace } from '../../src/model/lock.ts';
import { settingsChange } from '../../src/project/sync-settings.ts';
import { noSettingsWords } from '../../src/report/sync-words.ts';
import { folder } from '../support/mkt.ts';

const changeFor = (marketplace: LockedMarketplace) => {
  const root = folder();
  return settingsChange(
    {
      lock: { marketplaces: new Map([['lab', marketplace]]), plugins: new Map() },
      ids: ['app@lab'],
      pins: undefined,
      own: { enabled: [], marketplaces: [] },
    },
    { root, cwd: root, env: {}, target: 'project', prune: false },
  );
};

test('a source that the client would take for an option is refused, and said', () => {
  const refused = changeFor({ source: 'acme/lab', url: '--config=https://x.example/lab.git' });
  expect(refused).toMatchObject({ why: 'no-argument', marketplace: 'lab' });
  if (!('why' in refused)) throw new Error('it was not refused');
  expect(noSettingsWords(refused)).toContain('the source of the marketplace `lab` begins with `-`');
});

test('a dash elsewhere in a source is none', () => {
  expect(changeFor({ source: 'acme/-lab' })).toMatchObject({ entries: { enabled: ['app@lab'] } });
});
