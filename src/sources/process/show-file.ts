import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Started } from './supervised.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The program that opens a file as a double click does, or why there is none that anyone would see. Never through a shell. */
export function openerOf(path: string, platform: string, env: Env): Started | { readonly why: string } {
  if (env.CI !== undefined && env.CI !== '' && env.CI !== 'false') return { why: '`CI` is set' };
  if (platform === 'darwin') return { program: 'open', args: [path] };
  if (platform === 'win32')
    return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', pathToFileURL(path).href] };
  const hasDisplay = [env.DISPLAY, env.WAYLAND_DISPLAY].some(
    (display) => display !== undefined && display !== '',
  );
  return hasDisplay ? { program: 'xdg-open', args: [path] } : { why: 'there is no display' };
}

/** An opener that runs longer than this, in milliseconds, is the browser itself: it is not awaited. */
const patience = 3000;

/** Opens a file for the user to look at. @returns why that failed; undefined if it did not. */
export function showFile(
  path: string,
  env: Env,
  platform: string = process.platform,
): Promise<string | undefined> {
  const opener = openerOf(path, platform, env);
  if ('why' in opener) return Promise.resolve(opener.why);
  const { program, args } = opener;
  return new Promise((resolve) => {
    // It goes on without mkt, and writes nothing into its terminal.
    const child = spawn(program, args, { env: { ...env }, stdio: 'ignore', detached: true });
    const timer = setTimeout(() => resolve(undefined), patience);
    const end = (why: string | undefined) => {
      clearTimeout(timer);
      resolve(why);
    };
    child.once('error', ({ code }: NodeJS.ErrnoException) =>
      end(code === 'ENOENT' ? `\`${program}\` is not installed` : `\`${program}\` did not start (${code})`),
    );
    child.once('exit', (code) => end(code === 0 ? undefined : `\`${program}\` failed`));
    child.unref();
  });
}
