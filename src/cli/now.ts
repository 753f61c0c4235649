import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginId } from '../model/plugin-id.ts';
import type { Now } from '../planner/index.ts';
import { clientFolder, projectSettings, userSettings } from '../project/settings-places.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';
import { clientVersion } from './client-version.ts';
import type { Gathered } from './gathered.ts';
import type { World } from './world.ts';

/** What there is before a plan: what the client has installed and enabled here, and the lock. */
export async function nowOf(
  gathered: Gathered,
  {
    options,
    world: { env },
  }: {
    readonly options: { readonly cwd: string; readonly claudeCode?: string };
    readonly world: Pick<World, 'env'>;
  },
): Promise<Now> {
  const { cwd, claudeCode } = options;
  const locked = gathered.kept && { locked: gathered.kept };
  if (!hasTraces(cwd, env)) return { plugins: new Map(), marketplaces: new Set(), ...locked };
  const [{ readMachine }, { installedHere }, { trustIn }] = await Promise.all([
    import('../project/machine/read-machine.ts'),
    import('../project/machine/installed-here.ts'),
    import('../project/machine/trust.ts'),
  ]);
  // The client takes a worktree for its main checkout.
  const installed = installedHere(trustIn(gathered.project?.root ?? cwd, env).folder, env).plugins;
  const { loading, names } = await readMachine({
    cwd,
    env,
    facts: clientFacts(clientVersion(claudeCode, gathered)),
  });
  return {
    plugins: new Map(
      loading.plugins.map(({ id, state, recorded }) => {
        const commit = installed.get(id as PluginId)?.commit;
        return [
          id,
          {
            state,
            ...(recorded !== undefined && { version: recorded }),
            ...(commit !== undefined && { commit }),
          },
        ];
      }),
    ),
    marketplaces: names,
    ...locked,
  };
}

/** Whether the client has been used here at all. Most readers of a first plan have nothing installed, and then nothing is read. */
function hasTraces(cwd: string, env: World['env']): boolean {
  const plugins = env.CLAUDE_CODE_PLUGIN_CACHE_DIR || join(clientFolder(env), 'plugins');
  return (
    existsSync(plugins) ||
    existsSync(join(clientFolder(env), 'skills')) ||
    [userSettings(env), ...projectSettings(cwd)].some(({ path }) => existsSync(path))
  );
}
