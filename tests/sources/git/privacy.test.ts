/** What names a source must be at least as private as the source. */
import { expect, test } from 'vitest';
import { mayName, privacyOf } from '../../../src/sources/git/privacy.ts';
import { parseSource } from '../../../src/sources/git/remote-source.ts';
import { gitPlaceOf } from '../../../src/sources/registries/git-place.ts';

test.each([
  ['disk', ['file:///x', 'file://localhost/x', '/x']],
  [
    'machine',
    [
      'http://127.0.0.1/x',
      'https://127.9.9.9:8443/x',
      'https://localhost/x',
      'https://a.localhost/x',
      'http://0/x',
      'http://0x7f.1/x',
      'http://2130706433/x',
      'https://[::1]/x',
      'https://[::ffff:127.0.0.1]/x',
      'http://169.254.169.254/latest/meta-data',
      'https://[fe80::1]/x',
      'https://metadata.google.internal/x',
      'git@127.0.0.1:a/b',
      'ssh://git@127.1/a/b',
      'https://127.0.0.1./x',
    ],
  ],
  [
    'network',
    [
      'https://10.1.2.3/x',
      'https://172.16.0.1/x',
      'https://192.168.1.1/x',
      'https://100.64.0.1/x',
      'https://[fd00::1]/x',
      'https://[::ffff:10.0.0.1]/x',
      'https://printer.local/x',
      'git@printer.local:a/b',
    ],
  ],
  [
    'public',
    [
      'https://github.com/a/b',
      'git@github.com:a/b.git',
      'ssh://git@github.com/a/b',
      'https://git.corp/x',
      'https://172.32.0.1/x',
      'https://11.0.0.1/x',
      'https://192.169.0.1/x',
      'https://[2606:4700::1111]/x',
      'https://localhost.example.com/x',
      'https://user:127.0.0.1@example.com/x',
    ],
  ],
])('%s', (privacy, sources) => {
  expect(sources.map((source) => [source, privacyOf(source)])).toEqual(
    sources.map((source) => [source, privacy]),
  );
});

test('a place names its equals and what is less private', () => {
  expect(mayName('public', 'https://example.com/x')).toBe(true);
  expect(mayName('public', 'https://10.0.0.1/x')).toBe(false);
  expect(mayName('network', 'https://10.0.0.1/x')).toBe(true);
  expect(mayName('network', 'http://127.0.0.1/x')).toBe(false);
  expect(mayName('machine', 'file:///x')).toBe(false);
  expect(mayName('disk', 'http://127.0.0.1/x')).toBe(true);
});

test('an entry of a public marketplace that names a private place', () => {
  const place = gitPlaceOf({ kind: 'url', url: 'https://user:secret@192.168.1.1/a.git' }, 'public');
  expect(place).toEqual({
    failed:
      'its entry names `https://***@192.168.1.1/a.git`, a place on this machine or in a private network, which only a marketplace from such a place is allowed to do',
  });
  expect(gitPlaceOf({ kind: 'url', url: 'https://192.168.1.1/a.git' }, 'network')).toHaveProperty('remote');
});

test('no password over an unencrypted connection', () => {
  expect(parseSource('http://a:b@example.com/x.git')).toMatchObject({ kind: 'refused' });
  expect(parseSource('http://example.com/x.git')).toMatchObject({ kind: 'git' });
  expect(parseSource('https://a:b@example.com/x.git')).toMatchObject({ kind: 'git' });
  expect(parseSource('http://a:b@127.0.0.1/x.git')).toMatchObject({ kind: 'git' });
});
