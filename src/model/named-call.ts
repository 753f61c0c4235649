import type { TextKey } from './component-kinds.ts';
import type { Location } from './location.ts';

/**
 * How a text calls a component. `tool`: as an argument of the client's own tool, `subagent_type: "x"`; `declared`: in front matter,
 * `skills: [x]`; `kind`: run the x agent; `slash`: invoke `/x`; `typed`: run `/x`, which can be said to the user; `code`: invoke `x`; `full`: `plugin:x` after a verb; `bare`: delegate to
 * some-x; `listed`: below `Start these agents:`; `row`: in the column of a table that says which to use; `mention`: @agent-x. `named`: a command, a full name, or a name with its kind, and no verb that says what is to be done with it;
 * `offer`: the user is told of it, or is to run it.
 */
export type CallForm =
  | 'tool'
  | 'declared'
  | 'kind'
  | 'slash'
  | 'typed'
  | 'code'
  | 'full'
  | 'bare'
  | 'listed'
  | 'row'
  | 'mention'
  | 'named'
  | 'offer';

/** A place where a text calls a component by its name. */
export interface NamedCall {
  /** `component`, or `plugin:component`. */
  readonly name: string;
  /** The kinds of component that it can be. */
  readonly kinds: readonly TextKey[];
  readonly form: CallForm;
  readonly location: Location;
}
