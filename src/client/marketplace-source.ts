import type { MarketplaceSource } from '../model/settings.ts';
import { member, textOf } from '../text/values.ts';

/** The kinds of source that a marketplace can have in settings and in policy, each with the key that it needs. */
const needed: Readonly<Record<Exclude<MarketplaceSource['kind'], 'invalid'>, string | undefined>> = {
  github: 'repo',
  git: 'url',
  url: 'url',
  file: 'path',
  directory: 'path',
  settings: 'name',
  npm: 'package',
  'skills-dir': undefined,
  hostPattern: 'hostPattern',
  pathPattern: 'pathPattern',
};

/** Reads the source of a marketplace as the client writes it: `{ "source": "github", "repo": "owner/repo" }`. */
export function marketplaceSourceOf(value: unknown): MarketplaceSource {
  const type = textOf(member(value, 'source')) ?? '';
  if (!Object.hasOwn(needed, type)) return { kind: 'invalid', type };
  const kind = type as keyof typeof needed;
  const key = needed[kind];
  const main = key === undefined ? '' : textOf(member(value, key));
  if (main === undefined) return { kind: 'invalid', type, lacks: key as string };
  const ref = textOf(member(value, 'ref'));
  const path = textOf(member(value, 'path'));
  const within = { ...(ref !== undefined && { ref }), ...(path !== undefined && { path }) };
  switch (kind) {
    case 'github':
      return { kind, repo: main, ...within };
    case 'git':
      return { kind, url: main, ...within };
    case 'url':
      return { kind, url: main };
    case 'file':
    case 'directory':
      return { kind, path: main };
    case 'settings': {
      const plugins = member(value, 'plugins');
      return { kind, name: main, plugins: Array.isArray(plugins) ? plugins : [] };
    }
    case 'npm':
      return { kind, package: main };
    case 'skills-dir':
      return { kind };
    case 'hostPattern':
    case 'pathPattern':
      return { kind, pattern: main };
  }
}

/** Hosts whose addresses the client clones, whatever they end in. */
const gitHosts = /^https?:\/\/(?:[^@/]*@)?(?:github|gitlab)\.com\//i;

/**
 * The source that `claude plugin marketplace add` makes of `owner/repo` or an address; undefined for anything else. Paths are not
 * told from their form.
 */
export function sourceAddedFrom(text: string): MarketplaceSource | undefined {
  const [place = '', ref] = text.split('#', 2);
  const short = /^([\w-][\w.-]*\/[\w.-]+?)(?:\.git)?(?:@(.+))?$/.exec(place);
  if (short?.[1] !== undefined) return { kind: 'github', repo: short[1], ...withRef(short[2] ?? ref) };
  const isAddress = /^https?:\/\//i.test(place);
  const isGit = /\.git$|\/_git\//i.test(place) || gitHosts.test(place);
  if ((isAddress && isGit) || /^ssh:\/\//i.test(place) || /^[\w.-]+@[^/\s:]+:./.test(place))
    return { kind: 'git', url: place, ...withRef(ref) };
  return isAddress ? { kind: 'url', url: text } : undefined;
}

const withRef = (ref: string | undefined) => (ref === undefined || ref === '' ? {} : { ref });
