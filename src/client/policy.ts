import type { ClientSettings, MarketplaceSource, Stated } from '../model/settings.ts';

/** What forbids a source: the entry that blocks it, or the list of allowed sources that lacks it. */
export interface Forbidden {
  readonly by: 'blocked' | 'not-allowed';
  readonly stated: Stated<unknown>;
}

/** What the administrator's settings say of sources. */
export type Policy = Pick<ClientSettings, 'allowed' | 'blocked'>;

/** Whether the administrator's settings forbid the source of a marketplace. The blocklist is looked at first, as in the client. */
export function forbiddenBy(source: MarketplaceSource, { allowed, blocked }: Policy): Forbidden | undefined {
  const block = blocked.find(({ value }) => blocks(value, source));
  if (block !== undefined) return { by: 'blocked', stated: block };
  if (allowed === undefined || allowed.value.some(({ value }) => allows(value, source))) return undefined;
  return { by: 'not-allowed', stated: allowed };
}

/** The allowlist takes a source literally: no other spelling of an address counts. */
function allows(entry: MarketplaceSource, source: MarketplaceSource): boolean {
  if (entry.kind === 'hostPattern') return matches(entry.pattern, hostOf(source));
  if (entry.kind === 'pathPattern') return matches(entry.pattern, pathOf(source));
  switch (source.kind) {
    case 'github': {
      if (entry.kind !== 'github' || entry.ref !== source.ref) return false;
      const owner = /^([^/*]+)\/\*$/.exec(entry.repo)?.[1];
      if (owner === undefined) return entry.repo === source.repo && entry.path === source.path;
      return source.repo.startsWith(`${owner}/`) && (entry.path === undefined || entry.path === source.path);
    }
    case 'git':
      return (
        entry.kind === 'git' &&
        entry.url === source.url &&
        entry.ref === source.ref &&
        entry.path === source.path
      );
    case 'url':
      return entry.kind === 'url' && entry.url === source.url;
    case 'file':
    case 'directory':
      return entry.kind === source.kind && entry.path === source.path;
    case 'settings':
      return (
        entry.kind === 'settings' &&
        entry.name === source.name &&
        JSON.stringify(entry.plugins) === JSON.stringify(source.plugins)
      );
    case 'skills-dir':
      return entry.kind === 'skills-dir';
    default:
      return false;
  }
}

/** The blocklist takes any spelling of a repository, and an entry without a ref or path covers all of them. */
function blocks(entry: MarketplaceSource, source: MarketplaceSource): boolean {
  if (entry.kind === 'hostPattern') return matches(entry.pattern, hostOf(source));
  if (entry.kind === 'pathPattern') return matches(entry.pattern, pathOf(source));
  if (
    (entry.kind === 'github' || entry.kind === 'git') &&
    (source.kind === 'github' || source.kind === 'git')
  ) {
    if (!covers(repositoryOf(entry), repositoryOf(source))) return false;
    const has = (stated: string | undefined, actual: string | undefined) =>
      stated === undefined || stated === actual;
    return has(entry.ref, source.ref) && has(entry.path, source.path);
  }
  if (entry.kind === 'url')
    return (
      (source.kind === 'url' && source.url === entry.url) ||
      (source.kind === 'git' && plain(source.url) === plain(entry.url))
    );
  if (entry.kind === 'skills-dir') return source.kind === 'skills-dir';
  if (entry.kind === 'settings') return source.kind === 'settings' && source.name === entry.name;
  return (
    (entry.kind === 'file' || entry.kind === 'directory') &&
    entry.kind === source.kind &&
    entry.path === source.path
  );
}

/** `owner/repo` in lower case for GitHub, else the URL. */
function repositoryOf(source: Extract<MarketplaceSource, { kind: 'github' | 'git' }>): string {
  if (source.kind === 'github') return source.repo.toLowerCase().replace(/\.git$/, '');
  const onGithub = /^(?:https?:\/\/(?:[^@/]*@)?|ssh:\/\/git@|git@)github\.com[/:](.+)$/i.exec(
    source.url,
  )?.[1];
  return onGithub === undefined ? plain(source.url) : plain(onGithub).toLowerCase();
}

/** Whether a repository is the one of an entry, or one of the owner's whom an entry `owner/*` names. */
const covers = (entry: string, repository: string): boolean =>
  entry === repository || (/^[^/]+\/\*$/.test(entry) && repository.startsWith(entry.slice(0, -1)));

const plain = (url: string): string =>
  url
    .replace(/#.*$/, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');

/** The host that a source is fetched from. */
function hostOf(source: MarketplaceSource): string | undefined {
  if (source.kind === 'github') return 'github.com';
  if (source.kind !== 'git' && source.kind !== 'url') return undefined;
  return (
    /^[a-z][\w+.-]*:\/\/(?:[^@/]*@)?([^/:]+)/i.exec(source.url)?.[1] ??
    /^[^@/\s]+@([^:/]+):/.exec(source.url)?.[1]
  );
}

const pathOf = (source: MarketplaceSource): string | undefined =>
  source.kind === 'file' || source.kind === 'directory' ? source.path : undefined;

/** A pattern of a policy is not anchored; one that is not a regular expression matches nothing. */
function matches(pattern: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}
