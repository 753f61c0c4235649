import type { FileUse } from '../../model/file-use.ts';
import { isOftenRight } from '../../model/seen-kinds.ts';

/**
 * How a text says it. `verb`: write the plan to `x`; `far`: the same with many words between; `weak`: a verb such as `review` or `add`;
 * `hint`: one such as `see` or `follow`; `aside`: in parentheses after the verb; `pronoun`: if `x` exists, read it; `search`: look for
 * `x`; `participle`: saved to `x`; `passive`: `x` is written; `from`: from `x`; `part`: a copy of `x`; `label`: Output: `x`; `listed`: an
 * item below a heading or an introduction that says it; `attached`: @x, which the client reads; `command`: `cat x`.
 */
export type UseForm =
  | 'verb'
  | 'far'
  | 'weak'
  | 'hint'
  | 'aside'
  | 'pronoun'
  | 'search'
  | 'participle'
  | 'passive'
  | 'from'
  | 'part'
  | 'label'
  | 'listed'
  | 'attached'
  | 'command';

/** What a text says about one file. */
export interface StatedUse {
  readonly path: string;
  readonly does: FileUse['does'];
  readonly form: UseForm;
  readonly isCode: boolean;
  /** The offset in the text. */
  readonly at: number;
}

/**
 * Whether statements of this form are right often enough to be shown on one screen. `*.test.ts` is often looked for only to see whether
 * there are any.
 */
export const isSure = ({ path, does, form }: Pick<StatedUse, 'path' | 'does' | 'form'>): boolean =>
  isOftenRight(`${does} ${form}`) && !(form === 'search' && path.startsWith('*'));
