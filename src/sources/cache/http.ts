import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { masked } from '../../model/mask.ts';
import { offlineWords } from '../../model/offline.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { readOwn } from '../files/read-file.ts';
import { spoil } from '../files/trace.ts';
import { mostHops, whyNotFollowed } from '../git/redirects.ts';
import { decoded, isLoopback } from '../git/remote-source.ts';
import type { Access } from './access.ts';
import { ago } from './age.ts';
import { isOfTheDisk, noticeUnwritable } from './unwritable-cache.ts';

/** The document at a URL, or why it is not available. */
export type Download = { readonly body: string } | { readonly problem: string; readonly missing?: boolean };

interface Stored {
  readonly mkt: 1;
  readonly checked: number;
  readonly etag?: string;
  readonly body: string;
  /** The server did not have it. */
  readonly missing?: true;
}

const youngMilliseconds = 15 * 60_000;
const usualSeconds = 30;
const mostBytes = 64 * 1024 * 1024;
/** So often a server that is busy is asked again, after this wait, which doubles each time, or the one that it asks for. */
const mostRetries = 3;
const firstPause = 500;
const longestPause = 30_000;

/** What is special about a document. */
export interface DownloadOptions {
  /** The media type to request. */
  readonly accept?: string;
  /** The maximum size in bytes, unpacked. */
  readonly most?: number;
  /** It never changes under its URL, so that a copy is never compared again. */
  readonly isImmutable?: boolean;
  /** That the server does not have it is remembered like a copy of it. */
  readonly keepsMissing?: boolean;
  /** It is one of many, of which the first one says what is to be said. */
  readonly isQuiet?: boolean;
  /** Limits the transfers instead of {@link Access.transfer}. */
  readonly transfer?: Access['transfer'];
}

/**
 * A document from the network, or its cached copy: that is used while it is recent, when the server is not reachable, and with
 * `--offline`; a notice says how old it is.
 */
export async function download(
  url: string,
  access: Access,
  { accept = 'application/json', transfer = access.transfer, ...options }: DownloadOptions = {},
): Promise<Download> {
  spoil('a server may have something new');
  const wrong = whyNotAsked(url);
  if (wrong !== undefined) return { problem: wrong };
  const file = downloadFile(access.cache, url, accept);
  const stored = readStored(file);
  const age = stored === undefined ? undefined : ago(stored.checked, access.now());
  const shown = masked(url);
  const notice = options.isQuiet === true ? () => undefined : access.notice;
  if (access.offline) {
    if (stored === undefined) return { problem: `it is not in the cache, and ${offlineWords}` };
    notice(`offline: using the cached copy of \`${shown}\` (checked ${age})`);
    return asDownload(stored);
  }
  if (stored !== undefined && (isYoung(stored, access) || isSettled(stored, options)))
    return asDownload(stored);
  const done = options.isQuiet === true ? () => undefined : access.waiting(`fetching ${shown}`);
  const fetched = await transfer(() => requestAgain(url, access, accept, stored, options)).finally(done);
  if ('body' in fetched) {
    keep(file, fetched, access);
    return asDownload(fetched);
  }
  if (stored === undefined || fetched.missing === true) return fetched;
  notice(`\`${shown}\` could not be fetched (${fetched.problem}); using the cached copy (checked ${age})`);
  return asDownload(stored);
}

const asDownload = (stored: Stored): Download => (stored.missing === true ? notThere : stored);

const notThere = { problem: 'the server does not have it', missing: true } as const;

const isSettled = ({ missing }: Stored, { isImmutable }: DownloadOptions): boolean =>
  isImmutable === true && missing !== true;

/** Asks again, later and later, as long as the server is busy. */
async function requestAgain(
  url: string,
  access: Access,
  accept: string,
  stored: Stored | undefined,
  options: DownloadOptions,
): Promise<Stored | Refused> {
  for (let tries = 0; ; tries += 1) {
    const answer = await request(url, access, accept, stored, options);
    if ('body' in answer || answer.again === undefined || tries === mostRetries) return answer;
    const pause = Math.max(answer.again, firstPause * 2 ** tries);
    if (pause > longestPause) return answer;
    await access.pause(pause);
  }
}

/** Why there is no document. */
interface Refused {
  readonly problem: string;
  readonly missing?: boolean;
  /** The server is busy, and asks to wait for at least so many milliseconds. */
  readonly again?: number;
}

function keep(file: string, fetched: Stored, access: Access): void {
  try {
    writeAtomically(file, JSON.stringify(fetched));
  } catch (error) {
    if (!isOfTheDisk(error)) throw error;
    noticeUnwritable(access, error);
  }
}

