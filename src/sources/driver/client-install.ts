import {
  brokenPlugin,
  type FoundPlugin,
  type Install,
  installWithClient as modelOf,
} from '../../client/install.ts';
import type { ClientRun } from '../../model/client-run.ts';
import type { Registry } from '../../model/registry.ts';
import { lookUp } from './asked.ts';

/** What the client can learn about its marketplaces. */
interface Marketplaces {
  /** Finds a plugin; null if it does not exist, undefined if that is not known. */
  find(name: string, marketplace: string): Promise<FoundPlugin>;
  /** Whether the marketplace of an installed plugin allows dependencies from another one. */
  allows(root: string, marketplace: string): boolean;
}

/** Registries as the client sees them. */
export function askedOf(registries: readonly Registry[]): Marketplaces {
  return {
    async find(name, marketplace) {
      const answer = await lookUp(registries, { name, marketplace });
      // The client installs nothing under a former name.
      if (answer.status === 'found') return answer.plugin.name === name ? answer.plugin : null;
      if (answer.status === 'missing') return null;
      return answer.broken === undefined ? undefined : brokenPlugin({ name, marketplace }, answer.broken);
    },
    allows: (root, marketplace) =>
      root === marketplace ||
      registries.some(
        ({ marketplaces, policy }) =>
          marketplaces.includes(root) && (policy?.(root)?.allowCross.includes(marketplace) ?? true),
      ),
  };
}

/**
 * Runs the model of the client: looks up what it asks for.
 * @returns undefined if something is not known.
 */
export async function installWithClient(
  requests: readonly Install[],
  { find, allows }: Marketplaces,
): Promise<ClientRun | undefined> {
  const run = modelOf(requests, allows);
  let step = run.next();
  while (step.done !== true) step = run.next(await find(step.value.name, step.value.marketplace));
  return step.value;
}
