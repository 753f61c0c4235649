import { pluginId } from '../model/plugin.ts';
import type { Gathered } from './gather.ts';

/**
 * Adds what the client itself would make of the request, where there is a combination and it comes from marketplaces of the client.
 */
export async function withClientRun(gathered: Gathered): Promise<Gathered> {
  const { resolution, plugins, specs, renamed, registries } = gathered;
  if (!resolution?.ok) return gathered;
  const requests = specs.flatMap((spec) => {
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
  if (requests.length === 0) return gathered;
  const { askedOf, installWithClient } = await import('../registry/client-install.ts');
  const clientRun = await installWithClient(requests, askedOf(registries));
  return clientRun === undefined ? gathered : { ...gathered, clientRun };
}
