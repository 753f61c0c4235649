import { spawn, spawnSync } from 'node:child_process';
import { parse } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { spoil } from '../files/trace.ts';
import {
  endsWithParent,
  endsWithStream,
  noSuchProgram,
  ended as watcherEnds,
} from '../process/supervised.ts';
import type { GitCommand, GitOutcome } from './git-command.ts';
import { gitEnvironment, remoteUrl, safeSettings } from './git-environment.ts';
import { type GitProblem, gitMissing, problemOf, timedOut, tooLarge } from './git-problem.ts';
import { noteGit, takeFresh } from './git-questions.ts';
import { mostHops, redirectIn, tracing } from './redirects.ts';

const localSeconds = 60;
const networkSeconds = 120;
const usualBytes = 64 * 1024 * 1024;
const stderrBytes = 64 * 1024;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The time limit for commands that use the network: `MKT_TIMEOUT`. */
function secondsFor({ network, env }: GitCommand): number {
  const asked = Number(env.MKT_TIMEOUT);
  return network !== true ? localSeconds : asked > 0 ? asked : networkSeconds;
}

function argumentsOf({ args, gitDir }: GitCommand): string[] {
  return [...safeSettings, ...(gitDir === undefined ? [] : [`--git-dir=${gitDir}`]), ...args];
}

/**
 * Without an explicit repository, git would look for one around the working folder and use its settings for remotes: a clone then
 * lacks the tags.
 */
const folderFor = ({ gitDir }: GitCommand): { cwd?: string } =>
  gitDir === undefined ? { cwd: parse(process.cwd()).root } : {};

const environmentOf = ({ env, network = false, settings = [], indexFile, isTraced }: Attempt) => ({
  ...gitEnvironment(env, { network, settings }),
  ...(isTraced === true && tracing),
  ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
});

/** Runs git synchronously: for local reads, where that is faster than waiting for an event. Never through a shell. */
export function runGitSync(command: GitCommand): GitOutcome {
  const outcome = takeFresh(command) ?? runRedirected(command);
  noteGit(command, outcome);
  return outcome;
}

function runRedirected(command: GitCommand): GitOutcome {
  const attempts = redirected(command);
  let next = attempts.next();
  while (next.done !== true) next = attempts.next(runSync(next.value));
  return next.value;
}

/** A run of git, of which the redirects may be wanted. */
type Attempt = GitCommand & { readonly isTraced?: true };

/** How it ended, and if it failed, what it wrote to stderr. */
type Ended = GitOutcome & { readonly said?: string };

/** Where servers have redirected to in this run of mkt, by the URL that was asked for first. */
const moved = new Map<string, string>();

/** The runs of git that a command takes: one, and two for each redirect that mkt follows, of which the first says where it leads. */
function* redirected(command: GitCommand): Generator<Attempt, GitOutcome, Ended> {
  const stated = command.settings?.find(([key]) => key === remoteUrl)?.[1];
  const before = stated === undefined ? undefined : moved.get(stated);
  if (stated !== undefined && before !== undefined) {
    const again = yield { ...command, settings: withUrl(command, before) };
    if (again.ok) return again;
    // It may have moved again, or back.
    moved.delete(stated);
  }
  let url = stated;
  let outcome = yield command;
  for (let hops = 0; !outcome.ok && outcome.problem.kind === 'redirected'; hops += 1) {
    if (stated === undefined || url === undefined) break;
    if (hops === mostHops) return failed({ kind: 'failed', message: 'the server redirects too many times' });
    const { said } = yield {
      args: ['ls-remote', '--quiet', '--', 'origin', 'HEAD'],
      env: command.env,
      network: true,
      settings: withUrl(command, url),
      isTraced: true,
    };
    const next = redirectIn(said ?? '', stated, url);
    if ('problem' in next) return failed({ kind: 'failed', message: next.problem });
    url = next.url;
    outcome = yield { ...command, settings: withUrl(command, url) };
  }
  if (outcome.ok && stated !== undefined && url !== undefined && url !== stated) moved.set(stated, url);
  return outcome;
}

/** The configuration of a command with another URL. */
const withUrl = ({ settings = [] }: GitCommand, url: string): NonNullable<GitCommand['settings']> =>
  settings.map(([key, value]) => [key, key === remoteUrl ? url : value] as const);

function runSync(command: Attempt): Ended {
  const seconds = secondsFor(command);
  // What only reads a disk ends by itself.
  const { program, args } =
    command.network === true
      ? endsWithParent('git', argumentsOf(command))
      : { program: 'git', args: argumentsOf(command) };
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    ...folderFor(command),
    env: environmentOf(command),
    input: command.input ?? '',
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: command.mostBytes ?? usualBytes,
    windowsHide: true,
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT' || status === noSuchProgram) return failed(gitMissing);
  if (code === 'ETIMEDOUT') return failed(timedOut(seconds));
  if (code === 'ENOBUFS') return failed(tooLarge);
  if (status === 0) return { ok: true, stdout };
  const said = stderr.subarray(0, stderrBytes).toString('utf8');
  return { ...failed(problemOf(error?.message ?? said)), said };
}

