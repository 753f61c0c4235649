/** Asking programs for their versions. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { versionOfClient, versionOfProgram } from '../../../src/sources/process/probe.ts';
import { folder } from '../../support/mkt.ts';
import { needsUnix } from '../../support/outside-data.ts';

test('a program that is there, one that fails, and one that is not there', needsUnix, async () => {
  const bin = folder({ good: '#!/bin/sh\necho tool 1.2.3\n', bad: '#!/bin/sh\necho 1.2.3\nexit 1\n' });
  for (const name of ['good', 'bad']) chmodSync(join(bin, name), 0o755);
  const env = { PATH: bin };
  expect(await versionOfClient(join(bin, 'good'), env)).toBe('1.2.3');
  expect(await versionOfClient(join(bin, 'bad'), env)).toBeUndefined();
  expect(await versionOfProgram('claude', env)).toBeUndefined();
});

test('nothing is left to wait for after a program that is not there', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
  const before = timers();
  expect(await versionOfProgram('claude', { PATH: folder() })).toBeUndefined();
  expect(timers()).toBeLessThanOrEqual(before);
});
