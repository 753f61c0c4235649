import type { OfferedHeir } from '../model/combination-evidence.ts';
import { listed, quoted } from '../model/text.ts';
import type { Context } from './context.ts';
import { successionsIn } from './succession.ts';

/** Recommended plugins. */
interface Offers {
  readonly offers: readonly string[];
  /** Those of them that replaced chosen plugins; absent if none did. */
  readonly heirs?: readonly OfferedHeir[];
}

/** The recommended plugins with the chosen ones that they replaced: to add one next to those would load much twice. */
export function offersIn(context: Context, offers: readonly string[]): Offers {
  const { alone } = successionsIn(context);
  const heirs = offers.flatMap((plugin) => {
    const replaced = alone
      .flat()
      .filter(({ line }) => line.some(({ name }) => name === plugin))
      .map(({ old }) => old.name);
    return replaced.length === 0 ? [] : [{ plugin, replaced }];
  });
  return { offers, ...(heirs.length > 0 && { heirs }) };
}

/** `add a or b`, or `use c in place of what it replaced`; undefined if nothing is recommended. */
export function offerText({ offers, heirs = [] }: Offers): string | undefined {
  const [heir] = heirs;
  if (heir !== undefined) return `use \`${heir.plugin}\` in place of what it replaced`;
  return offers.length === 0 ? undefined : `add ${listed(quoted(offers), 'or')}`;
}
