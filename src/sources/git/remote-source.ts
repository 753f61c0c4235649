import { masked } from '../../model/mask.ts';

/** A registry that is not on this disk, as far as its source shows. */
export type RemoteSource =
  | {
      readonly kind: 'git';
      readonly url: string;
      readonly ref?: string;
      /** The form that can be shown, without credentials. */
      readonly label: string;
      /** It ends in `/`, as the URL of a sparse registry does: a repository only if there is no `config.json`. */
      readonly mayBeSparse?: true;
    }
  /** A `marketplace.json` or an index; its content shows which. */
  | { readonly kind: 'json'; readonly url: string; readonly label: string };

export type ParsedSource =
  | RemoteSource
  /** Nothing but a path. */
  | { readonly kind: 'path' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Transports that git may use for mkt. Others run commands (`ext::`) or send passwords unencrypted. */
const transports: ReadonlySet<string> = new Set(['https', 'http', 'ssh', 'file']);

/**
 * Parses a registry source that is not a file or folder on this disk: a git URL, `owner/repo` on GitHub, either with `#ref`
 * (GitHub's also with `@ref`), or the URL of a JSON file. Rejects everything that git or ssh could take for an option.
 */
export function parseSource(text: string): ParsedSource {
  if (/[\0-\x20\x7f]/.test(text.trim()) || text !== text.trim())
    return refused('it contains spaces or control characters');
  if (text.startsWith('-')) return refused('it begins with `-`, so git could mistake it for an option');
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
  const { hostname, username, password, pathname } = parsed;
  // The URL parser reads `https:///x` as the host x; git does not.
  if (scheme !== 'file' && (hostname === '' || /^[a-z+]+:\/\/\//i.test(url)))
    return refused('its URL has no host');
  if ([hostname, username].some((part) => beginsWithDash(decoded(part))))
    return refused('its host or user begins with `-`, so ssh could mistake it for an option');
  if (/[\0-\x1f]/.test(decoded(pathname))) return refused('its path contains control characters');
  if (scheme === 'http' && password !== '' && !isLoopback(hostname))
    return refused('it would send a password unencrypted; use `https://`');
  if (/^https?$/.test(scheme) && pathname.toLowerCase().endsWith('.json'))
    return { kind: 'json', url, label: masked(url) };
  const source = withRef(url, ref, masked(url));
  return source.kind === 'git' && ref === undefined && /^https?:.*\/$/i.test(url)
    ? { ...source, mayBeSparse: true }
    : source;
}

function scpSource(place: string, ref: string | undefined): ParsedSource {
  if (place.includes('::')) return refused('it contains `::`, which git reads as a transport');
  const [userAndHost = '', path = ''] = place.split(/:(.*)/s);
  if (beginsWithDash(userAndHost) || path.startsWith('-'))
    return refused('part of it begins with `-`, so ssh could mistake it for an option');
  return withRef(place, ref, place);
}

/** Whether a user or a host begins with `-` as git reads it, without the brackets around an address. */
const beginsWithDash = (userAndHost: string): boolean => /(^|@)\[?-/.test(userAndHost);

function withRef(url: string, ref: string | undefined, label: string): ParsedSource {
  if (/(:\/\/|@)-/.test(url))
    return refused('part of it begins with `-`, so git could mistake it for an option');
  if (ref === undefined || ref === '') return { kind: 'git', url, label };
  const wrong = whyNoRef(ref);
  if (wrong !== undefined) return refused(`\`${ref}\` ${wrong}`);
  return { kind: 'git', url, ref, label: label.endsWith(ref) ? label : `${label}#${ref}` };
}

/** Why a string cannot be the name of a branch, a tag or a commit, by git's own rules. */
export function whyNoRef(ref: string): string | undefined {
  if (ref.startsWith('-')) return 'begins with `-`, so git could mistake it for an option';
  // biome-ignore lint/complexity/useRegexLiterals: the characters are easier to tell apart in pieces
  const forbidden = new RegExp('[\\0-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^/|/$|\\.$|\\.lock$');
  return forbidden.test(ref) || ref === '@' ? 'is not the name of a branch, a tag or a commit' : undefined;
}

/** The git URL of `owner/repo` on GitHub; other strings are taken as URLs. */
export function gitUrl(repository: string): ParsedSource {
  const source = parseSource(repository);
  return source.kind === 'json' ? refused('it is the URL of a JSON file, not of a repository') : source;
}

/** Whether a host of a URL is this machine, to which nothing goes over a network. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

/** Whether a source is on this machine, where a marketplace from another machine must not look. */
export function isOnThisMachine(url: string): boolean {
  return /^file:/i.test(url);
}

/** The server and the protocol of a git URL; undefined for a source on this machine. */
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

/** The host of a source as URLs write it, addresses in their usual form; undefined for a source on this machine's disk. */
export function serverHostOf(url: string): string | undefined {
  const [, host] = /^(?:[\w.-]+@)?(\[[^\]]+\]|[^/\s:@]+):(?!\/\/)/.exec(url) ?? [];
  try {
    // Through a URL that is read as strictly as that of a browser: `0x7f.1` and `2130706433` are `127.0.0.1`.
    const stated = host === undefined ? new URL(url) : new URL(`http://${host}/`);
    const named = stated.protocol === 'ssh:' ? new URL(`http://${stated.hostname}/`) : stated;
    return named.hostname === '' ? undefined : named.hostname;
  } catch {
    return undefined;
  }
}

const refused = (reason: string): ParsedSource => ({ kind: 'refused', reason });

/** A part of a URL without percent-encoding, or unchanged if that is malformed. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
