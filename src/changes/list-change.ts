import { nearest } from '../model/nearest.ts';
import type { Spec } from '../model/resolution.ts';
import { parseSpec } from '../model/spec.ts';
import { editMembers } from '../text/json-members.ts';
import { editYamlList } from '../text/yaml-list-edit.ts';

/** What becomes of a project's list, entry by entry, as it is written there. */
export interface ListChange {
  readonly added: readonly Spec[];
  /** Entries that ask for something else now, by their index in the list. */
  readonly changed: readonly { readonly index: number; readonly before: Spec; readonly after: Spec }[];
  readonly removed: readonly { readonly index: number; readonly before: Spec }[];
}

/** A name that is not in the list, or means more than one entry. */
export type NotListed =
  | { readonly why: 'not-there'; readonly text: string; readonly nearest: readonly string[] }
  | { readonly why: 'ambiguous'; readonly text: string; readonly entries: readonly string[] };

/**
 * What adding plugins does to a list. A plugin that is already in the list gets the requested marketplace and range; what the
 * request leaves open stays as it is.
 */
export function additions(list: readonly Spec[], asked: readonly Spec[]): ListChange {
  const added: Spec[] = [];
  const changed = new Map<number, ListChange['changed'][number]>();
  for (const spec of asked) {
    const index = list.findIndex((entry) => isSame(entry, spec));
    const before = changed.get(index)?.after ?? list[index];
    if (before === undefined) {
      const twin = added.findIndex((each) => isSame(each, spec));
      if (twin < 0) added.push(spec);
      else added[twin] = merged(added[twin] as Spec, spec);
      continue;
    }
    const after = merged(before, spec);
    if (after.text !== before.text) changed.set(index, { index, before: list[index] as Spec, after });
  }
  return { added, changed: [...changed.values()], removed: [] };
}

/** What removing plugins does to a list. */
export function removals(list: readonly Spec[], asked: readonly Spec[]): ListChange | NotListed {
  const removed = new Map<number, ListChange['removed'][number]>();
  for (const { text, name, marketplace } of asked) {
    const entries = list.flatMap((before, index) =>
      before.name === name && (marketplace === undefined || before.marketplace === marketplace)
        ? [{ index, before }]
        : [],
    );
    if (entries.length === 0) {
      const names = list.map((each) => each.name);
      return { why: 'not-there', text, nearest: nearest(name, names).filter((each) => each !== name) };
    }
    const meant = new Set(entries.map(({ before }) => before.marketplace));
    if (meant.size > 1)
      return { why: 'ambiguous', text, entries: entries.map(({ before }) => before.text).sort() };
    for (const entry of entries) removed.set(entry.index, entry);
  }
  return { added: [], changed: [], removed: [...removed.values()] };
}

/** Whether anything changes at all. */
export const isEmpty = ({ added, changed, removed }: ListChange): boolean =>
  added.length + changed.length + removed.length === 0;

/** The new text of `mkt.yaml`; undefined if it cannot be edited without touching anything else. */
export function inMktYaml(text: string, { added, changed, removed }: ListChange): string | undefined {
  return editYamlList(text, {
    key: 'plugins',
    replace: new Map(changed.map(({ index, after }) => [index, after.text])),
    remove: new Set(removed.map(({ index }) => index)),
    add: added.map((spec) => spec.text),
  });
}

/**
 * The new text of the client's settings, which know `name@marketplace` and no ranges.
 * @param change every added plugin has its marketplace.
 */
export function inSettings(text: string, { added, removed }: ListChange): string {
  return editMembers(text, [
    ...removed.map(({ before }) => ({ path: ['enabledPlugins', before.text], value: undefined })),
    ...added.map(({ name, marketplace }) => ({
      path: ['enabledPlugins', `${name}@${marketplace}`],
      value: true,
    })),
  ]);
}

const isSame = (entry: Spec, asked: Spec): boolean =>
  entry.name === asked.name &&
  (entry.marketplace === undefined ||
    asked.marketplace === undefined ||
    entry.marketplace === asked.marketplace);

/** An entry with what a request says about it. */
function merged(entry: Spec, asked: Spec): Spec {
  const marketplace = asked.marketplace ?? entry.marketplace;
  const range = asked.range === '*' && !asked.text.endsWith('@*') ? entry.range : asked.range;
  const text = [entry.name, marketplace, range === '*' ? undefined : range]
    .filter((part) => part !== undefined)
    .join('@');
  const spec = parseSpec(text);
  // A plugin whose only addition is a range: semver distinguishes `name@range` from `name@marketplace`.
  return 'error' in spec ? asked : { ...spec, ...(entry.location && { location: entry.location }) };
}
