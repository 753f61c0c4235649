import { usesInCommand } from './command-uses.ts';
import { fileLabels } from './file-words.ts';
import { type Governor, newSentence, readComma, readWord, statedUse } from './sentence.ts';
import type { StatedUse } from './use-forms.ts';
import type { Piece } from './words-of.ts';

/** What follows is not about this project. */
const exampleWords = new Set(['good', 'bad', 'example', 'examples', 'e.g']);

/**
 * What a block says about files: of each, the last verb before it in its sentence, and the last preposition between the two.
 * @param intro what an introduction or a heading says about a file that begins the block.
 * @returns the uses, and what the block says about what follows it, if it ends with a colon.
 */
export function usesInBlock(
  pieces: readonly Piece[],
  intro: Governor | undefined,
): { readonly uses: StatedUse[]; readonly next: Governor | undefined } {
  const uses: StatedUse[] = [];
  let sentence = newSentence();
  let isExample = false;
  const hasArrow = pieces.some(({ kind }) => kind === 'arrow');
  for (const [index, piece] of pieces.entries()) {
    switch (piece.kind) {
      case 'word': {
        if (exampleWords.has(piece.text)) isExample = true;
        const use = readWord(sentence, piece.text);
        if (use !== undefined && !isExample) uses.push(use);
        break;
      }
      case 'path': {
        const { path, isCode, at } = piece;
        // `src/app/` → a layered architecture: a clue to look for, and no file to open.
        const listed = !hasArrow && isFirst(pieces, index) ? listedUse(intro) : undefined;
        const use = piece.isAttached ? attached : (statedUse(sentence) ?? listed);
        if (use !== undefined && !isExample) uses.push({ path, isCode, at, ...use });
        sentence.before = use === undefined ? piece : undefined;
        sentence.word = '';
        break;
      }
      case 'colon': {
        const label = fileLabels.get(sentence.word);
        if (label !== undefined)
          sentence = { ...newSentence(), governor: { verb: { does: label }, form: 'label' } };
        break;
      }
      case 'command':
        uses.push(...usesInCommand(piece.text, piece.at));
        sentence.word = '';
        break;
      case 'comma':
        readComma(sentence);
        break;
      case 'open':
        sentence.isAside = sentence.governor !== undefined;
        break;
      case 'close':
        sentence.isAside = false;
        break;
      case 'stop':
        sentence = newSentence();
        isExample = false;
        break;
      default:
        sentence.word = '';
    }
  }
  // `The audit is complete when:` introduces conditions.
  const isIntroduction = pieces.at(-1)?.kind === 'colon' && !sentence.isDenied && sentence.word !== 'when';
  return { uses, next: isIntroduction ? sentence.governor : undefined };
}

const attached = { does: 'reads', form: 'attached' } as const;

/** Whether a file is the first thing in a block, or only has a short label before it: `- **Summary**: x`. */
function isFirst(pieces: readonly Piece[], index: number): boolean {
  const before = pieces.slice(0, Math.min(index, 5));
  return before.length === 0 || (index <= 3 && before.at(-1)?.kind === 'colon');
}

function listedUse(intro: Governor | undefined): Pick<StatedUse, 'does' | 'form'> | undefined {
  if (intro === undefined || intro.verb.does === 'neither') return undefined;
  return { does: intro.verb.does, form: 'listed' };
}
