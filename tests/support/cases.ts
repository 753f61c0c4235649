/** Universes on which a property failed, or that were chosen by hand: saved as files, and asked again in every run. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from './fast-check.ts';
import type { Sketch } from './universe.ts';

export interface Case {
  readonly why: string;
  readonly plugins: Sketch;
  readonly request: readonly { readonly name: string; readonly range: string }[];
}

const folder = fileURLToPath(new URL('../resolver/cases/', import.meta.url));

export const cases = (): [name: string, Case][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Case]);

/** Asserts a property of universes and requests; the smallest counterexample is saved, and will be asked again. */
export async function holds(
  property: fc.IAsyncPropertyWithHooks<[Pick<Case, 'plugins' | 'request'>]>,
  numRuns: number,
  why: string,
): Promise<void> {
  const details = await fc.check(property, { numRuns });
  const found = details.counterexample?.[0];
  if (details.failed && found !== undefined) {
    mkdirSync(folder, { recursive: true });
    const file = `${folder}seed-${details.seed}.json`;
    writeFileSync(
      file,
      `${JSON.stringify({ why, plugins: found.plugins, request: found.request }, null, 2)}\n`,
    );
    throw new Error(`${why}: saved as ${file}`, { cause: details.errorInstance });
  }
  if (details.failed) throw new Error(fc.defaultReportMessage(details));
}
