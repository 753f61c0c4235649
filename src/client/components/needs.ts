import type { ClientFacts } from '../../model/client.ts';
import { isProvidedVariable } from '../../model/client.ts';
import type { Location } from '../../model/location.ts';
import type { Use } from '../../model/plugin.ts';
import { isMap, member, textOf, textsBelow, textsOf } from '../../text/values.ts';
import type { FoundHook } from './hooks.ts';
import type { FoundServer } from './servers.ts';

type Configured = Pick<FoundHook | FoundServer, 'value' | 'file' | 'path'>;

/** Executables that hooks and servers start, as far as their configuration shows; scripts of the plugin itself do not count. */
export function toolsOf(configured: readonly Configured[]): Use[] {
  return gather(configured, (value) => {
    const command = textOf(member(value, 'command'));
    if (command === undefined) return [];
    const inShell = !Array.isArray(member(value, 'args'));
    return (inShell ? programsOf(command) : [command])
      .filter(isTool)
      .map((name) => ({ name, path: ['command'] }));
  });
}

/** Environment variables (`${VAR}`) that hooks and servers refer to and that the user must provide. */
export function variablesOf(configured: readonly Configured[], facts: ClientFacts): Use[] {
  return gather(configured, (value) =>
    textsBelow(value).flatMap(({ text, path }) => {
      const references = referencesIn(text);
      const assigned = references.length === 0 ? new Set() : assignedIn(text);
      return references.flatMap(({ name }) =>
        isProvidedVariable(name, facts) || assigned.has(name) ? [] : [{ name, path }],
      );
    }),
  );
}

/** Variables of the list that have a fallback wherever they are used: `${VAR:-value}`. */
export function optionalVariables(configured: readonly Configured[]): ReadonlySet<string> {
  const withDefault = new Set<string>();
  const without = new Set<string>();
  for (const { value } of configured) {
    for (const { text } of textsBelow(value)) {
      for (const { name, hasDefault } of referencesIn(text)) (hasDefault ? withDefault : without).add(name);
    }
  }
  return new Set([...withDefault].filter((name) => !without.has(name)));
}

/** Longer strings are not written by hand, and nothing that is read from them is worth the time. */
const longest = 10_000;

/** Every `${VAR}` and `${VAR:-value}` in a string. */
function referencesIn(text: string): { readonly name: string; readonly hasDefault: boolean }[] {
  if (text.length > longest) return [];
  // Nothing can close after the last brace; looking for one from every start would take quadratic time.
  const closed = text.slice(0, text.lastIndexOf('}') + 1);
  return [...closed.matchAll(/\$\{([A-Za-z_]\w*)(:?-[^}]*)?\}/g)].map(([, name = '', fallback]) => ({
    name,
    hasDefault: fallback !== undefined,
  }));
}

/** The variables that a shell line sets itself, before it uses them. */
function assignedIn(text: string): ReadonlySet<string> {
  const found = text.matchAll(/(?:^|[\s;&|(])([A-Za-z_]\w*)(?==|\s+in\s)/g);
  return new Set([...found].map(([, name = '']) => name));
}

interface Found {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

function gather(configured: readonly Configured[], find: (value: unknown) => readonly Found[]): Use[] {
  const uses = new Map<string, (() => Location)[]>();
  for (const { value, file, path } of configured) {
    if (!isMap(value)) continue;
    for (const found of find(value)) {
      const places = uses.get(found.name) ?? [];
      places.push(() => file.read().locate([...path, ...found.path]));
      uses.set(found.name, places);
    }
  }
  return [...uses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, places]) => ({
      name,
      // Computed when it is shown: locations need the slow reader.
      get locations() {
        return places.map((place) => place());
      },
    }));
}

/** The first word of every command of a shell line. Good enough for the lines in manifests. */
function programsOf(line: string): string[] {
  if (line.length > longest) return [];
  return line.split(/&&|\|\||[;|\n&]|\$\(|`/).flatMap((part) => {
    const words = part.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
    for (const word of words) {
      const bare = word.replace(/^["'({]+|["')}]+$/g, '');
      if (bare === '' || /^[A-Za-z_]\w*=/.test(bare) || prefixes.has(bare)) continue;
      return [bare];
    }
    return [];
  });
}

/** Words that a command follows. */
const prefixes: ReadonlySet<string> = new Set([
  '!',
  'command',
  'do',
  'else',
  'env',
  'exec',
  'if',
  'nohup',
  'sudo',
  'then',
  'time',
  'while',
  '{',
  '(',
]);

/** What every POSIX shell or system has; a requirement that is always met would tell the user nothing. */
const everywhere: ReadonlySet<string> = new Set(
  (
    ': . [ [[ awk basename break cat cd chmod continue cp cut date dirname done echo esac eval exit export false fi find for ' +
    'grep head kill ls mkdir mktemp mv printf pwd read return rm sed set sh shift sleep sort source tail tee test touch tr ' +
    'trap true type uname uniq unset wait wc xargs'
  ).split(' '),
);

const isTool = (word: string): boolean =>
  /^[A-Za-z][\w.+-]*$/.test(word) && !everywhere.has(word) && !/\.(sh|js|mjs|cjs|py|rb|ts|pl)$/.test(word);

/** Tools that the front matter of a component allows: `Bash(git:*)` is `Bash`. */
export function allowedTools(value: unknown): string[] {
  return toolRules(value)
    .map((text) => text.replace(/\(.*$/s, '').trim())
    .filter((text) => text !== '');
}

/** The same as written, with the calls that are allowed: `Bash(git:*)`. */
export function toolRules(value: unknown): string[] {
  const texts = typeof value === 'string' ? splitTools(value) : textsOf(value);
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

/** Commas and spaces separate, except in parentheses. */
function splitTools(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '(' || char === '[') depth += 1;
    if (char === ')' || char === ']') depth -= 1;
    if (depth <= 0 && (char === ',' || char === ' ')) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}
