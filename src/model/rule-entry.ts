import type { Severity } from './severity.ts';

/** What a case prevents: the installation, the loading of what was installed, or nothing. What blocks is an error. */
export type Blocks = 'install' | 'load' | 'nothing';

/** What a rule checks. */
export type Scope = 'file' | 'plugin' | 'marketplace' | 'list' | 'combination';

/** What a rule is about, for code that needs the findings of one kind. Most rules have no topic. */
export type Topic =
  /** What can prevent a request from being resolved. */
  | 'resolution'
  /** Versions that exclude each other. */
  | 'versions'
  /** Components with the same name. */
  | 'names'
  /** Other parts of plugins that get in each other's way. */
  | 'overlaps'
  /** What users can read about a plugin. */
  | 'documentation';

/** One way in which a rule finds something. `Evidence` is known to the compiler only. */
export interface Case<Evidence = unknown> {
  readonly level: Severity;
  readonly blocks: Blocks;
  /** It is about a dependency that cannot be satisfied as declared. */
  readonly of?: 'dependency';
  /** The resolution of a request reports it too, for the requested plugins. */
  readonly alsoIn?: 'resolution';
  /** It prevents nothing from loading, and is for the maintainer of the files: `mkt check` does not report it. */
  readonly onlyIn?: 'validate';
  /**
   * What it means for the verdict if it blocks nothing: something could not be looked up, or the client ends up with another working
   * combination. It is shown even with `--quiet`.
   */
  readonly verdict?: 'unknown' | 'other';
  /** Never set: it only carries the type. */
  readonly evidence?: Evidence;
}

type More = Pick<Case, 'of' | 'alsoIn' | 'onlyIn' | 'verdict'>;

/** A case that is an error, and what it blocks. */
export const error = <Evidence>(blocks: Blocks, more: More = {}): Case<Evidence> => ({
  level: 'error',
  blocks,
  ...more,
});

/** A case that blocks nothing, but may be a mistake. */
export const warning = <Evidence>(more: More = {}): Case<Evidence> => ({
  level: 'warning',
  blocks: 'nothing',
  ...more,
});

/** A case that users may want to know. */
export const note = <Evidence>(): Case<Evidence> => ({ level: 'note', blocks: 'nothing' });

/** What a failed resolution rests on, the more specific first: it decides which rule reports it. */
export type Ground = 'environment' | 'runtime' | 'library' | 'versions';

/** What is known of a rule apart from its check and its messages. */
export interface RuleEntry {
  readonly name: string;
  readonly scope: Scope;
  readonly topics?: readonly Topic[];
  /** The section of the integration guide that it covers. */
  readonly section: string;
  /** One line: fires when … */
  readonly summary: string;
  /** Versions of the client to which it applies; all if absent. */
  readonly claudeCode?: string;
  /** What a failed resolution rests on, if this rule reports it. */
  readonly ground?: Ground;
  /** By name; the usual one first, whose level is that of the rule. */
  readonly cases: Readonly<Record<string, Case>>;
}
