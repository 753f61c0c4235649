import { callsElsewhere } from '../../analysis/calls.ts';
import { seenRoles } from '../../analysis/seen-roles.ts';
import { statesInterface } from '../../model/wiring.ts';
import type { Description } from '../../report/describe-result.ts';
import { clientFacts } from '../../sources/registries/bundled-client-facts.ts';
import { openLists } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { namedRelease } from '../named-release.ts';

/** `mkt describe`: what is known of a plugin's interface, as a block for `mkt.yaml`. */
export async function run({ args, options, world }: Call): Promise<Answer<Description>> {
  const { registries } = await openLists(options, world);
  const { release } = namedRelease(args[0] ?? '', registries);
  const { integration, components, details = [] } = release;
  return {
    code: exitCode.fine,
    result: {
      release,
      isStated: statesInterface(release),
      integration,
      roles: seenRoles(release),
      files: release.fileUses?.() ?? [],
      calls: callsElsewhere(release, clientFacts()),
      events: [...new Set(components.hooks.map(({ event }) => event))],
      ports: [...new Set(details.flatMap(({ ports = [] }) => ports))],
    },
  };
}
