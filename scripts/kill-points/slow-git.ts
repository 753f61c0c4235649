/** A git server on this machine that takes its time: `git http-backend`, whose answers go out in small pieces. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface SlowGit {
  readonly url: string;
  readonly close: () => void;
}

const pieceBytes = 2048;

/** @param milliseconds before the first piece of an answer; between two, a tenth of that. */
export async function slowGit(root: string, milliseconds: number): Promise<SlowGit> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const backend = spawn('git', ['http-backend'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH ?? '',
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: searchParams.toString(),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    backend.stdin.on('error', () => undefined);
    request.pipe(backend.stdin);
    const parts: Buffer[] = [];
    backend.stdout.on('data', (part: Buffer) => parts.push(part));
    backend.once('close', async () => {
      const whole = Buffer.concat(parts);
      const end = whole.indexOf('\r\n\r\n');
      const headers = whole.subarray(0, Math.max(0, end)).toString().split('\r\n');
      const body = whole.subarray(end + 4);
      await pause(milliseconds);
      response.statusCode = Number(/^Status: (\d+)/m.exec(headers.join('\n'))?.[1] ?? 200);
      for (const line of headers) {
        const [name = '', value = ''] = line.split(': ');
        if (name !== '' && name !== 'Status') response.setHeader(name, value);
      }
      for (let at = 0; at < body.length && !response.destroyed; at += pieceBytes) {
        response.write(body.subarray(at, at + pieceBytes));
        await pause(milliseconds / 10);
      }
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
