/** Hook matchers are evaluated as the client does it. */

import { describe, expect, test } from 'vitest';
import { readMatcher as read } from '../../src/analysis/matcher.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import fc from '../support/fast-check.ts';
import { workOf } from '../support/work.ts';

const longestValue = clientFacts().names.toolNameLength;
const readMatcher = (text: string | undefined) => read(text, longestValue);

describe('matchers', () => {
  test.each<[matcher: string | undefined, lets: string[], not: string[]]>([
    [undefined, ['Bash', 'anything'], []],
    ['', ['Bash'], []],
    ['*', ['Bash'], []],
    ['Bash', ['Bash'], ['BashOutput', 'bash', 'Ba']],
    ['Edit|Write', ['Edit', 'Write'], ['MultiEdit', 'Edit|Write']],
    ['Edit | Write, Read', ['Edit', 'Write', 'Read'], ['NotebookEdit']],
    // A hyphen makes no pattern of a name: that would match in the middle of others.
    ['code-reviewer', ['code-reviewer'], ['code-reviewer-2', 'my-code-reviewer', 'code']],
    ['code-reviewer|Explore', ['code-reviewer', 'Explore'], ['code-reviewers', 'Explorer']],
    ['^Bash$', ['Bash'], ['BashOutput']],
    ['Edit.*', ['Edit', 'MultiEdit', 'NotebookEdit'], ['Write']],
    ['^(Edit|Write)$', ['Edit', 'Write'], ['MultiEdit']],
    ['mcp__.*', ['mcp__memory__read'], ['Bash']],
    ['mcp__memory', ['mcp__memory'], ['mcp__memory__read']],
    ['mcp__.*__write.*', ['mcp__memory__write_all'], ['mcp__memory__read']],
    ['^mcp__.*__write.*x$', ['mcp__memory__write_x'], ['mcp__memory__write']],
    ['Edit.*|Write.*|^Re.*?d$', ['EditAll', 'Write', 'Read'], ['Reads']],
    ['Notebook.', ['NotebookEdit'], ['Notebook']],
  ])('%s', (text, lets, not) => {
    const matcher = readMatcher(text);
    for (const value of lets) expect(matcher?.matches(value), value).toBe(true);
    for (const value of not) expect(matcher?.matches(value), value).toBe(false);
  });

  test('names are read out of lists and of plain alternatives', () => {
    expect(readMatcher('Edit|Write')?.literals).toEqual(['Edit', 'Write']);
    expect(readMatcher('code-reviewer, Explore')?.literals).toEqual(['code-reviewer', 'Explore']);
    expect(readMatcher('^(mcp__a__b|mcp__c)$')?.literals).toEqual(['mcp__a__b', 'mcp__c']);
    expect(readMatcher('*')?.isAll).toBe(true);
  });

  test.each([
    `${'a?'.repeat(34)}${'a'.repeat(33)}b$`,
    '.*.*.*.*=',
    '(a*|b*)(a*|b*)(a*|b*)c',
    '(a+)+$',
    '(a|a)*b',
    '((x)',
    'a*a*a*a*a*b',
    'x'.repeat(2000),
  ])('what is none, or could take for ever, is not evaluated: %s', (text) =>
    expect(readMatcher(text)).toBeUndefined(),
  );

  test('what is longer than the name of a tool is no such name', () => {
    const matches = (text: string) => readMatcher(text)?.matches('a'.repeat(longestValue + 1));
    expect(readMatcher('a.*')?.matches('a'.repeat(longestValue))).toBe(true);
    expect(matches('a.*')).toBe(false);
    expect(matches('*')).toBe(true);
  });

  test('whatever is written, the answer takes few steps', async () => {
    let evaluated = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: fc.constantFrom(...'a(|)*+?{2,}[^].\\'), maxLength: 40 }),
          // What is put together of such parts is nearly always a pattern, and often one without end.
          fc
            .array(
              fc.constantFrom('a', 'a*', '.*', 'a?', '(a|a)', '(a+)', '+', '*', '{2,}', '|', '^', '$', 'b'),
              {
                maxLength: 10,
              },
            )
            .map((parts) => parts.join('')),
        ),
        async (text) => {
          const work = await workOf(() => {
            if (readMatcher(text)?.matches('a'.repeat(longestValue)) !== undefined) evaluated += 1;
          });
          expect(work).toBeLessThan(100 * longestValue ** 2);
        },
      ),
      { numRuns: 1000 },
    );
    expect(evaluated).toBeGreaterThan(100);
  });
});