/** Runs git asynchronously: for transfers. Never through a shell. */
export async function runGit(command: GitCommand): Promise<GitOutcome> {
  spoil('git fetched something');
  const attempts = redirected(command);
  let next = attempts.next();
  while (next.done !== true) next = attempts.next(await runOnce(next.value));
  return next.value;
}

function runOnce(command: Attempt): Promise<Ended> {
  const seconds = secondsFor(command);
  // A session of its own: ssh has no terminal to prompt on, and everything that git has started can be killed together.
  const detached = process.platform !== 'win32';
  return new Promise((resolve) => {
    const { program, args } = endsWithStream('git', argumentsOf(command));
    const child = spawn(program, args, {
      ...folderFor(command),
      env: environmentOf(command),
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached,
      windowsHide: true,
    });
    const [stdin, stdout, stderr, lifeline] = child.stdio as [
      Writable,
      Readable,
      Readable,
      Writable,
      unknown,
    ];
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let outBytes = 0;
    let errBytes = 0;
    let ended: GitProblem | undefined;
    const end = (problem: GitProblem) => {
      ended ??= problem;
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It is gone already.
      }
    };
    const clock = setTimeout(() => end(timedOut(seconds)), seconds * 1000);
    const stopWithUs = () => end({ kind: 'failed', message: 'mkt was stopped' });
    process.once('exit', stopWithUs);
    // The child does not receive the signals of the terminal: it is killed here, and then mkt itself.
    const interrupted = (signal: NodeJS.Signals) => {
      stopWithUs();
      process.kill(process.pid, signal);
    };
    for (const signal of signals) process.once(signal, interrupted);
    stdout.on('data', (chunk: Buffer) => {
      outBytes += chunk.length;
      if (outBytes > (command.mostBytes ?? usualBytes)) end(tooLarge);
      else out.push(chunk);
    });
    stderr.on('data', (chunk: Buffer) => {
      if (errBytes < stderrBytes) err.push(chunk);
      errBytes += chunk.length;
    });
    const settle = (outcome: Ended) => {
      clearTimeout(clock);
      process.removeListener('exit', stopWithUs);
      for (const signal of signals) process.removeListener(signal, interrupted);
      resolve(outcome);
    };
    child.on('error', (error: NodeJS.ErrnoException) =>
      settle(failed(error.code === 'ENOENT' ? gitMissing : problemOf(error.message))),
    );
    child.on('exit', () => lifeline.end(watcherEnds));
    child.on('close', (status) => {
      if (ended !== undefined) settle(failed(ended));
      else if (status === 0) settle({ ok: true, stdout: Buffer.concat(out) });
      else if (status === noSuchProgram) settle(failed(gitMissing));
      else {
        const said = Buffer.concat(err).toString('utf8');
        settle({ ...failed(problemOf(said)), said });
      }
    });
    // Git can exit before it has read everything.
    for (const stream of [stdin, lifeline]) stream.on('error', () => undefined);
    stdin.end(command.input ?? '');
  });
}

/**
 * Runs git and streams its output; at the end, why it is incomplete, if it is. It starts with the first chunk that is requested,
 * and ends with its reader. There is no time limit: the reader decides how long it takes. If mkt is stopped, the pipe breaks and
 * git ends too.
 * @param bytes the expected size of the output; with fewer or more it has failed.
 */
export async function* streamGit(
  command: GitCommand,
  bytes: number,
): AsyncGenerator<Uint8Array, GitProblem | undefined> {
  spoil('a file was streamed');
  const child = spawn('git', argumentsOf(command), {
    ...folderFor(command),
    env: environmentOf(command),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const err: Buffer[] = [];
  let errBytes = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    if (errBytes < stderrBytes) err.push(chunk);
    errBytes += chunk.length;
  });
  const ended = new Promise<GitProblem | undefined>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? gitMissing : problemOf(error.message)),
    );
    child.on('close', (status) =>
      resolve(status === 0 ? undefined : problemOf(Buffer.concat(err).toString('utf8'))),
    );
  });
  try {
    let printed = 0;
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      printed += chunk.length;
      if (printed > bytes) break;
      yield chunk;
    }
    if (printed > bytes) return otherBytes;
    return (await ended) ?? (printed === bytes ? undefined : otherBytes);
  } catch {
    // The pipe was closed early, because git did not start or was killed.
    return (await ended) ?? otherBytes;
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

const otherBytes: GitProblem = {
  kind: 'failed',
  message: "git's output does not match the size of the file",
};

const failed = (problem: GitProblem): GitOutcome => ({ ok: false, problem });
