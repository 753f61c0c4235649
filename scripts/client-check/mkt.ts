import { join } from 'node:path';
import { main } from '../../src/cli/main.ts';
import { saidBy } from '../said-by.ts';
import { enabledIn, requestOf, settingsOf, writeJson } from './client.ts';
import type { Sample } from './sample.ts';
import type { Written } from './write-sample.ts';

/** The parts of `mkt check --json` that are compared. */
export interface MktResult {
  readonly ok: boolean;
  readonly verdict: { readonly kind: string };
  readonly findings: readonly {
    readonly rule: string;
    readonly case: string;
    readonly severity: string;
    readonly message: string;
    readonly plugins: readonly string[];
    readonly evidence?: { readonly instead?: unknown };
  }[];
  readonly plugins: readonly {
    readonly name: string;
    readonly marketplace: string;
    readonly version?: string;
    readonly unpinnable?: boolean;
    readonly statedVersion?: string;
  }[];
}

/** What mkt says of the request, before anything is installed. */
export function askMkt(
  sample: Sample,
  { project, marketplaces }: Written,
  cache: string,
): Promise<MktResult> {
  const hasSettings = Object.keys(sample.settings).length > 0;
  if (hasSettings) writeJson(settingsOf(project), { enabledPlugins: enabledIn(sample) });
  const words = hasSettings ? [] : requestOf(sample).map((name) => `${name}@${sample.lab.name}`);
  return check(
    [...words, '--no-bundled', ...marketplaces.flatMap(({ mkt }) => ['--registry', mkt])],
    project,
    { MKT_CACHE_DIR: cache, CLAUDE_CONFIG_DIR: join(cache, 'no-client') },
  );
}

/** What mkt says of what the client left in its home. */
export const askMktInstalled = (project: string, home: string, cache: string): Promise<MktResult> =>
  check(['--installed'], project, { MKT_CACHE_DIR: cache, CLAUDE_CONFIG_DIR: join(home, 'cfg'), HOME: home });

async function check(args: readonly string[], cwd: string, env: Record<string, string>): Promise<MktResult> {
  const said = await saidBy(main, ['check', ...args, '--json'], {
    cwd,
    env: { PATH: process.env.PATH, MKT_POLICY: '', ...env },
  });
  const result = JSON.parse(said.stdout) as
    | MktResult
    | { readonly ok: false; readonly error: { message: string } };
  return 'error' in result
    ? { ok: false, verdict: { kind: result.error.message }, findings: [], plugins: [] }
    : result;
}
