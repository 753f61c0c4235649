/** What benchmarks measured, as JSON lines in the file that `MKT_BENCH_RECORD` names; `bench/run.ts` makes docs/performance.md of them. */
import { appendFileSync } from 'node:fs';

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | 'bytes' | 'requests' | 'files';
  /** Another program on the same work in the same run, and what it took in the same unit. */
  readonly peer?: string;
  readonly peerValue?: number;
}

/** Notes figures for the run that started the benchmark; does nothing if it was started by itself. */
export function record(figures: readonly Figure[]): void {
  for (const figure of figures) note(figure);
}

/** Says that something could not be measured, and what is missing for it; the page of figures says so, too. */
export function skip(what: string): void {
  console.log(`skipped: ${what}`);
  note({ skipped: what });
}

function note(value: object): void {
  const file = process.env.MKT_BENCH_RECORD;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(value)}\n`);
}
