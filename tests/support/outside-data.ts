/**
 * What some tests need and the checkout does not hold: data that lies beside it, and programs. Where it is missing the tests skip, and
 * the run says at its end how many did and for want of what (`skipped-reporter.ts`).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './mkt.ts';

/** By name: what is not there then, and where it lies beside the checkout. */
const places = {
  samples: ['the samples are', 'data'],
  marketplaces: ['the sample marketplaces are', 'data/marketplaces'],
  history: ['the history of the plugins is', 'data/plugin-history.json'],
  patterns: ['the facts about the patterns are', 'data/patterns.yaml'],
  defects: ['the defects that the client was shown are', 'data/validate-defects.json'],
  scenarios: ['the installs that the client was asked for are', 'data/client-scenarios'],
  tagMaker: ['the maker of tagged repositories is', 'tools/make-tag-repo.py'],
  guide: ['the guide to integration patterns is', 'seed/integration-patterns.rst'],
} as const;

declare module 'vitest' {
  interface TaskMeta {
    /** For want of what a test or a group of tests is skipped. */
    lacks?: string;
  }
}

/** Options of a test, or of a group of them, that is skipped where something is missing. */
export interface Needs {
  readonly skip?: true;
  readonly meta?: { readonly lacks: string };
}

/** @param lacks what to say where it is missing. */
export const needs = (isHere: boolean, lacks: string): Needs =>
  isHere ? {} : { skip: true, meta: { lacks } };

/** A system that is not Windows, which has no links, pipes and rights as the test makes them. */
export const needsUnix = needs(process.platform !== 'win32', 'this is Windows');

export interface OutsideData {
  readonly path: string;
  readonly isHere: boolean;
  readonly needed: Needs;
}

/** Data beside the checkout. */
export function outsideData(name: keyof typeof places): OutsideData {
  const [what, place] = places[name];
  const path = join(root, '../shared', place);
  const isHere = existsSync(path);
  return { path, isHere, needed: needs(isHere, `${what} not here (../shared/${place})`) };
}
