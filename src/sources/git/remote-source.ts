import { masked } from './mask.ts';

/** A registry that does not lie on this disk, as far as its text tells. */
export type RemoteSource =
  | {
      readonly kind: 'git';
      readonly url: string;
      readonly ref?: string;
      /** As it may be shown, without credentials. */
      readonly label: string;
    }
  /** A `marketplace.json` or an index; what it holds tells which. */
  | { readonly kind: 'json'; readonly url: string; readonly label: string };

export type ParsedSource =
  | RemoteSource
  /** Nothing but a path. */
  | { readonly kind: 'path' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Transports that git may use for mkt. Others run commands (`ext::`) or send passwords in the clear. */
const transports: ReadonlySet<string> = new Set(['https', 'http', 'ssh', 'file']);

/**
 * Reads a registry source that is no file or folder of this disk: a git URL, `owner/repo` of GitHub, either with `#ref` (GitHub's
 * also with `@ref`), or the URL of a JSON file. Nothing that git or ssh could take for an option gets through.
 */
export function parseSource(text: string): ParsedSource {
  if (/[\0-\x20\x7f]/.test(text.trim()) || text !== text.trim())
    return refused('it contains spaces or control characters');
  if (text.startsWith('-')) return refused('it begins with `-`, so git could take it for an option');
  if (/^[a-z][\w+.-]*::/i.test(text))
    return refused(`\`${masked(text.slice(0, text.indexOf('::') + 2))}\` transports can run commands`);
  const hash = text.indexOf('#');
  const place = hash < 0 ? text : text.slice(0, hash);
  const ref = hash < 0 ? undefined : text.slice(hash + 1);
  const scheme = /^([a-z][\w+.-]+):\/\//i.exec(place)?.[1]?.toLowerCase();
  if (scheme !== undefined) return urlSource(place, scheme, ref);
  if (/^[\w.-]+@[^/\s:]+:./.test(place)) return scpSource(place, ref);
  const short = /^([\w-][\w.-]*\/[\w.-]+?)(?:\.git)?(?:@(.+))?$/.exec(place);
  if (short?.[1] === undefined || short[1].split('/').some((part) => /^\.+$/.test(part)))
    return { kind: 'path' };
  if (short[2] !== undefined && ref !== undefined)
    return refused('it names two refs, after `@` and after `#`');
  return withRef(`https://github.com/${short[1]}.git`, short[2] ?? ref, text);
}

function urlSource(url: string, scheme: string, ref: string | undefined): ParsedSource {
  if (!transports.has(scheme))
    return refused(`\`${scheme}://\` is not supported; use \`https://\`, \`ssh://\` or \`file://\``);
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return refused('it is not a valid URL');
  }
  const { hostname, username, pathname } = parsed;
  // The URL parser takes `https:///x` for the host x; git does not.
  if (scheme !== 'file' && (hostname === '' || /^[a-z+]+:\/\/\//i.test(url)))
    return refused('its URL has no host');
  if ([hostname, username].some((part) => beginsWithDash(decoded(part))))
    return refused('its host or user begins with `-`, so ssh could take it for an option');
  if (/[\0-\x1f]/.test(decoded(pathname))) return refused('its path contains control characters');
  if (/^https?$/.test(scheme) && pathname.toLowerCase().endsWith('.json'))
    return { kind: 'json', url, label: masked(url) };
  return withRef(url, ref, masked(url));
}

function scpSource(place: string, ref: string | undefined): ParsedSource {
  if (place.includes('::')) return refused('it contains `::`, which git reads as a transport');
  const [userAndHost = '', path = ''] = place.split(/:(.*)/s);
  if (beginsWithDash(userAndHost) || path.startsWith('-'))
    return refused('a part of it begins with `-`, so ssh could take it for an option');
  return withRef(place, ref, place);
}

/** Whether a user or a host does, as git reads them: it takes brackets away, which stand round an address. */
const beginsWithDash = (userAndHost: string): boolean => /(^|@)\[?-/.test(userAndHost);

function withRef(url: string, ref: string | undefined, label: string): ParsedSource {
  if (/(:\/\/|@)-/.test(url))
    return refused('a part of it begins with `-`, so git could take it for an option');
  if (ref === undefined || ref === '') return { kind: 'git', url, label };
  const wrong = whyNoRef(ref);
  if (wrong !== undefined) return refused(`\`${ref}\` ${wrong}`);
  return { kind: 'git', url, ref, label: label.endsWith(ref) ? label : `${label}#${ref}` };
}

/** What keeps a text from being the name of a branch, a tag or a commit; git's own rules. */
export function whyNoRef(ref: string): string | undefined {
  if (ref.startsWith('-')) return 'begins with `-`, so git could take it for an option';
  // biome-ignore lint/complexity/useRegexLiterals: the characters are easier to tell apart in pieces
  const forbidden = new RegExp('[\\0-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^/|/$|\\.$|\\.lock$');
  return forbidden.test(ref) || ref === '@' ? 'is not the name of a branch, a tag or a commit' : undefined;
}

/** The URL of git that `owner/repo` of GitHub stands for; other texts are taken for URLs already. */
export function gitUrl(repository: string): ParsedSource {
  const source = parseSource(repository);
  return source.kind === 'json' ? refused('it is the URL of a JSON file, not of a repository') : source;
}

/** Whether a source lies on this machine, where a marketplace from elsewhere has no business. */
export function isOnThisMachine(url: string): boolean {
  return /^file:/i.test(url);
}

/** Which server a URL of git asks, by which protocol; undefined for what lies on this machine. */
export function serverOf(url: string): string | undefined {
  const [, host] = /^[\w.-]+@([^/\s:]+):/.exec(url) ?? [];
  if (host !== undefined) return `ssh://${host}`;
  try {
    const { protocol, host: named } = new URL(url);
    return named === '' ? undefined : `${protocol}//${named}`;
  } catch {
    return undefined;
  }
}

const refused = (reason: string): ParsedSource => ({ kind: 'refused', reason });

/** A part of a URL without escapes, or as it is where they are none. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
