/** What is wrong with a text that does not parse: a message, an offset, and what to do. */
export interface SyntaxFault {
  readonly message: string;
  readonly offset: number;
  readonly help?: string;
  /** The message is that of the library, so that the report must also say which format was expected. */
  readonly isVague?: boolean;
}

/**
 * A text with one side of each merge conflict, and a fault for each conflict. What is removed becomes spaces, so that every other
 * character keeps its offset.
 */
export function withoutConflicts(text: string): { merged: string; faults: SyntaxFault[] } {
  const faults: SyntaxFault[] = [];
  if (!/^={7}\r?$/m.test(text) || !/^>{7}/m.test(text)) return { merged: text, faults };
  let side: 'none' | 'kept' | 'dropped' = 'none';
  let begin = { line: 0, offset: 0 };
  let offset = 0;
  const lines = text.split('\n').map((line, index) => {
    const at = { line: index + 1, offset };
    offset += line.length + 1;
    if (line.startsWith('<<<<<<<')) {
      begin = at;
      side = 'kept';
    } else if (side === 'kept' && /^(?:\|{7}|={7}\r?$)/.test(line)) side = 'dropped';
    else if (side === 'dropped' && line.startsWith('>>>>>>>')) {
      side = 'none';
      faults.push({
        message: `unresolved merge conflict (lines ${begin.line} to ${at.line})`,
        offset: begin.offset,
        help: 'keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`',
      });
    } else if (side !== 'dropped') return line;
    return blank(line);
  });
  return side === 'none' ? { merged: lines.join('\n'), faults } : { merged: text, faults: [] };
}

const blank = (line: string) => line.replace(/[^\r]/g, ' ');
