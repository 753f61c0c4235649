import Range from 'semver/classes/range.js';
import type SemVer from 'semver/classes/semver.js';
import parse from 'semver/functions/parse.js';
import satisfies from 'semver/functions/satisfies.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';

/** The version of a copy that does not declare one. */
export const noVersion = '0.0.0';

/** Most versions: three plain numbers, each short enough to be exact. */
const plainVersion = /^(?:0|[1-9]\d{0,14})\.(?:0|[1-9]\d{0,14})\.(?:0|[1-9]\d{0,14})$/;

/** Longer strings are rejected unread: they are not real ranges, and semver would take long to parse them. */
const longestRange = 4096;

/** Whether a string is a semver version as the specification requires: `1.2.3-rc.1+build`, but not `v1.2.3` or `1.2`. */
export function isVersion(text: string): boolean {
  if (plainVersion.test(text)) return true;
  const version = parse(text);
  if (version === null) return false;
  return (
    text === (version.build.length === 0 ? version.version : `${version.version}+${version.build.join('.')}`)
  );
}

/** The version that `3` or `3.12` is short for; undefined if it is something else. */
export function completedVersion(text: string): string | undefined {
  return [`${text}.0`, `${text}.0.0`].find((candidate) => /^\d/.test(text) && isVersion(candidate));
}

/** Whether semver can parse a string as a range; the empty string is `*`. */
export function isRange(text: string): boolean {
  return text.length <= longestRange && validRange(text) !== null;
}

/** Whether a range excludes nothing but prereleases: `*`, `x`, `>=0.0.0` or the empty string. */
export function isAnyRange(text: string): boolean {
  return text === '*' || (text.length <= longestRange && validRange(text) === '*');
}

/**
 * The same as `satisfies` of semver, for many versions and ranges, of which a registry repeats the same few: each is parsed once, which
 * takes most of the time.
 */
export function rememberingSatisfies(): (version: string, range: string) => boolean {
  const ranges = new Map<string, Range | undefined>();
  const versions = new Map<string, SemVer | undefined>();
  const parsed = (text: string): Range | undefined => {
    try {
      return new Range(text);
    } catch {
      return undefined;
    }
  };
  return (version, range) => {
    if (!ranges.has(range)) ranges.set(range, parsed(range));
    if (!versions.has(version)) versions.set(version, parse(version) ?? undefined);
    const known = versions.get(version);
    return known !== undefined && ranges.get(range)?.test(known) === true;
  };
}

/**
 * Whether one version could be in all ranges. If any is, then so is the lowest version of some alternative of some range: the lower
 * bound of an intersection is one of the lower bounds. A prerelease counts if a range names it, not as what is between `>1.1.0` and
 * `<1.1.1`.
 */
export function haveCommon(ranges: readonly string[]): boolean {
  const candidates = new Set(ranges.flatMap((range) => range.split('||')).map(lowestOf));
  for (const candidate of candidates)
    if (
      candidate !== undefined &&
      ranges.every((range) => satisfies(candidate, range, { includePrerelease: true }))
    )
      return true;
  return false;
}

function lowestOf(range: string): string | undefined {
  try {
    return minVersion(range)?.version;
  } catch {
    return undefined;
  }
}
