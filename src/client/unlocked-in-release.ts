import type { Location } from '../model/location.ts';
import type { Release } from '../model/plugin.ts';
import { type UnlockedUse, unlockedUrl, unlockedUse } from './unlocked-code.ts';

/** A use of code that a release does not contain, and where it says so. */
export interface PlacedUse extends UnlockedUse {
  readonly location?: Location;
}

/** What the hooks, servers and monitors of a release run that its own files do not contain. */
export function unlockedInRelease({ components, details = [] }: Release): PlacedUse[] {
  const places = (kind: string) => details.filter((detail) => detail.kind === kind);
  const found: PlacedUse[] = [];
  const put = (use: UnlockedUse | undefined, location: () => Location | undefined) => {
    const place = use === undefined ? undefined : location();
    if (use !== undefined) found.push({ ...use, ...(place !== undefined && { location: place }) });
  };
  const hooks = places('hook');
  components.hooks.forEach(({ event, command }, index) => {
    const own =
      hooks.length === components.hooks.length ? hooks[index] : hooks.find(({ name }) => name === event);
    put(unlockedUse(command ?? ''), () => own?.location);
  });
  const servers = places('mcp-server');
  for (const { name, command, url } of components.mcpServers)
    put(
      unlockedUse(command ?? '') ?? unlockedUrl(url ?? ''),
      () => servers.find((each) => each.name === name)?.location,
    );
  const monitors = places('monitor');
  for (const { name, command } of components.monitors)
    put(unlockedUse(command ?? ''), () => monitors.find((each) => each.name === name)?.location);
  return found;
}
