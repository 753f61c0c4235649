import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installsOfLostFolders } from '../../../src/project/machine/lost-folders.ts';
import { folder } from '../../support/mkt.ts';

test.each([
  ['is a folder', { '.claude/plugins/installed_plugins.json/x': '' }],
  ['is not JSON', { '.claude/plugins/installed_plugins.json': '{' }],
  ['is not there', {}],
])('nothing is lost where the record of installations %s', (_, files) => {
  expect(installsOfLostFolders({ HOME: folder(files) })).toEqual([]);
});

test('a folder is lost if the one above it is there', () => {
  const home = folder();
  const record = (projectPath: string) => ({
    scope: 'project',
    projectPath,
    installPath: home,
    version: '1.0.0',
  });
  const plugins = { 'a@m': [record(join(home, 'gone'))], 'b@m': [record(join(home, 'no/disk'))] };
  const place = folder({ '.claude/plugins/installed_plugins.json': JSON.stringify({ version: 2, plugins }) });
  expect(installsOfLostFolders({ HOME: place }).map(({ id }) => id)).toEqual(['a@m']);
});
