/**
 * How many steps a regular expression takes on a text: a plain backtracking matcher that counts every character it looks at and every
 * way that it goes back for. The engine of Node says only how long it took, and that depends on the machine.
 */
import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Goes on behind what has matched; false sends the matcher back for another way. */
type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;

/** What takes more will take for ever, in the real engine too. */
const mostSteps = 20_000_000;

/** A text, and the steps so far. */
interface Run {
  readonly text: string;
  steps: number;
}

export interface Steps {
  readonly steps: number;
  /** Where the match begins and ends, for a comparison with the real engine. */
  readonly match: readonly [start: number, end: number] | undefined;
}

/** Taken before anybody counts the calls of it. */
const originalExec = RegExp.prototype.exec;

/**
 * Makes a counting matcher of a regular expression.
 * @returns what one call of `exec` would take, from an offset on; it throws where that would have no end.
 */
export function countingMatcher(form: RegExp): (text: string, from: number) => Steps {
  const { source, flags } = form;
  const parser = new RegExpParser();
  const [unicode, unicodeSets] = [flags.includes('u'), flags.includes('v')];
  const pattern = parser.parsePattern(source, 0, source.length, { unicode, unicodeSets });
  const only = flags.includes('y') || (!flags.includes('m') && pattern.alternatives.every(isAnchored));
  let run: Run = { text: '', steps: 0 };
  const matcher = compile(pattern, form, () => run);
  return (text, from) => {
    run = { text, steps: 0 };
    let end = -1;
    const tryAt = (start: number) => {
      run.steps += 1;
      return matcher(start, (at) => {
        end = at;
        return true;
      });
    };
    for (let start = from; start <= text.length; start += 1) {
      if (tryAt(start)) return { steps: run.steps, match: [start, end] };
      if (only) break;
    }
    return { steps: run.steps, match: undefined };
  };
}

const isAnchored = ({ elements: [first] }: AST.Alternative): boolean =>
  first?.type === 'Assertion' && first.kind === 'start';

function compile(pattern: AST.Pattern, { source, flags }: RegExp, runOf: () => Run): Matcher {
  const whole = flags.includes('u') || flags.includes('v');
  const own = flags.replace(/[dgmy]/g, '');

  const anyOf = (alternatives: readonly AST.Alternative[], back: boolean): Matcher => {
    const ways = alternatives.map(({ elements }) => sequence(elements, back));
    return (at, next) => ways.some((way) => way(at, next));
  };

  const sequence = (elements: readonly AST.Element[], back: boolean): Matcher => {
    const parts = (back ? elements.toReversed() : elements).map((element) => matcherOf(element, back));
    const from = (index: number, at: number, next: Next): boolean => {
      const part = parts[index];
      return part === undefined ? next(at) : part(at, (then) => from(index + 1, then, next));
    };
    return (at, next) => from(0, at, next);
  };

  /** The character before or behind an offset. */
  const characterAt = (at: number, back: boolean): string => {
    const { text } = runOf();
    if (!whole) return text.charAt(back ? at - 1 : at);
    if (!back) return at < text.length ? String.fromCodePoint(text.codePointAt(at) as number) : '';
    return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  };

  /** Whether one character fits, as the real engine says. */
  const fitting = (raw: string): ((character: string) => boolean) => {
    const known = new Map<string, boolean>([['', false]]);
    const form = new RegExp(`^(?:${raw})$`, own);
    return (character) => {
      let fits = known.get(character);
      if (fits === undefined) {
        fits = originalExec.call(form, character) !== null;
        known.set(character, fits);
      }
      return fits;
    };
  };

  const single = (raw: string, back: boolean): ((at: number) => number | undefined) => {
    const fits = fitting(raw);
    return (at) => {
      const run = runOf();
      run.steps += 1;
      if (run.steps > mostSteps) throw new Error(`/${source}/ takes more than ${mostSteps} steps`);
      const character = characterAt(at, back);
      return fits(character) ? at + (back ? -character.length : character.length) : undefined;
    };
  };

  const matcherOf = (element: AST.Element, back: boolean): Matcher => {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return anyOf(element.alternatives, back);
      case 'Assertion':
        return assertion(element);
      case 'Quantifier':
        return isSingle(element.element)
          ? repeatedCharacter(element, single(element.element.raw, back))
          : repeatedGroup(element, matcherOf(element.element, back));
      case 'Backreference':
        throw new Error(`${element.raw} refers back to a group, which is not counted`);
      default: {
        const step = single(element.raw, back);
        return (at, next) => {
          const then = step(at);
          return then !== undefined && next(then);
        };
      }
    }
  };

  const assertion = (element: AST.Assertion): Matcher => {
    if (element.kind === 'lookahead' || element.kind === 'lookbehind') {
      const inner = anyOf(element.alternatives, element.kind === 'lookbehind');
      return (at, next) => inner(at, () => true) !== element.negate && next(at);
    }
    // Edges see one character on either side, whatever they are.
    const isWord = fitting('\\w');
    const isBreak = fitting('[\\n\\r\\u2028\\u2029]');
    const multiline = flags.includes('m');
    return (at, next) => {
      const run = runOf();
      run.steps += 1;
      const [before, behind] = [characterAt(at, true), characterAt(at, false)];
      if (element.kind === 'word') return (isWord(before) !== isWord(behind)) !== element.negate && next(at);
      const edge = element.kind === 'start' ? before : behind;
      return (edge === '' || (multiline && isBreak(edge))) && next(at);
    };
  };

  /** In a loop: texts are longer than the stack is deep. */
  const repeatedCharacter = (
    { min, max, greedy }: AST.Quantifier,
    step: (at: number) => number | undefined,
  ): Matcher => {
    return (at, next) => {
      const ends = [at];
      const more = (): boolean => {
        const then = ends.length <= max ? step(ends.at(-1) as number) : undefined;
        if (then !== undefined) ends.push(then);
        return then !== undefined;
      };
      while (ends.length <= min) if (!more()) return false;
      if (!greedy) {
        do {
          runOf().steps += 1;
          if (next(ends.at(-1) as number)) return true;
        } while (more());
        return false;
      }
      while (more());
      for (; ends.length > min; ends.pop()) {
        runOf().steps += 1;
        if (next(ends.at(-1) as number)) return true;
      }
      return false;
    };
  };

  const repeatedGroup = ({ min, max, greedy }: AST.Quantifier, inner: Matcher): Matcher => {
    const from = (times: number, at: number, next: Next): boolean => {
      const run = runOf();
      run.steps += 1;
      const again = () => {
        if (times >= max) return false;
        // A repetition of nothing does not count, or it would have no end.
        return inner(at, (then) => (then !== at || times < min) && from(times + 1, then, next));
      };
      if (times < min) return again();
      return greedy ? again() || next(at) : next(at) || again();
    };
    return (at, next) => from(0, at, next);
  };

  return anyOf(pattern.alternatives, false);
}

const isSingle = ({ type }: AST.Element): boolean =>
  ['Character', 'CharacterClass', 'CharacterSet', 'ExpressionCharacterClass'].includes(type);
