/** Whole processes in turn, so that other load on the machine affects all of them equally. */
import { spawnSync } from 'node:child_process';
import { record } from '../record.ts';

/** A command line to time. */
export interface Job {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Done before each run, and not timed. */
  readonly before?: () => void;
  /** The maximum, as a multiple of the first job or in milliseconds. */
  readonly limit?: { readonly times?: number; readonly milliseconds?: number };
}

/** The median of several times. */
export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** Runs all jobs in turn, several times, and prints the median of each next to that of the first. */
export function compare(title: string, jobs: readonly Job[], runs: number): boolean {
  const times = new Map<Job, number[]>(jobs.map((job) => [job, []]));
  for (let run = -1; run < runs; run += 1) {
    for (const job of jobs) {
      job.before?.();
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(job.program, job.args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
        env: { ...process.env, ...job.env },
      });
      const took = Number(process.hrtime.bigint() - start) / 1e6;
      // A marketplace with faults is a result too.
      if (status !== 0 && status !== 1) throw new Error(`\`${job.name}\` ended with ${status}: ${stderr}`);
      // The first round warms up the file cache and that of mkt, and does not count.
      if (run >= 0) times.get(job)?.push(took);
    }
  }
  console.log(title);
  const base = median(times.get(jobs[0] as Job) ?? []);
  return jobs
    .map((job) => {
      const list = times.get(job) ?? [];
      const middle = median(list);
      const { times: most = Number.POSITIVE_INFINITY, milliseconds = Number.POSITIVE_INFINITY } =
        job.limit ?? {};
      if (job !== jobs[0])
        record([
          {
            what: `${title}: ${job.name}`,
            value: middle,
            unit: 'ms',
            peer: jobs[0]?.name ?? '',
            peerValue: base,
          },
        ]);
      const isWithin = middle / base <= most && middle <= milliseconds;
      const limit =
        job.limit?.times !== undefined ? `at most ${most}x` : job.limit ? `at most ${milliseconds} ms` : '';
      const range = `${Math.min(...list).toFixed(0)}-${Math.max(...list).toFixed(0)}`;
      console.log(
        `  ${(middle / base).toFixed(2).padStart(6)}x ${middle.toFixed(0).padStart(6)} ms (${range})  ${job.name}${limit && `, ${limit}`}${isWithin ? '' : ': TOO SLOW'}`,
      );
      return isWithin;
    })
    .every(Boolean);
}
