/**
 * The resolver compared with `logic-solver` (MiniSat in JavaScript) on the same instances, in one run. Prints medians and ratios.
 * npx tsx bench/resolver/run.ts [easy|hard|large] [--only-mkt]
 */

import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { indexRegistry } from '../../src/sources/registries/index-registry.ts';
import { easy, hardInstances, type Instance, layered } from './generate.ts';
import { solveWithSat } from './sat.ts';

const [family = 'all'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const alone = process.argv.includes('--only-mkt');

async function withMkt({ index, request }: Instance): Promise<{ ok: boolean; ms: number }> {
  const start = performance.now();
  const registry = indexRegistry(index, 'bench');
  const specs = request.map((name) => ({ text: name, name, range: '*' }));
  const { resolution } = await solve(
    [registry],
    specs,
    { strategy: 'highest', explain: false },
    createResolver,
  );
  return { ok: resolution?.ok === true, ms: performance.now() - start };
}

const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

async function compare(title: string, instances: Instance[]): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const instance of instances) {
    const mine = await withMkt(instance);
    ours.push(mine.ms);
    const other = alone ? undefined : solveWithSat(instance);
    if (other !== undefined) {
      theirs.push(other.ms);
      if (other.ok !== mine.ok)
        throw new Error(`${instance.name}: mkt says ${mine.ok}, logic-solver says ${other.ok}`);
    }
    console.log(
      `  ${instance.name.padEnd(28)} ${mine.ok ? 'yes' : 'no '} ${mine.ms.toFixed(1).padStart(9)} ms${other === undefined ? '' : ` ${other.ms.toFixed(1).padStart(9)} ms`}`,
    );
  }
  const ratio =
    theirs.length > 0
      ? `, ${(median(ours) / median(theirs)).toFixed(2)} of logic-solver's ${median(theirs).toFixed(1)} ms`
      : '';
  console.log(`${title}: median ${median(ours).toFixed(1)} ms${ratio}`);
}

await withMkt(easy(0));
if (family === 'all' || family === 'easy')
  await compare(
    'easy',
    Array.from({ length: 200 }, (_, seed) => easy(seed + 1)),
  );
if (family === 'all' || family === 'hard') await compare('hard', hardInstances());
if (family === 'all' || family === 'large') {
  const sizes = [100, 1000, 5000, ...(alone ? [10000] : [])];
  await compare(
    'large',
    sizes.flatMap((size) => [0.2, 0.6].map((conflicts) => layered(size, size, conflicts))),
  );
}
