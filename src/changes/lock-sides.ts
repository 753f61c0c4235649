/** A place where two branches disagree, by the lines of its marks. */
export interface LockConflict {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A text with conflict marks as each of the two branches had it. */
export interface Sides {
  readonly ours: string;
  readonly theirs: string;
  readonly conflicts: readonly LockConflict[];
}

/** The two sides of a text in which git has marked conflicts, with or without their common ancestor; undefined if there are no marks. */
export function sidesOf(text: string): Sides | undefined {
  const ours: string[] = [];
  const theirs: string[] = [];
  const conflicts: LockConflict[] = [];
  let side: 'both' | 'ours' | 'base' | 'theirs' = 'both';
  let firstLine = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (side === 'both' && line.startsWith('<<<<<<<')) {
      side = 'ours';
      firstLine = index + 1;
    } else if (side === 'ours' && line.startsWith('|||||||')) side = 'base';
    else if ((side === 'ours' || side === 'base') && /^={7}\r?$/.test(line)) side = 'theirs';
    else if (side === 'theirs' && line.startsWith('>>>>>>>')) {
      side = 'both';
      conflicts.push({ firstLine, lastLine: index + 1 });
    } else {
      if (side === 'both' || side === 'ours') ours.push(line);
      if (side === 'both' || side === 'theirs') theirs.push(line);
    }
  }
  return conflicts.length === 0 || side !== 'both'
    ? undefined
    : { ours: ours.join('\n'), theirs: theirs.join('\n'), conflicts };
}
