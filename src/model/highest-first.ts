import type SemVer from 'semver/classes/semver.js';
import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import { isVersion } from './version.ts';

interface Ranked {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/**
 * Returns the semver versions among strings, highest first; those that differ only in build metadata, by text. Most are three
 * plain numbers, which are compared as such: semver's own objects would take five times as long for a large registry.
 */
export function highestFirst(versions: Iterable<string>): string[] {
  const ranked: Ranked[] = [];
  for (const text of versions) if (isVersion(text)) ranked.push(rank(text));
  return ranked.sort(byRank).map(({ text }) => text);
}

const threeNumbers = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/;

function rank(text: string): Ranked {
  const match = threeNumbers.exec(text);
  if (match !== null)
    return { text, major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
  const { major, minor, patch } = parse(text) as SemVer;
  return { text, major, minor, patch };
}

function byRank(a: Ranked, b: Ranked): number {
  const numbers = b.major - a.major || b.minor - a.minor || b.patch - a.patch;
  if (numbers !== 0 || a.text === b.text) return numbers;
  return compare(b.text, a.text) || (a.text < b.text ? 1 : -1);
}
