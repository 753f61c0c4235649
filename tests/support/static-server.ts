/** A plain static web server on this machine, for the tests of registries that any such server can offer. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

interface Request {
  readonly path: string;
  readonly status: number;
}

export interface StaticServer {
  /** Ends in a slash. */
  readonly url: string;
  /** Every request so far. */
  readonly asked: Request[];
  /** What the next requests of a path are answered with, one each, before it is served again. */
  readonly instead: Map<string, { readonly status: number; readonly headers?: Record<string, string> }[]>;
}

/** Serves a folder until the test ends. @param coding how it packs what it sends. */
export async function staticServer(root: string, coding?: 'br' | 'gzip'): Promise<StaticServer> {
  const asked: Request[] = [];
  const instead: StaticServer['instead'] = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    const answer = (status: number, headers: Record<string, string> = {}, body?: Buffer) => {
      asked.push({ path, status });
      response.writeHead(status, headers).end(body);
    };
    const other = instead.get(path)?.shift();
    if (other !== undefined) return answer(other.status, other.headers);
    let body: Buffer;
    try {
      body = readFileSync(join(root, path));
    } catch {
      return answer(404);
    }
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    if (request.headers['if-none-match'] === etag) return answer(304, { etag });
    if (coding === undefined) return answer(200, { etag }, body);
    const packed = coding === 'br' ? brotliCompressSync(body) : gzipSync(body);
    return answer(200, { etag, 'content-encoding': coding }, packed);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked, instead };
}
