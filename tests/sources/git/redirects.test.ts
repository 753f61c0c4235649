/** Where git is redirected to: followed only where mkt would go, and never by git itself. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listRemote, type Remote } from '../../../src/sources/cache/transfer.ts';
import { redirectIn, whyNotFollowed } from '../../../src/sources/git/redirects.ts';
import { repository, testAccess } from '../../support/git.ts';

const stated = 'https://me:secret@a.example/x.git/';
const trace = (location: string) =>
  `20:19:24.1 http.c:684              <= Recv header: HTTP/1.1 301 Moved Permanently\n20:19:24.1 http.c:684              <= Recv header: Location: ${location}\nfatal: unable to access\n`;
const question = '/info/refs?service=git-upload-pack';

test.each([
  [
    'the login stays with its own server',
    `https://a.example/y.git${question}`,
    'https://me:secret@a.example/y.git',
  ],
  ['another server gets no login', `https://b.example/y.git${question}`, 'https://b.example/y.git'],
  ['a path alone', `/y.git${question}`, 'https://me:secret@a.example/y.git'],
])('a repository that has moved: %s', (_, location, url) => {
  expect(redirectIn(trace(location), stated, stated)).toEqual({ url });
});

test.each([
  [`https://127.0.0.1/y.git${question}`, 'a more private address'],
  [`https://169.254.169.254/y.git${question}`, 'a more private address'],
  [`https://[::ffff:10.0.0.1]/y.git${question}`, 'a more private address'],
  [`https://a.example:8443/y.git${question}`, 'another port'],
  [`http://a.example/y.git${question}`, 'not an `https://` URL'],
  ['https://a.example/login', 'not a repository'],
  ['https://[', 'not a valid URL'],
])('%s is not followed', (location, why) => {
  expect(redirectIn(trace(location), stated, stated)).toEqual({ problem: expect.stringContaining(why) });
});

test('the first address counts, however many redirects there were', () => {
  const private_ = 'https://10.0.0.1/x.git';
  expect(whyNotFollowed('https://10.0.0.2/x.git', private_)).toBeUndefined();
  expect(redirectIn(trace(`${private_}${question}`), stated, 'https://10.0.0.2/x.git')).toHaveProperty(
    'problem',
  );
});

test('what is not a URL itself is not followed', () => {
  const from = 'git@a.example:x.git';
  expect(redirectIn(trace(`https://a.example/y.git${question}`), from, from)).toEqual({
    problem: 'the server redirects to `https://a.example/y.git`',
  });
});

test('an unencrypted server can only redirect to itself', () => {
  const from = 'http://127.0.0.1/x.git';
  expect(redirectIn(trace(`http://127.0.0.1/y.git${question}`), from, from)).toHaveProperty('url');
  expect(redirectIn(trace(`https://b.example/y.git${question}`), from, from)).toHaveProperty('problem');
});

const remoteOf = (url: string): Remote => ({ url, label: url });

/** A server with a repository at `/real/`, which answers elsewhere by what is given. It notes what it is asked. */
async function served(elsewhere: (path: string) => string) {
  const { path, commit } = repository();
  const head = commit({ a: 'x' });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [file = '', query = ''] = (request.url ?? '').split('?');
    asked.push(file);
    if (!file.startsWith('/real/')) return response.writeHead(301, { location: elsewhere(file) }).end();
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH ?? '',
        GIT_PROJECT_ROOT: dirname(path),
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: file.replace('/real/', '/repo/.git/'),
        QUERY_STRING: query,
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(backend.stdin);
    const parts: Buffer[] = [];
    backend.stdout.on('data', (part: Buffer) => parts.push(part));
    backend.once('close', () => {
      const whole = Buffer.concat(parts);
      const end = whole.indexOf('\r\n\r\n');
      for (const line of whole.subarray(0, end).toString().split('\r\n')) {
        const [name = '', value = ''] = line.split(': ');
        response.setHeader(name, value);
      }
      response.end(whole.subarray(end + 4));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, head, asked };
}

test('git is led to the place where a repository has moved, over several redirects', async () => {
  const { url, head, asked } = await served(
    (path) =>
      path.replace(/^\/(old|older)\//, (_, name) => (name === 'older' ? '/old/' : '/real/')) +
      '?service=git-upload-pack',
  );
  const { access } = testAccess();
  const listed = await listRemote(remoteOf(`${url}/older`), access);
  expect(listed).toMatchObject({ listing: `HEAD ${head}` });
  expect(asked.filter((path) => path.startsWith('/real/'))).not.toEqual([]);
  // The next command of the same run goes there at once.
  const before = asked.length;
  expect(await listRemote(remoteOf(`${url}/older`), access)).toEqual(listed);
  const later = asked.slice(before);
  expect(later.length).toBeGreaterThan(0);
  expect(later.filter((path) => !path.startsWith('/real/'))).toEqual([]);
});

test('git does not follow by itself', async () => {
  const other = await served(() => '/');
  const { url } = await served(() => `${other.url}/real${question}`);
  const { access } = testAccess();
  expect(await listRemote(remoteOf(`${url}/old`), access)).toMatchObject({
    problem: { message: expect.stringMatching(/redirects to another port|redirects to another one/) },
  });
  expect(other.asked).toEqual([]);
});

test('round and round is given up', async () => {
  const { url, asked } = await served((path) => `${path}?service=git-upload-pack`);
  expect(await listRemote(remoteOf(`${url}/old`), testAccess().access)).toMatchObject({
    problem: { message: 'the server redirects too many times' },
  });
  expect(asked.length).toBeLessThan(20);
});
