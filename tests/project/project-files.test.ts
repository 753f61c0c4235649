/** Files of a project that are links: findings quote lines, and must not quote files from elsewhere. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProjectText } from '../../src/project/project-files.ts';
import { folder, mktHere } from '../support/mkt.ts';
import { needs } from '../support/outside-data.ts';

const unix = needs(process.platform !== 'win32', 'creating links needs rights on Windows');

describe('a link in place of a file of a project', unix, () => {
  test.each(['mkt.yaml', 'mkt.lock', 'mkt-baseline.json', '.claude/settings.json'])(
    '%s: no line of another file is shown',
    async (name) => {
      const secret = join(folder({ secret: 'password: "hunter2\n' }), 'secret');
      const cwd = folder({ 'mkt.yaml': 'plugins: []\n' });
      mkdirSync(join(cwd, '.claude'));
      symlinkSync(secret, join(cwd, name === 'mkt.yaml' ? 'mkt.yml' : name));
      const asked = name === 'mkt.yaml' ? folder({}) : cwd;
      if (asked !== cwd) symlinkSync(secret, join(asked, name));
      const { stdout, stderr } = await mktHere(['check'], { cwd: asked });
      expect(`${stdout}${stderr}`).not.toMatch(/password|hunter2/);
      expect(`${stdout}${stderr}`).toContain('the symbolic link points outside the repository');
    },
  );

  test('a file of the same name, and one in the same repository, are read', () => {
    const shared = folder({ 'mkt.yaml': 'plugins: []\n' });
    const cwd = folder({ '.git/HEAD': '', 'lists/one.yaml': 'plugins: [a]\n', 'a/x': '' });
    symlinkSync(join(shared, 'mkt.yaml'), join(cwd, 'mkt.yaml'));
    symlinkSync('../lists/one.yaml', join(cwd, 'a/mkt.yaml'));
    expect(readProjectText(join(cwd, 'mkt.yaml'), 'f')).toEqual({ text: 'plugins: []\n' });
    expect(readProjectText(join(cwd, 'a/mkt.yaml'), 'f')).toEqual({ text: 'plugins: [a]\n' });
    expect(readProjectText(join(cwd, 'none'), 'f')).toMatchObject({ fault: { case: 'unreadable' } });
  });
});
