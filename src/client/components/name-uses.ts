import type { Location } from '../../model/location.ts';
import type { NameUse } from '../../model/name-use.ts';
import { componentName } from '../../model/plugin.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, member, textOf, textsOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';
import type { FoundHook } from './hooks.ts';
import { monitorsOf } from './monitors.ts';
import { allowedTools, toolRules } from './needs.ts';
import type { ReadWhole } from './readers.ts';
import type { TextComponent } from './texts.ts';

/** Every place where a plugin names something that the client looks up when it runs. */
export function nameUsesIn(manifest: Manifest, { hooks, texts }: ReadWhole): NameUse[] {
  return [
    ...usesOfHooks(hooks),
    ...texts.flatMap(usesOfText),
    ...usesOfMonitors(manifest),
    ...mainAgentOf(manifest),
  ];
}

/** A use whose location is computed when it is shown. */
export const useAt = (use: Omit<NameUse, 'location'>, place: () => Location): NameUse => ({
  ...use,
  get location() {
    return place();
  },
});

/** Matchers, each once for all handlers that it starts; conditions and servers of the handlers. */
export function usesOfHooks(hooks: readonly FoundHook[]): NameUse[] {
  const groups = new Map<string, { first: FoundHook; runs: string[] }>();
  for (const hook of hooks) {
    const key = JSON.stringify([hook.file.path, hook.path.slice(0, -2)]);
    const group = groups.get(key) ?? { first: hook, runs: [] };
    group.runs.push(JSON.stringify(hook.value));
    groups.set(key, group);
  }
  const matchers = [...groups.values()].flatMap(({ first, runs }) => {
    const { event, matcher, file, path } = first;
    if (matcher === undefined) return [];
    const place = () => file.read().locate([...path.slice(0, -2), 'matcher']);
    return [useAt({ field: 'matcher', by: event, names: [matcher], runs: runs.join('\n') }, place)];
  });
  const handlers = hooks.flatMap(({ event, value, file, path }) =>
    (['if', 'server'] as const).flatMap((field) => {
      const name = textOf(member(value, field));
      if (name === undefined || (field === 'server' && member(value, 'type') !== 'mcp_tool')) return [];
      return [useAt({ field, by: event, names: [name] }, () => file.read().locate([...path, field]))];
    }),
  );
  return [...matchers, ...handlers];
}

/** What the front matter of an agent, a command or a skill names. */
export function usesOfText({ kind, path, front, text, shown }: TextComponent): NameUse[] {
  const by = componentName(path);
  const value = (key: string) => member(front.value, key);
  const place = (key: string, names: readonly string[]) => () =>
    wordPlace(text, shown, front.locate([key]), names);
  const use = (field: NameUse['field'], names: readonly string[]) =>
    names.length === 0 ? [] : [useAt({ field, by, names }, place(field, names))];
  const tools = (field: NameUse['field']): NameUse[] => {
    const [names, rules] = [allowedTools(value(field)), toolRules(value(field))];
    if (names.length === 0) return [];
    const isPlain = rules.every((rule, index) => rule === names[index]);
    return [useAt({ field, by, names, ...(!isPlain && { rules }) }, place(field, names))];
  };
  if (kind === 'agents')
    return [
      ...tools('tools'),
      ...tools('disallowedTools'),
      ...use('skills', textsOf(value('skills')).flatMap(itemsOf)),
    ];
  return [
    ...tools('allowed-tools'),
    ...tools('disallowed-tools'),
    // Without a fork, the client does not look at the agent.
    ...(value('context') === 'fork' ? use('agent', textsOf(value('agent')).slice(0, 1)) : []),
  ];
}

const itemsOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** The place of a single name behind its key, where a fix can replace it; else that of the key. */
function wordPlace(text: string, file: string, key: Location, names: readonly string[]): Location {
  const [name = '', ...others] = names;
  const line = text.split('\n')[key.line - 1] ?? '';
  const at = line.indexOf(name, line.indexOf(':') + 1);
  return others.length > 0 || at < 0 ? key : { file, line: key.line, column: at + 1 };
}

/** The skills that start monitors. */
function usesOfMonitors(manifest: Manifest): NameUse[] {
  return monitorsOf(manifest).flatMap(({ name, value, file, path }) => {
    const [, skill] = /^on-skill-invoke:\s*(.+)$/.exec(textOf(member(value, 'when')) ?? '') ?? [];
    if (skill === undefined) return [];
    return [
      useAt({ field: 'when', by: name, names: [skill.trim()] }, () => file.read().locate([...path, 'when'])),
    ];
  });
}

/** The agent that the plugin's settings start a session with: those of `settings.json`, else those of the manifest. */
function mainAgentOf({ open, json, entry }: Manifest): NameUse[] {
  const own = open('settings.json');
  const [file, path]: [JsonFile | undefined, DocumentPath] = isMap(own?.value)
    ? [own, ['agent']]
    : json === undefined
      ? [entry?.file, ['plugins', entry?.index ?? 0, 'settings', 'agent']]
      : [json, ['settings', 'agent']];
  const agent = textOf(path.reduce<unknown>(within, file?.value));
  if (file === undefined || agent === undefined) return [];
  return [useAt({ field: 'main', by: 'settings', names: [agent] }, () => file.read().locate(path))];
}

const within = (value: unknown, step: string | number): unknown =>
  typeof step === 'number' && Array.isArray(value) ? value[step] : member(value, String(step));
