/**
 * Redirects of a server. git would follow one wherever it leads, so it follows none: mkt reads where it leads, decides, and asks there.
 */
import { masked } from '../../model/mask.ts';
import { mayName, privacyOf } from './privacy.ts';

/** More redirects than this lead nowhere. */
export const mostHops = 5;

/**
 * Why a redirect is not followed; undefined if it may be.
 * @param stated the URL that was asked for, before all redirects.
 */
export function whyNotFollowed(stated: string, target: string): string | undefined {
  const shown = masked(target);
  if (!URL.canParse(target)) return `the server redirects to \`${shown}\`, which is not a valid URL`;
  const [from, to] = [new URL(stated), new URL(target)];
  if (!mayName(privacyOf(stated), target))
    return `the server redirects to \`${shown}\`, which is a more private address`;
  // At the port that was asked, or the usual one of its protocol.
  if (to.port !== '' && to.port !== from.port) return `the server redirects to another port, \`${shown}\``;
  if (to.protocol !== 'https:' && from.protocol === 'https:')
    return `the server redirects to \`${shown}\`, which is not an \`https://\` URL`;
  return undefined;
}

/** What git asks a server first, after the URL of a repository. */
const firstQuestion = '/info/refs?service=git-upload-pack';

/** The variables by which git writes to stderr what a server answers; it leaves out what it is given to log in. */
export const tracing: Readonly<Record<string, string>> = {
  GIT_TRACE_CURL: '1',
  GIT_TRACE_CURL_NO_DATA: '1',
  GIT_TRACE_REDACT: '1',
};

/**
 * The URL of a repository to which a server redirects, from what git wrote with {@link tracing}, or why it is not followed.
 * @param stated the URL that was asked for first.
 * @param asked the one that redirects.
 */
export function redirectIn(
  trace: string,
  stated: string,
  asked: string,
): { readonly url: string } | { readonly problem: string } {
  const locations = [...trace.matchAll(/<= Recv header: location: *(\S+)/gi)];
  const location = locations.at(-1)?.[1];
  if (location === undefined) return { problem: 'the server redirects to another address' };
  // Such as `git@host:path`, which the user's configuration of git turns into a URL (`insteadOf`).
  if (!URL.canParse(stated))
    return { problem: `the server redirects to \`${masked(location.replace(firstQuestion, ''))}\`` };
  const base = `${asked.replace(/\/+$/, '')}${firstQuestion}`;
  const target = URL.canParse(location, base) ? new URL(location, base).href : location;
  const why = whyNotFollowed(stated, target);
  if (why !== undefined) return { problem: why };
  // An attacker who answers for an unencrypted server could send git anywhere.
  if (stated.startsWith('http:') && new URL(target).origin !== new URL(stated).origin)
    return {
      problem: `the server redirects to another one, \`${masked(target)}\`, over an unencrypted connection`,
    };
  if (!target.endsWith(firstQuestion))
    return { problem: `the server redirects to \`${masked(target)}\`, which is not a repository` };
  return { url: withLogin(target.slice(0, -firstQuestion.length), asked) };
}

/** The login in a URL is for its own server only. */
function withLogin(target: string, asked: string): string {
  const [from, to] = [new URL(asked), new URL(target)];
  if (from.origin === to.origin) {
    to.username = from.username;
    to.password = from.password;
  }
  return to.href;
}
