import type { FileUse } from '../../model/file-use.ts';
import { placesIn } from '../components/references.ts';
import type { TextComponent } from '../components/texts.ts';
import { fileLabels } from './file-words.ts';
import type { Governor } from './sentence.ts';
import { usesInBlock } from './stated-uses.ts';
import { blocksOf, sentencesOfFrontMatter } from './text-blocks.ts';
import { isSure, type StatedUse } from './use-forms.ts';
import { piecesOf } from './words-of.ts';

/** What an agent, a command or a skill says about files, in the order of the text. */
export function usesInText({
  text,
  shown,
  front,
}: Pick<TextComponent, 'text' | 'shown' | 'front'>): (FileUse & { readonly form: StatedUse['form'] })[] {
  const placeOf = placesIn(text, shown);
  return statedIn(text, text.length - front.body.length).map((use) => ({
    path: use.path,
    does: use.does,
    isSure: isSure(use),
    form: use.form,
    location: placeOf(use.at),
  }));
}

/** @param body where the text begins, after its front matter. */
function statedIn(text: string, body: number): StatedUse[] {
  const found = sentencesOfFrontMatter(text, body).flatMap(
    ({ start, end }) => usesInBlock(piecesOf(text, start, end), undefined).uses,
  );
  /** What the sentence before a list says about its items, and what the heading says about lists below it. */
  let intro: Governor | undefined;
  let heading: Governor | undefined;
  for (const { kind, start, end } of blocksOf(text, body)) {
    if (kind === 'heading') heading = governorOf(text.slice(start, end));
    if (kind !== 'item') intro = undefined;
    if (!canSay.test(text.slice(start, end))) continue;
    const { uses, next } = usesInBlock(
      piecesOf(text, start, end),
      kind === 'item' ? (intro ?? heading) : undefined,
    );
    found.push(...uses);
    intro = next ?? intro;
  }
  return found;
}

/** What a block has that names a file, or introduces files: most blocks have neither, and need no closer look. */
const canSay = /\/|\.\w|:[*_\s]*$/;

/** A longer heading is about more than files. */
const mostHeadingWords = 4;

/** What a heading says about files that are listed below it: `## Output files`, `## Read first`. */
function governorOf(heading: string): Governor | undefined {
  const words = heading.toLowerCase().match(/[a-z]+/g) ?? [];
  const does =
    words[0] === 'read' || words[0] === 'load'
      ? 'reads'
      : words.map((word) => fileLabels.get(word)).find((label) => label !== undefined);
  if (does === undefined || words.length > mostHeadingWords) return undefined;
  return { verb: { does }, form: 'verb' };
}
