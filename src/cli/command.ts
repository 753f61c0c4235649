import type { Report, View } from '../report/view.ts';
import { wrapLines } from '../report/wrap.ts';
import type { Answer, Call, Options } from './call.ts';

/** An option in commander's notation. Help and the reference are generated from it. */
export interface OptionSpec {
  readonly flags: string;
  /** One line, if it fits. */
  readonly description: string;
  /** What else is to be known, for the reference and for those who want to see all. */
  readonly details?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly repeatable?: boolean;
  readonly hidden?: boolean;
}

/** What is known of a command without loading it: help and the reference are generated from this. */
interface Described {
  /** `check`, or `patterns show` for one in a group. */
  readonly name: string;
  /** Commander's notation: `[spec...]`. */
  readonly arguments?: string;
  readonly summary: string;
  /** More than the summary, for the command's own help. */
  readonly description?: string;
  readonly options?: readonly OptionSpec[];
  /** Command line and what it does. */
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** What is shown while it takes long, unless it waits for something more exact: `reading plugins`, if absent. */
  readonly waitsFor?: string;
  /** Its arguments are another command, which gets the terminal: what follows the first is not mkt's. */
  readonly passesOn?: boolean;
  /** Whether its answer follows from what it reads, and is all that it does: then it is remembered until something of that changes. */
  readonly isRemembered?: (options: Options) => boolean;
  /** Its text has code, of which no line is to be broken. */
  readonly hasCode?: boolean;
  /** Runs if only its group is given. */
  readonly isDefault?: boolean;
  /** The file in `schema/` that describes its JSON, without the extension. */
  readonly schema: string;
}

/** A command with one type of result, which its code returns and all its reports take. */
interface Declaration<Result> extends Described {
  /** Each output format, the default first. A report is loaded only when it is needed. */
  readonly formats: Readonly<Record<string, () => Promise<Report<Result>>>>;
  /** Its code, loaded only when the command runs. */
  readonly load: () => Promise<{ readonly run: (call: Call) => Promise<Answer<Result>> }>;
}

/** An answer as it is printed. */
export interface Rendered extends Omit<Answer<never>, 'result' | 'question' | 'next'> {
  readonly question?: { readonly text: string; readonly yes: () => Promise<Rendered> };
  readonly next?: () => Promise<Rendered | undefined>;
}

/** A command as the program sees it, without the type of its result. */
export interface CommandSpec extends Described {
  /** What `--format` accepts, the default first. */
  readonly formats: readonly string[];
  /** Runs it and renders its answer in the format of the call. */
  readonly answer: (call: Call, view: View) => Promise<Rendered>;
}

/** Joins a command's code to its reports. This is the only place where they meet, and where the compiler checks that their types fit. */
export function command<Result>({ formats, load, ...described }: Declaration<Result>): CommandSpec {
  return {
    ...described,
    formats: Object.keys(formats),
    answer: async (call, view) => {
      const { run } = await load();
      const rendered = async ({ result, question, next, ...rest }: Answer<Result>): Promise<Rendered> => {
        const answer = {
          ...rest,
          ...(question && {
            question: { text: question.text, yes: async () => rendered(await question.yes()) },
          }),
          ...(next && {
            next: async () => {
              const following = await next();
              return following && rendered(following);
            },
          }),
        };
        if (result === undefined) return answer;
        const report = await formats[call.options.format]?.();
        if (report === undefined) throw new RangeError(`no format ${call.options.format}`);
        const text = report(result, view);
        const isFitted = call.options.format === 'text' && described.hasCode !== true;
        return {
          ...answer,
          text: isFitted ? wrapLines(text, view.breakAt ?? Number.POSITIVE_INFINITY) : text,
        };
      };
      return rendered(await run(call));
    },
  };
}
