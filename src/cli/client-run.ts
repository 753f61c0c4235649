import { pluginId } from '../model/plugin.ts';
import type { Install } from '../sources/driver/client-install.ts';
import type { Gathered } from './gathered.ts';

/**
 * Adds what the client itself would make of the request, where there is a combination and it comes from marketplaces of the client.
 */
export async function withClientRun(gathered: Gathered): Promise<Gathered> {
  const requests = requestsOf(gathered);
  if (requests.length === 0) return gathered;
  const { askedOf, installWithClient } = await import('../sources/driver/client-install.ts');
  const clientRun = await installWithClient(requests, askedOf(gathered.registries));
  return clientRun === undefined ? gathered : { ...gathered, clientRun };
}

/** An order in which the client finds the way; undefined if it finds it in this one, or in none. */
export async function clientOrder(
  gathered: Gathered,
  order: readonly string[],
): Promise<readonly string[] | undefined> {
  const place = new Map(order.map((name, index) => [name, index]));
  const requests = requestsOf(gathered)
    .filter(({ name }) => place.has(name))
    .sort((a, b) => (place.get(a.name) as number) - (place.get(b.name) as number));
  if (requests.length < 2) return undefined;
  const { askedOf, installWithClient } = await import('../sources/driver/client-install.ts');
  return (await installWithClient(requests, askedOf(gathered.registries)))?.order;
}

/** What a user would ask the client for; what does not come from a marketplace of the client is left out. */
function requestsOf({ resolution, plugins, specs, renamed }: Gathered): Install[] {
  if (!resolution?.ok) return [];
  return specs.flatMap((spec) => {
    const name = renamed.find((each) => each.spec === spec)?.name ?? spec.name;
    const chosen = resolution.chosen.find(
      (each) =>
        each.requested && each.name === name && each.marketplace === (spec.marketplace ?? each.marketplace),
    );
    if (chosen === undefined) return [];
    const { marketplace } = chosen;
    return plugins.get(pluginId(name, marketplace))?.client === undefined
      ? []
      : [{ name, marketplace, range: spec.range }];
  });
}
