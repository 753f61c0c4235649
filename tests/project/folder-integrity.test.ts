/** The integrity of a folder on the disk is the one of its content, also where a file is longer than a piece that is read at once. */
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentIntegrity } from '../../src/project/content-integrity.ts';
import { folderIntegrity } from '../../src/project/folder-integrity.ts';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { folder } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

test('is that of its content', needsUnix, async () => {
  const place = folder({
    'a/run.sh': '#!/bin/sh\n',
    'a/empty': '',
    'a-b': 'x',
    'large.bin': Buffer.alloc(2.5 * 1024 * 1024, 'abc'),
  });
  chmodSync(join(place, 'a/run.sh'), 0o755);
  const integrity = folderIntegrity(place);
  expect(await contentIntegrity(folderTree(place, place))).toEqual({ integrity });
  chmodSync(join(place, 'a/run.sh'), 0o644);
  expect(folderIntegrity(place)).not.toBe(integrity);
  symlinkSync('a-b', join(place, 'link'));
  expect(folderIntegrity(place)).toBeUndefined();
  expect(folderIntegrity(join(place, 'none'))).toBeUndefined();
});
