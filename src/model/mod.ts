import type { Location } from './location.ts';

/** What a mod does, as its code states it; the code was read and never run. What it computes is in {@link unknown}. */
export interface ModReading {
  /** The module that the client loads, relative to the plugin. */
  readonly module: string;
  readonly hooks: readonly ModHook[];
  readonly registrations: readonly ModRegistration[];
  /** Namespaces that it adds to `$`. */
  readonly nouns: readonly ModNoun[];
  /** Calls of the client, `$.fs.read(…)`, in the order of the code. */
  readonly calls: readonly ModCall[];
  readonly unknown: readonly ModUnknown[];
  /** Why the client does not load the module, as far as its code shows it. */
  readonly refusals: readonly ModRefusal[];
}

/** One call of `on`. */
export interface ModHook {
  /** As it is written: `tool.call`, `fs.*`, `*`. */
  readonly event: string;
  /** What the event must have; null if that is computed. Empty if the hook has no matcher. */
  readonly matcher: ModMatcher | null;
  /** What it can return without asking those that come after it. Empty if it always asks them. */
  readonly answers: readonly ModAnswer[];
  /** It states what happens if it fails. Without that, a failure skips it. */
  readonly hasCatch: boolean;
  readonly location: Location;
}

/** By field of the event. */
export type ModMatcher = Readonly<Record<string, ModTest>>;

/** What one field must be; null if that is computed. */
export type ModTest =
  | { readonly is: string | number | boolean | null }
  | { readonly anyOf: readonly ModTest[] }
  | { readonly regex: string; readonly flags: string }
  | { readonly has: ModMatcher }
  | null;

export interface ModAnswer {
  /** `refuse`: nothing happens. `allow`, `ask`: a decision about a permission. `result`: an answer in place of the others'. `computed`: not known. */
  readonly kind: 'refuse' | 'allow' | 'ask' | 'result' | 'computed';
  readonly location: Location;
}

/** What a mod registers with the client. */
export interface ModRegistration {
  readonly kind: 'command' | 'tool' | 'agent';
  /** Undefined if it is computed. */
  readonly name?: string;
  readonly location: Location;
}

export interface ModNoun {
  readonly name: string;
  readonly location: Location;
}

export interface ModCall {
  /** `fs.read`. */
  readonly name: string;
  /** The first argument, if it is a plain text; of a URL its host. */
  readonly subject?: string;
  readonly location: Location;
}

/** Something that only running the code would show. */
export interface ModUnknown {
  readonly what: 'matcher' | 'name' | 'host' | 'answer' | 'noun' | 'value';
  readonly location: Location;
}

export interface ModRefusal {
  /**
   * `syntax`: it does not parse. `no-register`: it exports no function of that name. `event`: the event is not a literal. `hook`: the
   * hook is neither a function nor the name of one. `import`: it imports more than its own files. `unread`: mkt could not read it, and
   * it is not known whether the client can.
   */
  readonly why: 'syntax' | 'no-register' | 'event' | 'hook' | 'import' | 'unread';
  /** The parser's words, or what is imported. */
  readonly detail?: string;
  readonly location: Location;
}
