import type { Location } from './location.ts';

/** A place where a plugin names a component, a tool or an event's value that the client looks up. */
export interface NameUse {
  /**
   * The field: `server` is that of a hook of the kind `mcp_tool`, `when` that of a monitor, `main` the agent that settings start a session
   * with; `allow`, `ask` and `deny` are permissions.
   */
  readonly field:
    | 'matcher'
    | 'if'
    | 'server'
    | 'tools'
    | 'disallowedTools'
    | 'allowed-tools'
    | 'disallowed-tools'
    | 'agent'
    | 'skills'
    | 'when'
    | 'main'
    | 'allow'
    | 'ask'
    | 'deny';
  /** The component that has the field; of a hook the event. */
  readonly by: string;
  /** As written: a whole matcher, or the items of a list. */
  readonly names: readonly string[];
  /** The items of a list of tools with the calls that they allow, `Bash(git:*)`, if some have such. */
  readonly rules?: readonly string[];
  /** What runs if a matcher matches, to compare it with other matchers of the event. */
  readonly runs?: string;
  readonly location: Location;
}
