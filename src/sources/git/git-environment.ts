import { devNull } from 'node:os';

/** The variables of a process, as in Node. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings for every run of git, whatever the repository or the user has configured. */
const always: readonly (readonly [key: string, value: string])[] = [
  // Nothing that is part of a repository is run.
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['protocol.ext.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  // Nothing continues in the background after the command has ended.
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  // A redirect is followed only where mkt would go: see `redirects.ts`.
  ['http.followRedirects', 'false'],
  // A connection that stalls is given up.
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '30'],
];

/** Variables that point git to another repository, such as those that git sets for hooks. */
const ofOtherRepositories: readonly string[] = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DEFAULT_HASH',
  'GIT_DEFAULT_REF_FORMAT',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/**
 * Variables by which git reads mkt's patterns of paths otherwise. An editor that runs `git --literal-pathspecs commit` sets one for the
 * hooks, and nothing would look changed.
 */
const ofPatterns = /^GIT_(?:LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS$/;

/** Variables that make git log what it does, and with it the URLs and credentials that it is given. */
const tells = /^GIT_(?:TRACE|CURL_VERBOSE|REDIRECT_)/i;

/** The `-c` options in front of every git command. */
export const safeSettings: readonly string[] = always.flatMap(([key, value]) => ['-c', `${key}=${value}`]);

/** The configuration that names the remote repository. */
export const remoteUrl = 'remote.origin.url';

/** An encrypted remote must not redirect to an unencrypted one. The user's own configuration may replace it by `ssh` or a folder. */
function transportsFor(settings: readonly (readonly [string, string])[]): string {
  const url = settings.find(([key]) => key === remoteUrl)?.[1] ?? '';
  return /^http:/i.test(url) ? 'https:http:ssh:file' : 'https:ssh:file';
}

/**
 * The environment for git: no prompts, English messages, only transports that do not run commands.
 * @param settings more configuration; passed in the environment, because a URL with a password must not be among the arguments,
 * which every user of the machine can see.
 */
export function gitEnvironment(
  env: Environment,
  { network, settings = [] }: { network: boolean; settings?: readonly (readonly [string, string])[] },
): Record<string, string> {
  const kept = Object.entries(env).filter(
    (pair): pair is [string, string] =>
      pair[1] !== undefined &&
      !ofOtherRepositories.includes(pair[0]) &&
      !ofPatterns.test(pair[0]) &&
      !tells.test(pair[0]),
  );
  const own = Number(env.GIT_CONFIG_COUNT) || 0;
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // Reading must never fetch what a partial clone lacks.
    ...(network ? {} : { GIT_NO_LAZY_FETCH: '1' }),
    GIT_ALLOW_PROTOCOL: network ? transportsFor(settings) : 'none',
    GIT_CONFIG_COUNT: String(own + settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${own + index}`, key],
        [`GIT_CONFIG_VALUE_${own + index}`, value],
      ]),
    ),
  };
}
