/** Prints lines for the script that started the tests: which file begins and ends, which test fails, and that a run is done. */
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** One line of the report. */
export type Event =
  | { readonly what: 'begins'; readonly file: string }
  | { readonly what: 'failed'; readonly file: string; readonly test: string }
  | { readonly what: 'ends'; readonly file: string; readonly ok: boolean }
  | { readonly what: 'done'; readonly ok: boolean };

export const mark = '@mutants ';

export const say = (event: Event) => process.stdout.write(`${mark}${JSON.stringify(event)}\n`);
const named = ({ moduleId }: TestModule) => relative(process.cwd(), moduleId);

export default class implements Reporter {
  onTestModuleQueued(module: TestModule): void {
    say({ what: 'begins', file: named(module) });
  }

  onTestCaseResult(test: TestCase): void {
    if (test.result().state === 'failed')
      say({ what: 'failed', file: named(test.module), test: test.fullName });
  }

  onTestModuleEnd(module: TestModule): void {
    say({ what: 'ends', file: named(module), ok: module.ok() });
  }
}
