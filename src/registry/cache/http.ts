import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { masked } from '../git/mask.ts';
import type { Access } from './access.ts';
import { ago } from './age.ts';
import { writeWhole } from './write-whole.ts';

/** What a server has under a URL, or why it could not be had. */
export type Download = { readonly body: string } | { readonly problem: string; readonly missing?: boolean };

interface Stored {
  readonly mkt: 1;
  readonly checked: number;
  readonly etag?: string;
  readonly body: string;
}

const youngMilliseconds = 15 * 60_000;
const usualSeconds = 30;
const mostBytes = 64 * 1024 * 1024;

/**
 * A document from the network, or the cached copy of it: that is used while it is young, when the server cannot be reached, and
 * under `--offline`; a notice says how old it is.
 * @param accept the media type that is asked for.
 */
export async function download(url: string, access: Access, accept = 'application/json'): Promise<Download> {
  const wrong = whyNotAsked(url);
  if (wrong !== undefined) return { problem: wrong };
  const file = downloadFile(access.cache, url, accept);
  const stored = readStored(file);
  const age = stored === undefined ? undefined : ago(stored.checked, access.now());
  const shown = masked(url);
  if (access.offline) {
    if (stored === undefined)
      return { problem: 'it is not in the cache, and `--offline` forbids to fetch it' };
    access.notice(`offline: \`${shown}\` is as it was ${age}`);
    return stored;
  }
  if (stored !== undefined && !access.fresh && access.now() - stored.checked < youngMilliseconds)
    return stored;
  const done = access.waiting(`fetching ${shown}`);
  const fetched = await access.transfer(() => request(url, access, accept, stored)).finally(done);
  if ('body' in fetched) {
    writeWhole(file, JSON.stringify(fetched satisfies Stored));
    return fetched;
  }
  if (stored === undefined || fetched.missing === true) return fetched;
  access.notice(`\`${shown}\` could not be fetched (${fetched.problem}); this is the copy of ${age}`);
  return stored;
}

/** Where the cached copy of a document lies. */
export function downloadFile(cache: string, url: string, accept = 'application/json'): string {
  const key = createHash('sha256').update(`${accept} ${url}`).digest('hex');
  return join(cache, 'http', `${key.slice(0, 24)}.json`);
}

/** Passwords and manifests do not go through the net in the clear; a server on this machine is no net. */
function whyNotAsked(url: string): string | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'it is not a URL that can be read';
  }
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(parsed.hostname);
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLocal)
    ? undefined
    : 'it is not an `https://` URL';
}

async function request(
  url: string,
  { env, now }: Access,
  accept: string,
  stored: Stored | undefined,
): Promise<Stored | { readonly problem: string; readonly missing?: boolean }> {
  const seconds = Number(env.MKT_TIMEOUT) > 0 ? Number(env.MKT_TIMEOUT) : usualSeconds;
  // `fetch` takes no credentials in URLs.
  const { username, password, ...place } = partsOf(url);
  const login = Buffer.from(`${username}:${password}`).toString('base64');
  try {
    const response = await fetch(place.href, {
      signal: AbortSignal.timeout(seconds * 1000),
      headers: {
        accept,
        ...(username !== '' && { authorization: `Basic ${login}` }),
        ...(stored?.etag !== undefined && { 'if-none-match': stored.etag }),
      },
    });
    if (response.status === 304 && stored !== undefined) return { ...stored, checked: now() };
    if (!response.ok) {
      const missing = response.status === 404 || response.status === 410;
      return missing
        ? { problem: 'the server has no such document', missing }
        : { problem: `the server answered with status ${response.status}` };
    }
    const body = await boundedText(response);
    if (body === undefined) return { problem: `it is larger than ${mostBytes / 1024 / 1024} MB` };
    const etag = response.headers.get('etag');
    return { mkt: 1, checked: now(), body, ...(etag !== null && { etag }) };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError')
      return {
        problem: `the server did not answer within ${seconds} seconds; set \`MKT_TIMEOUT\` to more seconds, or try again`,
      };
    return { problem: 'the server cannot be reached' };
  }
}

function partsOf(url: string): { username: string; password: string; href: string } {
  const parsed = new URL(url);
  const { username, password } = parsed;
  parsed.username = '';
  parsed.password = '';
  return {
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    href: parsed.href,
  };
}

/** The text of an answer, or undefined if it does not end. */
async function boundedText(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readStored(file: string): Stored | undefined {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Stored;
    return stored.mkt === 1 && typeof stored.body === 'string' && typeof stored.checked === 'number'
      ? stored
      : undefined;
  } catch {
    return undefined;
  }
}
