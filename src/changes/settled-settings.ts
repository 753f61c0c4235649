import { readJson } from '../text/json.ts';
import { editMembers } from '../text/json-members.ts';
import { isMap, member } from '../text/values.ts';

const marketplacesKeys = ['extraKnownMarketplaces', 'additionalMarketplaces'];

/**
 * Settings after client commands, as a team wants them: the marketplaces as they were, because the client writes paths of this
 * machine; and if nothing else was changed, every byte as it was.
 */
export function settledSettings(before: string, after: string): string {
  const [old, now] = [parsed(before), parsed(after)];
  if (!isMap(old) || !isMap(now)) return after;
  const edits = marketplacesKeys.flatMap((key) => {
    const stated = member(old, key);
    return Object.entries(isMap(stated) ? stated : {}).flatMap(([name, value]) => {
      const written = member(member(now, key), name);
      return written === undefined || textOf(written) === textOf(value) ? [] : [{ path: [key, name], value }];
    });
  });
  const settled = edits.length === 0 ? after : editMembers(after.replace(/^\ufeff/, ''), edits);
  return textOf(parsed(settled)) === textOf(old) ? before : settled;
}

const parsed = (text: string): unknown => readJson(text.replace(/^\ufeff/, ''), '', { comments: true }).value;

/** The same for the same value, whatever the order of its keys. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    isMap(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
