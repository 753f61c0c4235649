/** Documents from the network: who is asked, who gets the password, and how long a copy is young. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { download, downloadFile } from '../../../src/sources/cache/http.ts';
import { testAccess } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

afterEach(() => vi.unstubAllGlobals());

interface Asked {
  readonly url: string;
  readonly login: string | null;
}

/** Servers that answer with a text, or with a URL to look at instead. */
function servers(answers: Readonly<Record<string, string | { readonly to: string }>>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, { headers, redirect }: RequestInit) => {
    expect(redirect).toBe('manual');
    asked.push({ url, login: new Headers(headers).get('authorization') });
    const answer = answers[url];
    if (answer === undefined) return new Response('', { status: 404 });
    return typeof answer === 'string'
      ? new Response(answer)
      : new Response('', { status: 302, headers: { location: answer.to } });
  });
  return asked;
}

describe('a document that has moved', () => {
  test('is followed, and the password stays with its own server', async () => {
    const asked = servers({
      'https://a.example/x.json': { to: '/y.json' },
      'https://a.example/y.json': { to: 'https://b.example/z.json' },
      'https://b.example/z.json': '{}',
    });
    const { access } = testAccess();
    expect(await download('https://me:secret@a.example/x.json', access)).toMatchObject({ body: '{}' });
    const login = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    expect(asked).toEqual([
      { url: 'https://a.example/x.json', login },
      { url: 'https://a.example/y.json', login },
      { url: 'https://b.example/z.json', login: null },
    ]);
  });

  test.each([
    'http://a.example/y.json',
    'http://localhost/y.json',
    'file:///etc/passwd',
    'https://[',
    'https://127.0.0.1/',
    'https://169.254.169.254/',
    'https://10.0.0.1/',
    'https://a.example:22/',
  ])('is not followed to %s', async (to) => {
    const asked = servers({ 'https://a.example/x.json': { to } });
    const { access } = testAccess();
    expect(await download('https://a.example/x.json', access)).toEqual({
      problem: expect.stringContaining('redirects to'),
    });
    expect(asked).toHaveLength(1);
  });

  test('round and round is given up', async () => {
    const asked = servers({ 'https://a.example/x.json': { to: '/x.json' } });
    expect(await download('https://a.example/x.json', testAccess().access)).toEqual({
      problem: expect.stringContaining('too many times'),
    });
    expect(asked.length).toBeLessThan(10);
  });
});

test('a cache that cannot be written costs a notice, not the document', async () => {
  servers({ 'https://a.example/x.json': '{}' });
  const { access, notices } = testAccess({ cache: join(folder({ 'a-file': '' }), 'a-file/cache') });
  for (let times = 0; times < 2; times += 1)
    expect(await download('https://a.example/x.json', access)).toMatchObject({ body: '{}' });
  expect(notices).toEqual([expect.stringContaining('cannot be written (ENOTDIR)')]);
});

test('a password that is no escaped text is sent as it is', async () => {
  const asked = servers({ 'https://a.example/x.json': '{}' });
  await download('https://me:100%@a.example/x.json', testAccess().access);
  expect(asked[0]?.login).toBe(`Basic ${Buffer.from('me:100%').toString('base64')}`);
});

test.each([
  ['an hour ago', -3_600_000, 1],
  ['a minute ago', -60_000, 0],
  ['in a year, after a clock went wrong', 31_536_000_000, 1],
])('a copy of %s is asked for anew or not', async (_, offset, times) => {
  const asked = servers({ 'https://a.example/x.json': 'new' });
  const now = Date.UTC(2026, 0, 19);
  const { access, cache } = testAccess({ now: () => now });
  await download('https://a.example/x.json', access);
  asked.length = 0;
  const stored = { mkt: 1, checked: now + offset, body: 'old' };
  writeFileSync(downloadFile(cache, 'https://a.example/x.json'), JSON.stringify(stored));
  expect(await download('https://a.example/x.json', access)).toMatchObject({
    body: times === 1 ? 'new' : 'old',
  });
  expect(asked).toHaveLength(times);
});
