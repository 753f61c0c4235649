import { componentName, type Release } from '../model/plugin.ts';

/**
 * Returns up to three ways to call the plugin in the client: first those whose names share words with its role and outputs,
 * and commands before agents before skills.
 */
export function invocations({ name, components, integration }: Release, role: string): string[] {
  const plugin = name.split('@')[0] ?? name;
  const topics = new Set(
    [role, ...integration.roles, ...integration.produces.map(({ artifact }) => artifact)].flatMap(stems),
  );
  const all = [
    ...components.commands.map((path) => ({ text: `/${plugin}:${componentName(path)}`, path })),
    ...components.agents.map((path) => ({ text: `@agent-${plugin}:${componentName(path)}`, path })),
    ...components.skills.map((path) => ({ text: `/${plugin}:${componentName(path)}`, path })),
  ].filter(({ text }) => /^[/@][A-Za-z0-9._:-]+$/.test(text));
  const shared = ({ path }: { path: string }) =>
    stems(componentName(path)).filter((stem) => topics.has(stem)).length;
  const best = [...all].sort((a, b) => shared(b) - shared(a)).map(({ text }) => text);
  return [...new Set(best)].slice(0, 3);
}

/** Returns the first four letters of each word, so that `testing`, `tests` and `test` are one topic. */
const stems = (words: string): string[] =>
  words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2)
    .map((word) => word.slice(0, 4));
