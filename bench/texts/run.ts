/**
 * Texts designed to keep a reader busy, at one, two and four times a size, compared with one pass of JSON over the same text: `npm
 * run bench:texts`. The tests ensure that the work grows no faster than the texts, by counting it (`tests/support/work.ts`).
 */
import { readFrontMatter } from '../../src/text/front-matter.ts';
import { syntaxFaults } from '../../src/text/json-syntax.ts';
import { readYaml } from '../../src/text/yaml.ts';
import { record } from '../record.ts';

const runs = 7;
const lines = (amount: number, line: (index: number) => string): string =>
  Array.from({ length: amount }, (_, index) => line(index)).join('\n');

/** By name: a text of about this many characters, and what reads it. */
const jobs: Readonly<
  Record<string, readonly [of: (size: number) => string, read: (text: string) => unknown]>
> = {
  'front matter, spaces in a value': [(size) => `---\na: b${' '.repeat(size)}c\n---\n`, frontMatter],
  'front matter, spaces after an open quote': [
    (size) => `---\na: "b${' '.repeat(size)}c\n---\n`,
    frontMatter,
  ],
  'front matter, many keys': [
    (size) => `---\n${lines(size / 10, (index) => `k${index}: v`)}\n---\n`,
    frontMatter,
  ],
  'JSON, quotes': [(size) => '"\n'.repeat(size / 2), (text) => syntaxFaults(text, false)],
  'JSON, conflicts': [(size) => '<<<<<<< a\n'.repeat(size / 10), (text) => syntaxFaults(text, false)],
  'YAML, dashes': [(size) => '- '.repeat(size / 2), (text) => readYaml(text, 'f')],
  'invalid YAML': [(size) => `a: ${'@ ] '.repeat(size / 4)}`, (text) => readYaml(text, 'f')],
};

function frontMatter(text: string): void {
  const front = readFrontMatter(text, 'f');
  for (const key of Object.keys(front.value)) front.locate([key]);
}

/** The median of several times, in milliseconds. */
function timed(work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

for (const [name, [of, read]] of Object.entries(jobs)) {
  const sizes = [200_000, 400_000, 800_000].map((size) => {
    const text = of(size);
    return { own: timed(() => read(text)), pass: timed(() => JSON.parse(JSON.stringify(text))) };
  });
  const shown = sizes.map(({ own, pass }) => `${own.toFixed(1)} ms (${(own / pass).toFixed(1)}x)`).join(', ');
  const largest = sizes.at(-1);
  if (largest !== undefined)
    record([
      {
        what: `${name}, 800,000 characters`,
        value: largest.own,
        unit: 'ms',
        peer: 'one pass of JSON',
        peerValue: largest.pass,
      },
    ]);
  const growth = sizes.slice(1).map(({ own }, index) => `${(own / (sizes[index]?.own ?? 1)).toFixed(1)}x`);
  console.log(`${name}: ${shown}; growth ${growth.join(', ')}`);
}
