import { suggestion } from '../model/suggestion.ts';
import { listed, quoted } from '../model/text.ts';
import { isMap, member, textOf } from '../text/values.ts';
import { pathInTree } from './file-tree.ts';

/** The location of a plugin according to its entry. Nothing is fetched or run to find out. */
export type PluginSource =
  | { readonly kind: 'path'; readonly folder: string }
  | { readonly kind: 'github'; readonly repo: string; readonly ref?: string; readonly sha?: string }
  | { readonly kind: 'url'; readonly url: string; readonly ref?: string; readonly sha?: string }
  | {
      readonly kind: 'git-subdir';
      /** A URL, or `owner/repo` of GitHub. */
      readonly url: string;
      readonly path: string;
      readonly ref?: string;
      readonly sha?: string;
    }
  | { readonly kind: 'npm'; readonly package: string; readonly version?: string; readonly registry?: string }
  | { readonly kind: 'archive'; readonly url: string; readonly sha256?: string }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'invalid'; readonly wrong: readonly SourceFault[] };

/** What is wrong with a source, and where in it. */
export interface SourceFault {
  readonly path: readonly string[];
  readonly message: string;
  readonly help?: string;
  /** It leads to a place outside of the marketplace or repository. */
  readonly leaves?: true;
  /** It lacks only `./`, and this is the folder that it means. */
  readonly meant?: string;
}

/** The kinds of source that are written as an object, with the keys of each. */
export const sourceKeys: Readonly<Record<string, readonly string[]>> = {
  github: ['repo', 'ref', 'sha'],
  url: ['url', 'ref', 'sha'],
  'git-subdir': ['url', 'path', 'ref', 'sha'],
  npm: ['package', 'version', 'registry'],
  archive: ['url', 'sha256'],
  command: ['command', 'timeout', 'mode'],
};

/** Those that lead to a copy of the plugin in another place, which is fetched from there; every version of the client knows them. */
export const fetchedKinds: ReadonlySet<unknown> = new Set(['github', 'url', 'git-subdir', 'npm']);

const required: Readonly<Record<string, readonly string[]>> = {
  github: ['repo'],
  url: ['url'],
  'git-subdir': ['url', 'path'],
  npm: ['package'],
  archive: ['url'],
  command: ['command'],
};

/**
 * Reads the `source` of an entry as the client does.
 * @param pluginRoot `metadata.pluginRoot` of the marketplace, for bare names.
 */
export function sourceOf(value: unknown, pluginRoot: unknown): PluginSource {
  if (typeof value === 'string') return pathSource(value, pluginRoot);
  const kind = textOf(member(value, 'source'));
  if (!isMap(value) || kind === undefined)
    return invalid([], 'is neither a path nor an object with a `source` key', helpWithoutKind(value));
  const keys = Object.hasOwn(sourceKeys, kind) ? sourceKeys[kind] : undefined;
  if (keys === undefined)
    return invalid(['source'], `is \`${kind}\`, which is not a kind of plugin source`, helpWithKind(kind));
  const wrong: SourceFault[] = [];
  for (const key of keys) {
    const field = value[key];
    if (field === undefined) {
      if (required[kind]?.includes(key))
        wrong.push({
          path: [],
          message: `has no \`${key}\`, which sources of the kind \`${kind}\` require`,
          help: `add \`${key}\``,
        });
    } else if (key === 'timeout' ? typeof field !== 'number' : textOf(field) === undefined)
      wrong.push({ path: [key], message: `must be ${key === 'timeout' ? 'a number' : 'a string'}` });
    else if (typeof field === 'string') {
      const fault = faultOf(kind, key, field);
      if (fault !== undefined) wrong.push({ path: [key], ...fault });
    }
  }
  return wrong.length > 0
    ? { kind: 'invalid', wrong }
    : (Object.assign(pick(value, keys), { kind }) as unknown as PluginSource);
}

/** Whether {@link sourceOf} finds nothing wrong with an object of texts, and all of its keys are known; without making a source of it. */
export function isSoundSource(value: Readonly<Record<string, unknown>>): boolean {
  const kind = value.source;
  const keys = typeof kind === 'string' && Object.hasOwn(sourceKeys, kind) ? sourceKeys[kind] : undefined;
  if (typeof kind !== 'string' || keys === undefined) return false;
  for (const key of Object.keys(value)) {
    if (key === 'source') continue;
    const field = value[key];
    if (typeof field !== 'string' || field === '' || !keys.includes(key) || faultOf(kind, key, field))
      return false;
  }
  return required[kind]?.every((key) => Object.hasOwn(value, key)) === true;
}

/** What to write instead of a kind that does not exist. */
function helpWithKind(kind: string): string {
  const near = suggestion(kind, Object.keys(sourceKeys));
  return near === undefined
    ? `use ${listed(quoted(Object.keys(sourceKeys)), 'or')}`
    : `did you mean \`${near}\`?`;
}

