/** The parts of a plan as text and Markdown show them: what is said stands in one place, how it looks in two. */

/** How a line is meant. Color is never the only sign of it. */
export type Tone = 'good' | 'bad' | 'warning' | 'dim' | 'strong';

export type Block =
  | {
      readonly kind: 'item';
      /** `-` if absent. */
      readonly mark?: string;
      readonly text: string;
      readonly tone?: Tone;
      /** A box to check off, in formats that have boxes. */
      readonly task?: 'open' | 'done';
      /** What belongs to it, indented. */
      readonly more?: readonly Block[];
    }
  | {
      readonly kind: 'step';
      readonly number: number;
      readonly title: string;
      readonly more: readonly Block[];
    }
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'code'; readonly language: string; readonly code: string };

export interface Section {
  /** The name for `--section`. */
  readonly id: string;
  readonly title: string;
  /** What to know before reading it. */
  readonly intro?: string;
  readonly blocks: readonly Block[];
  /** What is not shown of it, and how to see it: `also 2 links: \`--section together\``. */
  readonly rest?: string;
}

export const item = (
  text: string,
  more: Omit<Extract<Block, { kind: 'item' }>, 'kind' | 'text'> = {},
): Block => ({
  kind: 'item',
  text,
  ...more,
});

export const commandBlock = (line: string): Block => ({ kind: 'command', line });

/** What stands for a section that a plan does not have. */
export const emptySection = (name: string): string =>
  name === 'rollback'
    ? 'this plan changes nothing here, so it has nothing to undo; `claude plugin uninstall <plugin>` removes a plugin'
    : `this plan has nothing under \`${name}\``;
