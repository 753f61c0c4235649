import type { ModReading } from '../../model/mod.ts';
import { misspelt } from '../../model/nearest.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { modOf, statedModules } from '../components/mods.ts';
import { hasFile } from '../file-tree.ts';
import type { Manifest } from '../manifest.ts';

/** Why the client does not load the mod of a plugin, as far as its files show it. */
export async function modFaults(manifest: Manifest, name: string): Promise<Fault[]> {
  const stated = statedModules(manifest);
  if (stated === undefined) return [];
  const plugins = name === '' ? [] : [name];
  const { file, paths } = stated;
  if (paths.length !== 1) {
    const location = file.read().locate(paths.length === 0 ? ['modules'] : ['modules', 1]);
    return [problem('schema-violation', 'mod-amount', { amount: paths.length }, { location, plugins })];
  }
  const [path] = paths;
  if (path === undefined || !hasFile(manifest.tree?.files() ?? [], path)) {
    const location = file.read().locate(['modules', 0]);
    return [problem('schema-violation', 'mod-missing', {}, { location, plugins })];
  }
  const mod = await modOf(manifest);
  return [...refused(mod), ...misspeltEvents(mod, manifest)].map((fault) => ({ ...fault, plugins }));
}

/** Events that do not exist, and are near to one that does; what is near to none may be an event of another mod. */
function misspeltEvents(mod: ModReading | undefined, { facts: { hooks } }: Manifest): Fault[] {
  const known = [...hooks.mods.events, ...Object.keys(hooks.events).map((event) => `classic.${event}`)];
  return (mod?.hooks ?? []).flatMap(({ event, location }): Fault[] => {
    if (event.includes('*') || known.includes(event)) return [];
    const near = misspelt(event, known);
    return near === undefined
      ? []
      : [problem('schema-violation', 'mod-event', { event, near }, { location })];
  });
}

const refused = (mod: ModReading | undefined): Fault[] =>
  (mod?.refusals ?? []).map(({ why, detail, location }) =>
    why === 'unread'
      ? problem('schema-violation', 'mod-unread', { detail: detail ?? '' }, { location })
      : problem('schema-violation', 'mod-refused', { why, ...(detail && { detail }) }, { location }),
  );
