/** `--open`: the page in the browser, and where it is if there is none. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapHint } from '../../src/cli/open-page.ts';
import { openerOf } from '../../src/sources/process/show-file.ts';
import { folder, mktHere } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

const args = ['check', 'base', '--registry', 'examples/lab', '--no-bundled', '--open'];

/** A folder with an opener that notes what it was asked to open. */
function withOpener(end: string): { place: string; env: Record<string, string>; opened: () => string } {
  const place = folder({ 'xdg-open': `#!/bin/sh\nprintf %s "$#:$1" > "\${0%/*}/opened"\n${end}\n` });
  chmodSync(join(place, 'xdg-open'), 0o755);
  return {
    place,
    env: { PATH: `${place}:${process.env.PATH}`, DISPLAY: ':0', CI: '' },
    opened: () => readFileSync(join(place, 'opened'), 'utf8'),
  };
}

describe('a page', needsUnix, () => {
  test('is written to a temporary file and opened, without a shell', async () => {
    const { env, opened } = withOpener('exit 0');
    const { code, stdout, stderr } = await mktHere(args, { env });
    const path = /^opened (.*\/check\.html)$/m.exec(stderr)?.[1] ?? '';
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(opened()).toBe(`1:${path}`);
    expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('is the file of `-o`, whatever is in its name', async () => {
    const { env, opened, place } = withOpener('exit 0');
    const path = join(place, 'a b; $(exit) "&.svg');
    const call = ['plan', 'base', ...args.slice(2), '-f', 'svg', '-o', path];
    expect((await mktHere(call, { env })).stdout).toBe('');
    expect(opened()).toBe(`1:${path}`);
  });

  test('is named where it cannot be opened', async () => {
    const { env, place } = withOpener('exit 4');
    const named = async (more: Record<string, string>) => {
      const { code, stdout, stderr } = await mktHere(args, { env: { ...env, ...more } });
      expect(code).toBe(0);
      expect(existsSync(stdout.trim())).toBe(true);
      return stderr;
    };
    expect(await named({})).toBe('the page was not opened: `xdg-open` failed\n');
    expect(await named({ DISPLAY: '' })).toBe('the page was not opened: there is no display\n');
    expect(await named({ CI: 'true' })).toBe('the page was not opened: `CI` is set\n');
    expect(await named({ PATH: join(place, 'nothing') })).toBe(
      'the page was not opened: `xdg-open` is not installed\n',
    );
  });
});

test('a browser that is a snap cannot read temporary files, so another place is suggested', () => {
  expect(snapHint(folder({ firefox: '' }))).toContain(
    '`firefox` does not find it, name a file in your home folder with `-o`',
  );
  expect(snapHint(folder({ chromium: '' }))).toContain('`chromium`');
  expect(snapHint(folder({ hello: '' }))).toBe('');
});

test('only a page is opened', async () => {
  const { code, stderr } = await mktHere([...args, '--format', 'yaml']);
  expect(code).toBe(2);
  expect(stderr).toContain('`--open` shows a page, and `yaml` is not one');
});

test('where nothing can be shown, nothing is opened', async () => {
  const { code, stdout } = await mktHere(['plan', 'nowhere', ...args.slice(2)]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('each system has its opener', () => {
  expect(openerOf('/a b', 'darwin', {})).toEqual({ program: 'open', args: ['/a b'] });
  expect(openerOf('/a b', 'linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual({
    program: 'xdg-open',
    args: ['/a b'],
  });
  expect(openerOf('/a b', 'win32', {})).toEqual({
    program: 'rundll32',
    args: ['url.dll,FileProtocolHandler', 'file:///a%20b'],
  });
  expect(openerOf('/a', 'darwin', { CI: '1' })).toEqual({ why: '`CI` is set' });
});
