import { isError } from '../model/problems.ts';
import type { MarketplaceSource } from '../model/settings.ts';
import { readJson } from '../text/json.ts';
import { editMembers, type MemberEdit } from '../text/json-members.ts';
import { isMap, member } from '../text/values.ts';

/** What a file of the client's settings shall say about plugins. */
export interface WantedSettings {
  /** `name@marketplace` of each plugin that is on. */
  readonly enabled: readonly string[];
  /** Where their marketplaces are, in the client's own form. */
  readonly marketplaces: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Entries that mkt wrote earlier: those that are no longer needed are removed. */
  readonly own: { readonly enabled: readonly string[]; readonly marketplaces: readonly string[] };
  /** What the client itself writes for a marketplace that it adds, and this project does not want there: an absolute path. */
  readonly rewritten?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Also entries go that mkt did not write. */
  readonly prune: boolean;
}

/** Why settings are not edited. */
export type SettingsRefusal =
  | { readonly why: 'unreadable'; readonly line: number }
  | { readonly why: 'other-shape'; readonly key: string }
  | { readonly why: 'other-source'; readonly marketplace: string };

const enabledKey = 'enabledPlugins';
/** The client takes the first of these that a file has, and ignores the other. */
const marketplacesKeys = ['extraKnownMarketplaces', 'additionalMarketplaces'] as const;

/**
 * The new text of a file of settings. Only entries of `enabledPlugins` and of the known marketplaces change; every other byte stays.
 * @param text without a byte order mark; empty if there is no file.
 */
export function settingsText(
  text: string,
  { enabled, marketplaces, rewritten = new Map(), own, prune }: WantedSettings,
): { readonly text: string } | SettingsRefusal {
  const isEmpty = text.trim() === '';
  const { value, faults } = readJson(isEmpty ? '{}' : text, '', { comments: true });
  const fault = faults.find(isError);
  if (fault !== undefined) return { why: 'unreadable', line: fault.location.line };
  if (!isMap(value)) return { why: 'other-shape', key: '' };
  const marketplacesKey =
    marketplacesKeys.find((key) => member(value, key) !== undefined) ?? marketplacesKeys[0];
  const odd = [enabledKey, marketplacesKey].find((key) => {
    const stated = member(value, key);
    return stated !== undefined && !isMap(stated);
  });
  if (odd !== undefined) return { why: 'other-shape', key: odd };
  const [on, known] = [mapIn(value, enabledKey), mapIn(value, marketplacesKey)];
  const isRewritten = (name: string) =>
    rewritten.has(name) && isSame(member(known[name], 'source'), rewritten.get(name));
  const other = [...marketplaces].find(
    ([name, source]) =>
      Object.hasOwn(known, name) && !isSame(member(known[name], 'source'), source) && !isRewritten(name),
  );
  if (other !== undefined) return { why: 'other-source', marketplace: other[0] };
  const edits: MemberEdit[] = [];
  for (const id of goneIn(
    on,
    new Set(enabled),
    prune ? Object.keys(on).filter((id) => on[id] === true) : own.enabled,
  ))
    edits.push({ path: [enabledKey, id], value: undefined });
  for (const id of enabled) if (on[id] !== true) edits.push({ path: [enabledKey, id], value: true });
  const stays = new Set([
    ...marketplaces.keys(),
    // Another plugin of it is still on.
    ...Object.keys(on)
      .filter((id) => !edits.some(({ path, value: now }) => path[1] === id && now === undefined))
      .map((id) => id.slice(id.lastIndexOf('@') + 1)),
  ]);
  for (const name of goneIn(known, stays, prune ? Object.keys(known) : own.marketplaces))
    edits.push({ path: [marketplacesKey, name], value: undefined });
  for (const [name, source] of marketplaces) {
    if (!Object.hasOwn(known, name) || isRewritten(name))
      edits.push({ path: [marketplacesKey, name], value: { source, autoUpdate: false } });
    else if (member(known[name], 'autoUpdate') !== false)
      edits.push({ path: [marketplacesKey, name, 'autoUpdate'], value: false });
  }
  return { text: edits.length === 0 ? text : editMembers(text, edits) };
}

const mapIn = (value: unknown, key: string): Readonly<Record<string, unknown>> => {
  const map = member(value, key);
  return isMap(map) ? map : {};
};

/** Those of some entries that are there and not wanted. */
const goneIn = (
  there: Readonly<Record<string, unknown>>,
  wanted: ReadonlySet<string>,
  candidates: readonly string[],
): string[] => candidates.filter((key) => Object.hasOwn(there, key) && !wanted.has(key));

/** Whether two sources are the same, whatever the order of their keys. */
const isSame = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

const sorted = (value: unknown): string =>
  JSON.stringify(isMap(value) ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value);

/** A source as settings write it. */
export function statedSource(source: MarketplaceSource): Readonly<Record<string, unknown>> | undefined {
  const { kind, ...rest } = source;
  return ['github', 'git', 'url', 'file', 'directory'].includes(kind) ? { source: kind, ...rest } : undefined;
}
