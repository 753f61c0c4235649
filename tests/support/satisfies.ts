/** semver's answers, which the independent checks of resolutions ask for many times each: a universe has few versions and ranges. */
import semver from 'semver/functions/satisfies.js';

const known = new Map<string, boolean>();

export default function satisfies(version: string, range: string): boolean {
  const question = `${version} ${range}`;
  const answer = known.get(question) ?? semver(version, range);
  known.set(question, answer);
  return answer;
}
