import type { ClientFacts } from '../../model/client.ts';
import { isOrdinaryEntry } from '../../model/formats/ordinary-entry.ts';
import { isVersion } from '../../model/version.ts';
import { isMap } from '../../text/values.ts';
import { fetchedKinds, isSoundSource } from '../plugin-source.ts';
import { officialParts } from './official-names.ts';

/** What is looked at of an entry. */
type Value = Readonly<Record<string, unknown>>;

/**
 * Returns the check whether an entry needs no closer look: it lists a plugin of another place, in the form that most entries have, so
 * that none of its readers and no rule about one plugin has anything to say. Of such an entry nothing is made, since a marketplace can
 * have 100,000 of them; what compares entries with each other still sees it. A test compares the findings of all rules with those of a
 * closer look at every entry: a rule that looks at more of an entry needs its condition here.
 * @param listed the names of all entries.
 */
export function plainEntryCheck(
  { names, loading }: ClientFacts,
  listed: { has(name: string): boolean },
): (entry: Value) => boolean {
  const official = officialParts(names.officialPlugins);
  const newKeys = keysUnknownTo(loading);
  const isPlainName = (name: string) => kebabCase.test(name) && !official.some((part) => name.includes(part));
  return (entry) =>
    isOrdinaryEntry(entry) &&
    isPlainName(entry.name as string) &&
    isPlainSource(entry.source) &&
    (entry.version === undefined || isVersion(entry.version as string)) &&
    hasPlainDependencies(entry, listed) &&
    !newKeys.some((key) => key === '*' || Object.hasOwn(entry, key));
}

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether nothing is wrong with a source, and it means the same on every machine. */
const isPlainSource = (source: unknown): boolean =>
  isMap(source) &&
  fetchedKinds.has(source.source) &&
  isSoundSource(source) &&
  (source.url === undefined || (source.url as string).startsWith('https://'));

/** Whether an entry depends on nothing but other plugins of the marketplace, on each once and in any version. */
function hasPlainDependencies(
  { name, dependencies }: Value,
  listed: { has(name: string): boolean },
): boolean {
  if (dependencies === undefined) return true;
  if (!Array.isArray(dependencies) || new Set(dependencies).size < dependencies.length) return false;
  for (const each of dependencies as readonly unknown[])
    if (typeof each !== 'string' || each === name || !kebabCase.test(each) || !listed.has(each)) return false;
  return true;
}

/** The keys of plugins and entries that this version of the client does not know, as far as they begin a path; `*` for all. */
const keysUnknownTo = ({ claudeCode, unknown }: ClientFacts['loading']): readonly string[] =>
  claudeCode === undefined
    ? []
    : [
        ...new Set(
          unknown.flatMap(({ of, key }) => (of === 'marketplace' ? [] : key.split('.').slice(0, 1))),
        ),
      ];
