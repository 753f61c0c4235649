/** Code that a plugin runs although its own files do not contain it, fetched at whatever version there is on that day. */
export interface UnlockedUse {
  /** What fetches it; `python-git` is a repository that a runner of Python packages clones. */
  readonly by: 'npm' | 'python' | 'docker' | 'git' | 'python-git' | 'bundle' | 'script';
  /** The package, image or URL, without a version. */
  readonly what: string;
  /** The whole command or URL. */
  readonly runs: string;
  /** How the command names it, with a range or a tag; absent for what has no versions. */
  readonly spec?: string;
  /** What comes before an exact version, such as `tool@`. */
  readonly stem?: string;
}

/** Options of `docker run` that are followed by a value. */
const dockerValues =
  /^(?:-[evpwulmh]|--(?:env|env-file|pull|volume|mount|name|publish|workdir|network|user|entrypoint|platform|label|add-host|memory|cpus|hostname|tmpfs|gpus|device|cap-add|cap-drop|security-opt|ulimit))$/;
/** Options of runners of packages that are followed by a value that is no package. */
const runnerValues = /^(?:-c|--call|--python|-p=|--index-url|--registry|--with|--cache)$/;

/**
 * What a command fetches without saying exactly which version, or undefined if it fetches nothing or says exactly. Only the usual
 * ways are recognized; a command that is not understood is not reported.
 */
export function unlockedUse(command: string): UnlockedUse | undefined {
  const words = command
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
  if (/\b(?:curl|wget)\b[^|]*\bhttps?:[^|]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/.test(command))
    return { by: 'script', what: /https?:[^\s|"']+/.exec(command)?.[0] ?? command, runs: command };
  for (const [index, word] of words.entries()) {
    const name = word.slice(word.lastIndexOf('/') + 1).replace(/\.(?:cmd|exe)$/, '');
    const [next = '', after = ''] = words.slice(index + 1);
    const rest = (skipped: number) => words.slice(index + 1 + skipped);
    const isStart = index === 0 || /^(?:&&|\|\||;|\||exec|env|cmd|\/c|-c)$|=/.test(words[index - 1] ?? '');
    if (!isStart) continue;
    // What follows may be a fallback that says less: `npx a@1.0.0 || npx a`.
    const use = fetchedBy(name, [next, after], rest, command);
    if (use !== undefined) return use;
  }
  return undefined;
}

/** What one program of a command fetches, by its name and the words after it. */
function fetchedBy(
  name: string,
  [next, after]: readonly [string, string],
  rest: (skipped: number) => readonly string[],
  command: string,
): UnlockedUse | undefined {
  if (name === 'npx' || name === 'bunx') return npm(rest(0), command);
  if ((name === 'pnpm' || name === 'yarn') && next === 'dlx') return npm(rest(1), command);
  if (name === 'npm' && (next === 'exec' || next === 'x')) return npm(rest(1), command);
  if (name === 'uvx') return python(rest(0), command);
  if (name === 'uv' && next === 'tool' && after === 'run') return python(rest(2), command);
  if (name === 'pipx' && next === 'run') return python(rest(1), command);
  if ((name === 'docker' || name === 'podman') && next === 'run') return docker(rest(1), command);
  return undefined;
}

/** A bundle that is downloaded by its URL. */
export function unlockedUrl(url: string): UnlockedUse | undefined {
  return /^https?:.*\.(?:mcpb|dxt)(?:[?#]|$)/i.test(url) ? { by: 'bundle', what: url, runs: url } : undefined;
}

/** The first argument that is no option, or the value of the option that names the package. */
function packageIn(words: readonly string[], naming: RegExp): string | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as string;
    const [option = '', value] = word.split(/=(.*)/s);
    if (naming.test(option)) return value ?? words[index + 1];
    if (runnerValues.test(word)) index += 1;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

/** Nothing that is on this machine, or only known when it runs. */
const isElsewhere = (what: string): boolean => !/^[./~]|[$`{]/.test(what);

const isFixedGit = (url: string): boolean => /(?:#|@)(?:[0-9a-f]{40})\b/.test(url);

/** An archive has no commit: the owner of the server can replace it. */
const isArchive = (url: string): boolean => /^https?:.*\.(?:tgz|tar\.gz|zip|whl)(?:[?#]|$)/i.test(url);

/** npm takes what follows `#` as the commit, the runners of Python packages what follows `@`. */
function fromUrl(url: string, by: 'git' | 'python-git', runs: string): UnlockedUse | undefined {
  if (isArchive(url)) return { by: 'bundle', what: url, runs };
  if (isFixedGit(url)) return undefined;
  const bare = url.replace(/#.*$/, '');
  const what = by === 'git' ? bare : bare.replace(/@[^/@:]*$/, '');
  return { by, what, runs, spec: url, stem: `${what}${by === 'git' ? '#' : '@'}` };
}

function npm(words: readonly string[], runs: string): UnlockedUse | undefined {
  // `--no-install` takes what the project has.
  if (words.includes('--no-install') || words.includes('--no')) return undefined;
  const spec = packageIn(words, /^(?:-p|--package)$/);
  if (spec === undefined || !isElsewhere(spec)) return undefined;
  if (/^(?:git[+:]|github:|https?:)/.test(spec)) return fromUrl(spec, 'git', runs);
  const [, what = '', version] = /^((?:@[\w.~-]+\/)?[\w.~-]+)(?:@(.+))?$/.exec(spec) ?? [];
  if (what === '' || /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version ?? '')) return undefined;
  return { by: 'npm', what, runs, spec, stem: `${what}@` };
}

function python(words: readonly string[], runs: string): UnlockedUse | undefined {
  const spec = packageIn(words, /^(?:--from|--spec)$/);
  if (spec === undefined || !isElsewhere(spec)) return undefined;
  if (/^(?:git\+|https?:)/.test(spec)) return fromUrl(spec, 'python-git', runs);
  const [, what = '', version] = /^([\w.-]+(?:\[[\w,.-]*\])?)(?:(?:@|===?)(.+)|[<>~!].*)?$/.exec(spec) ?? [];
  if (what === '' || /^\d[\w.!+-]*$/.test(version ?? '')) return undefined;
  // Only where an option names it, a requirement can be written.
  const isNamed = words.some((word) => /^--(?:from|spec)(?:=|$)/.test(word)) || /\bpipx\b/.test(runs);
  return { by: 'python', what, runs, spec, stem: `${what}${isNamed ? '==' : '@'}` };
}

function docker(words: readonly string[], runs: string): UnlockedUse | undefined {
  let at = 0;
  while (at < words.length && words[at]?.startsWith('-'))
    at += dockerValues.test(words[at] as string) ? 2 : 1;
  const image = words[at];
  if (image === undefined || !isElsewhere(image) || image.includes('@sha256:')) return undefined;
  const [, what = image, tag] = /^(.*?)(?::([\w.-]+))?$/.exec(image) ?? [];
  return tag === undefined || tag === 'latest'
    ? { by: 'docker', what, runs, spec: image, stem: `${what}@` }
    : undefined;
}
