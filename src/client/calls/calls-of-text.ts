import type { NamedCall } from '../../model/named-call.ts';
import { member, textOf, textsOf } from '../../text/values.ts';
import { placesIn } from '../components/references.ts';
import type { TextComponent } from '../components/texts.ts';
import { blocksOf, sentencesOfFrontMatter } from '../file-uses/text-blocks.ts';
import { referringHeading } from './call-words.ts';
import { typedKinds } from './named-token.ts';
import { type CallIntroduction, callsInBlock, type StatedCall } from './stated-calls.ts';
import { type CallColumns, callColumns, callsInRow } from './table-calls.ts';

/**
 * The components that an agent, a command or a skill calls by a name, in the order of the text. Whether anything has such a name is not
 * known here.
 */
export function callsOfText(text: Pick<TextComponent, 'text' | 'shown' | 'front' | 'kind'>): NamedCall[] {
  const placeOf = placesIn(text.text, text.shown);
  const body = text.text.length - text.front.body.length;
  const stated = [
    ...describedIn(text.text, body),
    ...[...statedIn(text.text, body), ...argumentsOfTools(text.text, body)].sort((a, b) => a.at - b.at),
  ];
  return [
    ...declaredIn(text),
    ...stated.map(({ name, kinds, form, at }) => ({ name, kinds, form, location: placeOf(at) })),
  ];
}

function describedIn(text: string, body: number): StatedCall[] {
  return sentencesOfFrontMatter(text, body).flatMap(
    ({ start, end }) => callsInBlock(text, { start, end, isDescription: true }).calls,
  );
}

/** A paragraph that is longer than this is no label of a part of a list. */
const labelLength = 60;

/** Blocks that have nothing like a name need no closer look. */
const canCall = /[`/@:-]|agent|skill|command/;

function statedIn(text: string, body: number): StatedCall[] {
  const found: StatedCall[] = [];
  let isReferring = false;
  /** What was said about a list, also about several with a label each: `Start these agents:`, `**Backend**:`. */
  let intro: CallIntroduction | undefined;
  let columns: CallColumns | undefined;
  for (const { kind, start, end } of blocksOf(text, body)) {
    const block = text.slice(start, end);
    if (kind === 'heading') isReferring = referringHeading.test(block);
    if (kind === 'row') {
      if (!isReferring && columns !== undefined) found.push(...callsInRow(text, start, end, columns));
      columns ??= callColumns(block);
    } else columns = undefined;
    const isItem =
      kind === 'item' || (kind === 'paragraph' && block.length < labelLength && /:[*_\s]*$/.test(block));
    if (!isItem) intro = undefined;
    if (isReferring || !canCall.test(block)) continue;
    const { calls, next } = callsInBlock(text, { start, end, intro: kind === 'item' ? intro : undefined });
    found.push(...calls);
    intro = next ?? intro;
  }
  return found;
}

const name = '([A-Za-z0-9][\\w-]*(?::[\\w-]+)*)';

/** `subagent_type: "x"`, `Task("…", "…", "x")`, and `Skill(x)` or `Skill(skill="x")`. */
const subagent = new RegExp(`\\bsubagent_type["'\`]?\\s{0,3}[:=>]?\\s{0,3}["'\`]?${name}`, 'g');
const task = new RegExp(`\\bTask\\("[^"\\n]{0,200}",\\s{0,9}"[^"\\n]{0,2000}",\\s{0,9}"${name}"`, 'g');
const skill = new RegExp(`\\bSkill\\(\\s{0,3}(?:skill\\s{0,3}[:=]\\s{0,3})?["'\`]?${name}["'\`]?`, 'g');

/** What forbids what comes after it in the same sentence: `Do NOT use Skill(x)`. */
const denied = /\b(?:not|never|avoid|don['’]t)\b[^.!?\n]*$/i;

/** Arguments of the client's own tools, in examples of code, too: they are written as they are to be used. */
function argumentsOfTools(text: string, body: number): StatedCall[] {
  const found = (pattern: RegExp, kinds: StatedCall['kinds']): StatedCall[] =>
    [...text.slice(body).matchAll(pattern)].flatMap((match): StatedCall[] => {
      const at = body + match.index;
      return denied.test(text.slice(Math.max(body, at - 60), at))
        ? []
        : [{ name: match[1] ?? '', kinds, form: 'tool', at }];
    });
  return [...found(subagent, ['agents']), ...found(task, ['agents']), ...found(skill, typedKinds)];
}

/** What front matter names: the skills of an agent, the agent of a command or skill, and agents that it may start. */
function declaredIn({ front }: Pick<TextComponent, 'front'>): NamedCall[] {
  const declared = (key: string, kinds: NamedCall['kinds']): NamedCall[] =>
    listIn(member(front.value, key))
      .filter((each) => /^[A-Za-z0-9][\w-]*(?::[\w-]+)*$/.test(each))
      .map((each) => ({ name: each, kinds, form: 'declared', location: front.locate([key]) }));
  return [
    ...declared('skills', typedKinds),
    ...declared('agents', ['agents']),
    ...declared('agent', ['agents']),
  ];
}

const listIn = (value: unknown): readonly string[] =>
  (textOf(value) === undefined ? textsOf(value) : (textOf(value) ?? '').split(',')).map((each) =>
    each.trim(),
  );
