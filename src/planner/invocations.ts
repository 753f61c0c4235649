import { componentKeys, fullNameOf, typedName } from '../model/component-kinds.ts';
import type { Release } from '../model/plugin.ts';

/**
 * How the plugin is called in the client, at most three: those whose names share words with its role and outputs first,
 * commands before agents before skills and the rest.
 */
export function invocations({ name, components, integration }: Release, role: string): string[] {
  const plugin = name.split('@')[0] ?? name;
  const topics = new Set(
    [role, ...integration.roles, ...integration.produces.map(({ artifact }) => artifact)].flatMap(stems),
  );
  const all = commandsFirst
    .flatMap((key) => components[key].map((item) => fullNameOf(key, item)).map((called) => ({ key, called })))
    .map(({ key, called }) => ({ text: typedName(key, plugin, called) ?? '', called }))
    .filter(({ text }) => /^[/@][A-Za-z0-9._:-]+$/.test(text));
  const shared = ({ called }: { called: string }) => stems(called).filter((stem) => topics.has(stem)).length;
  const best = [...all].sort((a, b) => shared(b) - shared(a)).map(({ text }) => text);
  return [...new Set(best)].slice(0, 3);
}

const commandsFirst = [...new Set(['commands' as const, ...componentKeys])];

/** First four letters of each word: `testing`, `tests` and `test` are one topic. */
const stems = (words: string): string[] =>
  words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2)
    .map((word) => word.slice(0, 4));