/** A copy with a time in the future, from a clock that was wrong, would stay recent forever. */
function isYoung({ checked }: Stored, { fresh, now }: Access): boolean {
  const age = now() - checked;
  return !fresh && age >= 0 && age < youngMilliseconds;
}

/** The file with the cached copy of a document. */
export function downloadFile(cache: string, url: string, accept = 'application/json'): string {
  const key = createHash('sha256').update(`${accept} ${url}`).digest('hex');
  return join(cache, 'http', `${key.slice(0, 24)}.json`);
}

/** Passwords and manifests are not sent over the network unencrypted; a server on this machine is not the network. */
function whyNotAsked(url: string): string | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'it is not a valid URL';
  }
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname))
    ? undefined
    : 'it is not an `https://` URL';
}

async function request(
  url: string,
  { env, now }: Access,
  accept: string,
  stored: Stored | undefined,
  { most = mostBytes, keepsMissing }: DownloadOptions,
): Promise<Stored | Refused> {
  const seconds = Number(env.MKT_TIMEOUT) > 0 ? Number(env.MKT_TIMEOUT) : usualSeconds;
  try {
    const response = await followed(url, {
      signal: AbortSignal.timeout(seconds * 1000),
      headers: { accept, ...(stored?.etag !== undefined && { 'if-none-match': stored.etag }) },
    });
    if (!(response instanceof Response)) return response;
    if (response.status === 304 && stored !== undefined) return { ...stored, checked: now() };
    if (!response.ok) {
      await response.body?.cancel();
      const { status } = response;
      if (status !== 404 && status !== 410)
        return {
          problem: `the server answered with status ${status}`,
          ...(isBusy(status) && { again: secondsIn(response.headers.get('retry-after')) * 1000 }),
        };
      return keepsMissing === true ? { mkt: 1, checked: now(), body: '', missing: true } : notThere;
    }
    const body = await boundedText(response, most);
    if (body === undefined) return { problem: `it is larger than ${most / 1024 / 1024} MB` };
    const etag = response.headers.get('etag');
    return { mkt: 1, checked: now(), body, ...(etag !== null && { etag }) };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError')
      return {
        problem: `the server did not answer within ${seconds} seconds; set \`MKT_TIMEOUT\` to a higher number of seconds, or try again`,
      };
    return { problem: 'the server is not reachable' };
  }
}

/** The response after all redirects; only allowed servers are asked, and only the first gets the credentials. */
async function followed(
  stated: string,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<Response | { readonly problem: string }> {
  const { origin, authorization } = loginOf(stated);
  let url = stated;
  for (let hops = 0; hops <= mostHops; hops += 1) {
    const place = loginOf(url);
    const login = place.origin === origin ? authorization : undefined;
    const response = await fetch(place.href, {
      signal,
      redirect: 'manual',
      headers: { ...headers, ...(login !== undefined && { authorization: login }) },
    });
    const next = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || next === null) return response;
    await response.body?.cancel();
    const target = URL.canParse(next, place.href) ? new URL(next, place.href).href : next;
    const why = whyNotFollowed(stated, target);
    if (why !== undefined) return { problem: why };
    if (whyNotAsked(target) !== undefined)
      return {
        problem: `the server redirects to \`${masked(target)}\`, which is not an \`https://\` URL`,
      };
    url = target;
  }
  return { problem: 'the server redirects too many times' };
}

/** `fetch` does not accept credentials in URLs: they go into a header. */
function loginOf(url: string): { origin: string; href: string; authorization: string | undefined } {
  const parsed = new URL(url);
  const { origin, username, password } = parsed;
  parsed.username = '';
  parsed.password = '';
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  return { origin, href: parsed.href, authorization: username === '' ? undefined : `Basic ${login}` };
}

/** Whether a status says that the same request may succeed later. */
const isBusy = (status: number): boolean => status === 429 || (status >= 500 && status !== 501);

/** The seconds of a `retry-after` header; 0 for none, or a date. */
const secondsIn = (header: string | null): number =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : 0;

/** The text of a response, or undefined if it is too large. */
async function boundedText(response: Response, most: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readStored(file: string): Stored | undefined {
  try {
    const stored = JSON.parse(readOwn(file)) as Stored;
    return stored.mkt === 1 && typeof stored.body === 'string' && typeof stored.checked === 'number'
      ? stored
      : undefined;
  } catch {
    return undefined;
  }
}
