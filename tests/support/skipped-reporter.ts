/** Says at the end of a run how many tests were skipped, and for want of what: a run that left much out must not look like a whole one. */
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

interface Skipped {
  tests: number;
  /** Groups that are made of what is missing: nobody knows how many tests would be in them. */
  groups: number;
}

/** For want of what a test or a group is skipped, itself or with one that it belongs to. */
function lackOf(task: TestCase | TestSuite | TestModule): string | undefined {
  return task.meta().lacks ?? (task.type === 'module' ? undefined : lackOf(task.parent));
}

/** What was skipped, by what was missing. */
export function skippedIn(modules: readonly TestModule[]): Map<string, Skipped> {
  const skipped = new Map<string, Skipped>();
  const add = (lacks: string | undefined, what: keyof Skipped) => {
    if (lacks === undefined) return;
    const counts = skipped.get(lacks) ?? { tests: 0, groups: 0 };
    counts[what] += 1;
    skipped.set(lacks, counts);
  };
  for (const { children } of modules) {
    for (const test of children.allTests('skipped')) add(lackOf(test), 'tests');
    for (const suite of children.allSuites()) if (suite.children.size === 0) add(lackOf(suite), 'groups');
  }
  return skipped;
}

const counted = (amount: number, word: string): string[] =>
  amount === 0 ? [] : [`${amount} ${word}${amount === 1 ? '' : 's'}`];

export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const [lacks, { tests, groups }] of skippedIn(modules)) {
      const what = [...counted(tests, 'test'), ...counted(groups, 'whole group')].join(' and ');
      console.log(`${what} skipped: ${lacks}`);
    }
  }
}
