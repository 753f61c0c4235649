import type { NameUse } from './name-use.ts';

/** A place where names do not resolve, and what would. */
export interface DeadName {
  readonly field: NameUse['field'];
  /** The component that has the field; of a hook the event. */
  readonly by: string;
  readonly names: readonly string[];
  /** The spellings that would resolve; empty if nothing known is near. */
  readonly right: readonly string[];
  /**
   * `bare`: the full name of a plugin's component is missing its plugin. `missing`: a plugin does not have it. `case`: the client has
   * it in another case. `no-tool`: the name of a server, where names of tools are compared. `no-call`: a condition on the call of a tool,
   * at an event without one.
   */
  readonly why: 'bare' | 'missing' | 'case' | 'no-tool' | 'no-call';
  /** Whether nothing else in the place resolves. */
  readonly isWhole: boolean;
}

/** MKT314: the names of one plugin that do not resolve. */
export interface DeadNames {
  readonly plugin: string;
  /** They are in the settings and components of the project or its user, and the plugin has no name. */
  readonly isOwn?: true;
  readonly places: readonly DeadName[];
}
