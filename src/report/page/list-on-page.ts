import type { Finding } from '../../model/finding.ts';
import { originText } from '../../model/verdict.ts';
import type { CheckedList } from '../results.ts';

/** A list that was checked, as its page knows it. */
export interface ListOnPage {
  readonly list: CheckedList;
  /** What its ids begin with: empty if it is the only list. */
  readonly prefix: string;
  readonly name: string;
  /** The ids of the panels of a plugin, by its name or `name@marketplace`; several if plugins of several marketplaces have the name. */
  readonly idOfPlugin: (name: string) => readonly string[];
  /** The ids of the cards of findings. */
  readonly idOfFinding: ReadonlyMap<Finding, string>;
}

/** Gives the plugins and findings of a list their ids on the page. */
export function listOnPage(list: CheckedList, index: number, all: readonly CheckedList[]): ListOnPage {
  const prefix = all.length > 1 ? `list-${index + 1}-` : '';
  const ids = new Map<string, string[]>();
  list.plugins.forEach(({ name, marketplace }, place) => {
    for (const key of [name, `${name}@${marketplace}`])
      ids.set(key, [...(ids.get(key) ?? []), `${prefix}plugin-${place + 1}`]);
  });
  return {
    list,
    prefix,
    name: originText(list.looked.list),
    idOfPlugin: (name) => ids.get(name) ?? [],
    idOfFinding: new Map(list.findings.map((finding, place) => [finding, `${prefix}finding-${place + 1}`])),
  };
}
