/** What a stopped run leaves next to a file of the user goes, and nothing that another run may still be writing. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeUnfinished } from '../../src/project/settle-file.ts';
import { folder } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

const gone = spawnSync(process.execPath, ['-e', '']).pid;
const own = process.pid;

test.each([
  ['at once', 0, [`s.json.${gone}-1-2p9x.new`, `s.json.${own}-2-2p9x.new`]],
  ['after a minute', 60_000, [`s.json.${own}-2-2p9x.new`]],
  ['after two hours', 7_200_000, []],
])('%s', (_, later, left) => {
  const others = [`s.json.${gone}-1-2p9x.new.txt`, `other.json.${gone}-1-2p9x.new`, 's.json', 's.json.new'];
  const place = folder(
    Object.fromEntries(
      [...others, `s.json.${gone}-1-2p9x.new`, `s.json.${own}-2-2p9x.new`].map((name) => [name, '{}']),
    ),
  );
  removeUnfinished(join(place, 's.json'), statSync(join(place, 's.json')).mtimeMs + later);
  expect(readdirSync(place).sort()).toEqual([...others, ...left].sort());
});

test('next to the target of a link', needsUnix, () => {
  const dotfiles = folder({ 's.json': '{}', [`s.json.${gone}-1-2p9x.new`]: '{}' });
  const place = folder();
  symlinkSync(join(dotfiles, 's.json'), join(place, 's.json'));
  removeUnfinished(join(place, 's.json'), statSync(join(dotfiles, 's.json')).mtimeMs + 60_000);
  expect(readdirSync(dotfiles)).toEqual(['s.json']);
});

test('a folder that cannot be read is no reason to fail', () => {
  expect(() => removeUnfinished(join(folder(), 'gone', 's.json'))).not.toThrow();
});
