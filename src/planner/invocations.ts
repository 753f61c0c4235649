import { componentKeys, fullNameOf, typedName } from '../model/component-kinds.ts';
import type { Release } from '../model/plugin.ts';

/**
 * How the plugin is called in the client, at most three: those whose names share words with its role and outputs first,
 * commands before agents before skills and the rest.
 */
export function invocations(release: Release, role: string): string[] {
  const { roles, produces } = release.integration;
  const topics = [role, ...roles, ...produces.map(({ artifact }) => artifact)];
  return ranked(release, topics)
    .slice(0, 3)
    .map(({ text }) => text);
}

/** How a component of the plugin is called in the client, by its name alone; undefined if it has none of that name. */
export const invocationOf = (release: Release, component: string): string | undefined =>
  ranked(release, []).find(({ called }) => called === component)?.text;

/**
 * What to call in the client to try something, at most two: those of its names that share most words with it. Undefined if none does:
 * what does it is not known then.
 * @param topics in words, the most telling first: the next counts only if no name shares a word with those before.
 */
export function invocationsAbout(release: Release, topics: readonly string[]): string[] | undefined {
  for (const topic of topics) {
    const [best, ...others] = ranked(release, [topic]);
    if (best === undefined || best.shared === 0) continue;
    return [best, ...others.filter(({ shared }) => shared === best.shared)]
      .slice(0, 2)
      .map(({ text }) => text);
  }
  return undefined;
}

/** Everything that can be typed, each with how many words of its name are among the topics, the most first. */
function ranked(
  { name, components }: Release,
  topics: readonly string[],
): { readonly called: string; readonly text: string; readonly shared: number }[] {
  const plugin = name.split('@')[0] ?? name;
  const wanted = new Set(topics.flatMap(stems));
  const all = new Map<string, { called: string; shared: number }>();
  for (const key of commandsFirst)
    for (const component of components[key]) {
      const called = fullNameOf(key, component as never);
      const text = typedName(key, plugin, called) ?? '';
      if (!/^[/@][A-Za-z0-9._:-]+$/.test(text) || all.has(text)) continue;
      all.set(text, { called, shared: stems(called).filter((stem) => wanted.has(stem)).length });
    }
  return [...all].map(([text, more]) => ({ text, ...more })).sort((a, b) => b.shared - a.shared);
}

const commandsFirst = [...new Set(['commands' as const, ...componentKeys])];

/** First four letters of each word: `testing`, `tests` and `test` are one topic. */
const stems = (words: string): string[] =>
  words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2)
    .map((word) => word.slice(0, 4));
