import type { LockedRequirement } from './lock.ts';
import { isRange } from './version.ts';

/** Reads `name@marketplace` or `name@marketplace@range`; undefined if it is neither. */
export function parseLockedRequirement(text: string): LockedRequirement | undefined {
  const [, name, marketplace, range = '*'] = /^([^@\s]+)@([^@\s]+)(?:@(.+))?$/.exec(text) ?? [];
  if (name === undefined || marketplace === undefined || !isRange(range)) return undefined;
  return { name, marketplace, range };
}

/** Whether {@link parseLockedRequirement} can read a text. */
export const isLockedRequirement = (text: string): boolean => parseLockedRequirement(text) !== undefined;

/** The text of a requirement, which {@link parseLockedRequirement} reads. */
export function lockedRequirementText({ name, marketplace, range }: LockedRequirement): string {
  return range === '*' || range === '' ? `${name}@${marketplace}` : `${name}@${marketplace}@${range}`;
}