/** What to write instead of a source without a kind: the kind under its right key, if it is under another one. */
function helpWithoutKind(value: unknown): string {
  if (!isMap(value)) return 'write `"./plugins/<name>"`';
  const key = ['type', 'kind'].find((each) => Object.hasOwn(sourceKeys, textOf(value[each]) ?? ''));
  return key === undefined
    ? `add \`source\` with the kind of source: ${listed(quoted(Object.keys(sourceKeys)), 'or')}; for a folder of the marketplace, write \`"./plugins/<name>"\` instead`
    : `rename \`${key}\` to \`source\``;
}

function pathSource(stated: string, pluginRoot: unknown): PluginSource {
  const isBare = !stated.startsWith('./') && stated !== '.';
  if (!isBare) {
    const folder = insideOf('', stated);
    return folder === undefined ? leaves(stated) : { kind: 'path', folder };
  }
  if (/^[/\\]|^[a-z]:[/\\]/i.test(stated)) return leaves(stated);
  if (stated.split('/').includes('..')) return leaves(stated);
  if (stated.includes('/') || stated === '') {
    const message = `is \`${stated}\`, which does not start with \`./\``;
    const meant = insideOf('', stated);
    const help = `write \`"./${stated}"\``;
    return { kind: 'invalid', wrong: [{ path: [], message, help, ...(meant !== undefined && { meant }) }] };
  }
  const root = textOf(pluginRoot);
  const base = root === undefined ? undefined : insideOf('', root);
  const folder = base === undefined ? undefined : insideOf(base, stated);
  return folder === undefined
    ? invalid(
        [],
        `is the bare name \`${stated}\`, but \`metadata.pluginRoot\` does not name a folder to look in`,
        `write \`"./${stated}"\``,
      )
    : { kind: 'path', folder };
}

/** A folder in the marketplace. The client rejects every `..`, even one that stays inside, and every backslash. */
function insideOf(base: string, stated: string): string | undefined {
  return /\\/.test(stated) || stated.split('/').includes('..') ? undefined : pathInTree(base, stated);
}

const leaves = (stated: string): PluginSource =>
  invalid(
    [],
    `is \`${stated}\`, which is not a path inside the marketplace`,
    'write a path relative to the folder that contains `.claude-plugin`, such as `"./plugins/<name>"`',
    true,
  );

const invalid = (path: readonly string[], message: string, help?: string, leaves?: true): PluginSource => ({
  kind: 'invalid',
  wrong: [{ path, message, ...(help !== undefined && { help }), ...(leaves && { leaves }) }],
});

/** Why a value of a source cannot be used. Strings that git would take for an option never reach git. */
function faultOf(kind: string, key: string, value: string): Omit<SourceFault, 'path'> | undefined {
  if (/^-|[\0\n\r]/.test(value))
    return {
      message: `begins with \`-\` or contains a line break, so a command could mistake it for an option`,
    };
  if (key === 'url' && kind === 'archive' && !/^https:\/\//i.test(value))
    return { message: 'must be an `https://` URL' };
  if (key === 'url' && kind !== 'archive') {
    const isUrl = /^(https?|file|(?:git\+)?ssh|ssh\+git):\/\/[^\s]+$|^[\w.-]+@[\w.-]+:[^\s]+$/i.test(value);
    const isShort = kind === 'git-subdir' && isRepository(value);
    if (!isUrl && !isShort)
      return {
        message: `is \`${value}\`, which is not a URL of a git repository`,
        help: 'write a URL such as `https://github.com/owner/repo.git`',
      };
  }
  if (key === 'repo' && !isRepository(value))
    return {
      message: `must have the form \`owner/repo\`, but is \`${value}\``,
      help: `write \`${shortNameOf(value) ?? 'owner/repo'}\``,
    };
  if (key === 'sha' && !/^[0-9a-f]{40}$/.test(value))
    return {
      message: 'must be a full commit hash: 40 lower-case hexadecimal digits',
      help: 'run `git rev-parse <commit>` to get the whole hash',
    };
  if (key === 'sha256' && !/^[0-9a-f]{64}$/i.test(value))
    return { message: 'must be 64 hexadecimal digits', help: 'run `sha256sum <file>` to get it' };
  if (key === 'path' && insideOf('', value) === undefined)
    return { message: `is \`${value}\`, which is not a path inside the repository`, leaves: true };
  if (key === 'package' && (value.includes('..') || !/^(@[\w.~-]+\/)?[\w.~-]+$/.test(value)))
    return { message: `is \`${value}\`, which is not the name of an npm package` };
  if (key === 'mode' && value !== 'copy' && value !== 'link')
    return { message: 'must be `copy` or `link`', help: 'write `copy` or `link`' };
  return undefined;
}

/** The URL of a source that names a repository of GitHub by `owner/repo`, where the client has an address of its own for it. */
export const longUrlOf = (url: string): string | undefined =>
  isRepository(url) ? `https://github.com/${url.replace(/\.git$/, '')}.git` : undefined;

/** `owner/repo` of a URL of a repository on GitHub. */
const shortNameOf = (url: string): string | undefined =>
  /^(?:https?:\/\/|ssh:\/\/git@|git@)github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i.exec(url)?.[1];

const isRepository = (value: string): boolean =>
  /^[\w.-]+\/[\w.-]+$/.test(value) && !value.startsWith('../') && !value.endsWith('/..');

function pick(value: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]));
}
