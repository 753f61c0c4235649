import type { ModHook, ModMatcher, ModTest } from '../model/mod.ts';
import type { ModMeeting } from '../model/mod-evidence.ts';
import type { Context } from './context.ts';
import { readExpression } from './matcher.ts';

/** A matcher that takes everything of these values; tests of text only, what cannot be tested takes nothing. */
type Takes = (value: string) => boolean;

/** The event at which two hooks meet, if there is one: the more precise of the two that they name. */
export function commonEvent(a: string, b: string): string | undefined {
  if (covers(a, b)) return b;
  return covers(b, a) ? a : undefined;
}

/** `*` takes everything except telemetry, `fs.*` all of its namespace. */
function covers(pattern: string, event: string): boolean {
  if (pattern === event) return true;
  if (pattern === '*') return !event.startsWith('telemetry.');
  return pattern.endsWith('.*') && event.startsWith(pattern.slice(0, -1)) && event !== '*';
}

/**
 * On what two hooks meet: undefined if they do not, or if that would take running their code.
 */
export function meeting(
  a: ModHook,
  b: ModHook,
  context: Context,
): { readonly event: string; readonly on?: ModMeeting['on'] } | undefined {
  const event = commonEvent(a.event, b.event);
  if (event === undefined || a.matcher === null || b.matcher === null) return undefined;
  let on: ModMeeting['on'];
  for (const field of new Set([...Object.keys(a.matcher), ...Object.keys(b.matcher)])) {
    const values = commonValues(field, [a.matcher, b.matcher], context);
    if (values === undefined || values.length === 0) return undefined;
    on ??= { field, values };
  }
  return { event, ...(on && { on }) };
}

/** The values of a field that all matchers take, as far as values are known. */
function commonValues(
  field: string,
  matchers: readonly ModMatcher[],
  context: Context,
): readonly string[] | undefined {
  const tests = matchers.flatMap((matcher) =>
    Object.hasOwn(matcher, field) ? [matcher[field] ?? null] : [],
  );
  const takes = tests.map((test) => takesOf(test, context));
  if (takes.includes(undefined)) return undefined;
  // What one of them names are all values that it takes: no other can be common.
  const naming = tests.find(isNaming);
  const candidates = new Set(
    naming === undefined
      ? [...tests.flatMap(literalsOf), ...(field === 'tool' ? context.client.tools.builtIn : [])]
      : literalsOf(naming),
  );
  return [...candidates].filter((value) => takes.every((each) => each?.(value))).sort();
}

/** Whether a test takes nothing but values that it spells out. */
const isNaming = (test: ModTest): boolean =>
  test !== null && ('is' in test || ('anyOf' in test && test.anyOf.every(isNaming)));

/** Which values of the field `tool` a hook takes: all of them without a test, undefined if that is computed. */
export function toolsTaken({ matcher }: ModHook, context: Context): Takes | undefined {
  if (matcher === null) return undefined;
  return Object.hasOwn(matcher, 'tool') ? takesOf(matcher.tool ?? null, context) : () => true;
}

/** The tools that a hook names. */
export const toolsNamed = ({ matcher }: ModHook): string[] => literalsOf(matcher?.tool ?? null);

function takesOf(test: ModTest, context: Context): Takes | undefined {
  if (test === null || 'has' in test) return undefined;
  if ('is' in test) return (value) => value === String(test.is);
  if ('regex' in test) return readExpression(test.regex, test.flags, context.client.names.toolNameLength);
  const each = test.anyOf.map((one) => takesOf(one, context));
  return each.includes(undefined) ? undefined : (value) => each.some((takes) => takes?.(value));
}

function literalsOf(test: ModTest): string[] {
  if (test === null) return [];
  if ('is' in test) return [String(test.is)];
  return 'anyOf' in test ? test.anyOf.flatMap(literalsOf) : [];
}

/** `tool.call` of `Bash` and `Edit`. */
export const whereText = (event: string, on: ModMeeting['on']): string =>
  on === undefined
    ? `\`${event}\``
    : `\`${event}\` where \`${on.field}\` is ${on.values
        .slice(0, 6)
        .map((value) => `\`${value}\``)
        .join(', ')}${on.values.length > 6 ? ` and ${on.values.length - 6} more` : ''}`;
