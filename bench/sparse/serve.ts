/** A web server for a folder: nginx where it is installed, else a few lines of node:http. Both log requests and bytes alike. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Server {
  readonly name: string;
  readonly url: string;
  /** Path, status and bytes of each request since the last call. */
  take(): { readonly path: string; readonly status: number; readonly bytes: number }[];
  stop(): void;
}

const nginx = '/usr/sbin/nginx';
const port = 18_473;

/** @param place a folder for the configuration and the log. */
export async function serve(root: string, place: string): Promise<Server> {
  const log = join(place, 'access.log');
  writeFileSync(log, '');
  let taken = 0;
  const take = () => {
    const lines = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line !== '');
    const fresh = lines.slice(taken);
    taken = lines.length;
    return fresh.map((line) => {
      const [path = '', status, bytes] = line.split(' ');
      return { path, status: Number(status), bytes: Number(bytes) };
    });
  };
  const common = { url: `http://127.0.0.1:${port}/`, take };
  if (!existsSync(nginx)) return { ...common, name: 'node:http', stop: await withNode(root, log) };
  const config = join(place, 'nginx.conf');
  writeFileSync(config, configOf(root, place, log));
  const child = spawn(nginx, ['-c', config, '-p', place, '-g', 'daemon off;'], { stdio: 'inherit' });
  await reachable();
  return { ...common, name: 'nginx', stop: () => void child.kill('SIGQUIT') };
}

const configOf = (root: string, place: string, log: string): string => `
worker_processes 1;
pid ${place}/nginx.pid;
error_log ${place}/error.log;
user root;
events { worker_connections 256; }
http {
  default_type application/json;
  types { application/json json; }
  log_format short '$uri $status $bytes_sent';
  access_log ${log} short;
  client_body_temp_path ${place}/body; proxy_temp_path ${place}/proxy; fastcgi_temp_path ${place}/fastcgi;
  uwsgi_temp_path ${place}/uwsgi; scgi_temp_path ${place}/scgi;
  gzip on; gzip_types application/json; gzip_min_length 256;
  server { listen 127.0.0.1:${port}; root ${root}; etag on; }
}
`;

async function reachable(): Promise<void> {
  for (;;) {
    const isThere = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true));
      socket.on('error', () => done(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isThere === true) return;
    await new Promise((go) => setTimeout(go, 50));
  }
}

async function withNode(root: string, log: string): Promise<() => void> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const answer = (status: number, headers = {}, body = Buffer.alloc(0)) => {
      appendFileSync(log, `${path} ${status} ${body.length}\n`);
      response.writeHead(status, headers).end(body);
    };
    if (!existsSync(join(root, path))) return answer(404);
    const body = readFileSync(join(root, path));
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    if (request.headers['if-none-match'] === etag) return answer(304, { etag });
    return answer(200, { etag, 'content-encoding': 'gzip' }, gzipSync(body));
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return () => void server.close();
}
