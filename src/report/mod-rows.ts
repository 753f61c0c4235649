import type { ModHook, ModMatcher, ModReading, ModTest } from '../model/mod.ts';
import { count } from '../model/text.ts';

/** What a mod does, as rows of a table. */
export function modRows(mod: ModReading): [title: string, text: string][] {
  const { hooks, registrations, nouns, calls, unknown, refusals } = mod;
  return [
    ['mod listens to', hooks.map(hookText).join(', ')],
    ['mod registers', registrations.map(({ kind, name = '(computed)' }) => `${kind} ${name}`).join(', ')],
    ['mod adds', nouns.map(({ name }) => `$.${name}`).join(', ')],
    [
      'mod calls',
      distinct(
        calls.map(({ name, subject }) => (subject === undefined ? `$.${name}` : `$.${name} ${subject}`)),
      ),
    ],
    [
      'not known',
      unknown.length === 0 ? '' : `${count(unknown.length, 'value')} that the mod's code computes`,
    ],
    [
      'not loaded',
      refusals.length === 0 ? '' : 'the mod has errors: run `mkt validate` on the plugin to see them',
    ],
  ];
}

/** The rows that say something. */
export const shownModRows = (mod: ModReading): [title: string, text: string][] =>
  modRows(mod).filter(([, text]) => text !== '');

const distinct = (texts: readonly string[]): string => [...new Set(texts)].join(', ');

/** `tool.call {tool=Bash} (can refuse)`. */
function hookText({ event, matcher, answers }: ModHook): string {
  const can = [...new Set(answers.map(({ kind }) => words[kind]))];
  return `${event}${matcherText(matcher)}${can.length === 0 ? '' : ` (can ${can.join(', ')})`}`;
}

const words = {
  refuse: 'refuse',
  allow: 'allow',
  ask: 'ask',
  result: 'answer',
  computed: 'answer',
} as const;

function matcherText(matcher: ModMatcher | null): string {
  if (matcher === null) return ' {?}';
  const fields = Object.entries(matcher).map(([field, test]) => `${field}=${testText(test)}`);
  return fields.length === 0 ? '' : ` {${fields.join(', ')}}`;
}

function testText(test: ModTest): string {
  if (test === null) return '?';
  if ('is' in test) return String(test.is);
  if ('anyOf' in test) return test.anyOf.map(testText).join('|');
  return 'regex' in test ? `/${test.regex}/${test.flags}` : matcherText(test.has).trim();
}
