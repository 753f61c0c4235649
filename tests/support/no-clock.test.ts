/** No test looks at a clock or waits for some time: on a busy machine it would fail for what nobody changed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './mkt.ts';

const clocks: readonly (readonly [what: string, form: RegExp])[] = [
  ['a clock', /\bperformance\s*\.|\bDate\s*\.\s*now\b|\bnew Date\(\)|\bhrtime\b|\b(?:cpu|resource)Usage\b/],
  ['a timer', /\bset(?:Timeout|Interval)\b|\btimers\/promises\b|\bnode:(?:perf_hooks|timers)\b/],
  ['a limit of time', /\btimeout['"]?\s*[:=(]|AbortSignal\.timeout|^\s*\},\s*\d[\d_]{3,},?\s*\);$/i],
  ['a wait', /\bsleep\s+[\d.]|\bwaitFor\b|\bwaitUntil\b|\bexpect\s*\.\s*poll\b/],
];

/** Where one of them is no wait and decides nothing, and why. */
const allowed: Readonly<Record<string, string>> = {
  'cli/remembered.test.ts': 'tells the program what time it is, instead of waiting for it',
  'cli/compiled.test.ts': 'tells the program what time it is, instead of waiting for it',
  'sources/cache/lock.test.ts': 'names the timers that it replaces by such as only a test moves',
  'client/source.test.ts': '`timeout` is a key of a manifest',
  'cli/sync-pins.test.ts': 'a program that never ends by itself, and is stopped with the one that started it',
  'project/client-install.test.ts': 'a program that never ends by itself, and is stopped at once',
  'sources/process/supervised.test.ts': 'programs that never end by themselves, and no wait for any time',
  'support/browser.ts': 'takes the limit of the driver away',
  'support/small-process.test.ts': 'a program that never ends by itself, and is stopped at once',
  'support/no-clock.test.ts': 'names what it looks for',
};

/** Which clocks a text looks at, and on what line first. */
function clocksIn(text: string): string[] {
  const lines = text.split('\n');
  return clocks.flatMap(([what, form]) => {
    const at = lines.findIndex((line) => form.test(line));
    return at < 0 ? [] : [`${what} on line ${at + 1}: ${lines[at]?.trim()}`];
  });
}

const folder = join(root, 'tests');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.[mc]?[jt]s$/.test(name))
  .map((name) => name.split(sep).join('/'));

describe('tests', () => {
  test('look at no clock, or stand in the list that says why', () => {
    const found = files.flatMap((name) =>
      name in allowed
        ? []
        : clocksIn(readFileSync(join(folder, name), 'utf8')).map((each) => `${name}, ${each}`),
    );
    expect(found, 'count work (support/work.ts), wait for an event, or say in `allowed` why not').toEqual([]);
  });

  test.each(Object.keys(allowed))('%s is rightly in that list', (name) => {
    expect(clocksIn(readFileSync(join(folder, name), 'utf8'))).not.toEqual([]);
  });

  test.each([
    'expect(performance.now() - start).toBeLessThan(5)',
    'const since = Date.now();',
    'await new Promise((done) => setTimeout(done, 5));',
    "import { setTimeout } from 'node:timers/promises';",
    "test('x', { timeout: 30_000 }, () => {",
    "spawnSync('git', [], { timeout: 1 })",
    '}, 90_000);',
    "trap('sleep 0.1')",
    'await vi.waitFor(() => expect(x).toBe(1))',
  ])('would be caught with: %s', (line) => expect(clocksIn(line)).not.toEqual([]));
});
