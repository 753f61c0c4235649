import { expect, test } from 'vitest';
import { installedHere } from '../../../src/project/machine/installed-here.ts';
import { folder } from '../../support/mkt.ts';

const user = { scope: 'user', gitCommitSha: 'old' };
const ofProject = (projectPath: string, gitCommitSha: string) => ({
  scope: 'project',
  projectPath,
  gitCommitSha,
});

const commitIn = (root: string, records: readonly object[]) => {
  const home = folder({
    'plugins/installed_plugins.json': JSON.stringify({ version: 2, plugins: { 'app@shop': records } }),
  });
  return installedHere(root, { CLAUDE_CONFIG_DIR: home }).plugins.get('app@shop')?.commit;
};

test("the project's own installation counts before the user's, wherever it is recorded", () => {
  const root = folder();
  expect(commitIn(root, [user, ofProject(root, 'locked')])).toBe('locked');
  expect(commitIn(root, [ofProject(root, 'locked'), user])).toBe('locked');
  expect(commitIn(root, [ofProject(folder(), 'other'), user])).toBe('old');
  expect(commitIn(root, [ofProject(folder(), 'other')])).toBeUndefined();
});
