import type { DoctorLine } from '../model/doctor.ts';
import type { ShownObstacle } from './sync-result.ts';
import { obstacleWords } from './sync-words.ts';

/** `mkt doctor` */
export interface DoctorResult {
  readonly lines: readonly DoctorLine[];
  /** What this machine has that the client loads instead of copies. */
  readonly obstacles: readonly ShownObstacle[];
}

/** All lines, with one for each obstacle. */
export const linesOf = ({ lines, obstacles }: DoctorResult): readonly DoctorLine[] => [
  ...lines,
  ...obstacles.map(
    (obstacle) => ({ check: 'machine', level: 'warning', message: obstacleWords(obstacle) }) as const,
  ),
];
