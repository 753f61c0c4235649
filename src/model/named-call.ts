import type { TextKey } from './component-kinds.ts';
import type { Location } from './location.ts';

/** How a text calls a component. */
export type CallForm =
  /** As an argument of the client's own tool: `subagent_type: "x"`. */
  | 'tool'
  /** In front matter: `skills: [x]`. */
  | 'declared'
  /** With its kind: run the x agent. */
  | 'kind'
  /** Invoke `/x`. */
  | 'slash'
  /** Run `/x`, which can be said to the user. */
  | 'typed'
  /** Invoke `x`. */
  | 'code'
  /** `plugin:x` after a verb. */
  | 'full'
  /** Delegate to some-x. */
  | 'bare'
  /** Below `Start these agents:`. */
  | 'listed'
  /** In the column of a table that says which to use. */
  | 'row'
  /** `@agent-x` without a verb. */
  | 'mention'
  /** A command, a full name, or a name with its kind, and no verb that says what to do with it. */
  | 'named'
  /** The user is told of it, or is to run it. */
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
