import { type ExitCode, exitCode } from './exit-code.ts';

/**
 * An end of the program that is no result: wrong usage, or the world did not play along. Thrown by commands, caught once in
 * `main`, printed as `error:` with an optional `hint:`. Faults in the user's files are findings, not failures.
 */
export class Failure extends Error {
  readonly code: ExitCode;
  readonly hint: string | undefined;

  constructor(
    message: string,
    { code = exitCode.usage, hint }: { code?: ExitCode; hint?: string | undefined } = {},
  ) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.hint = hint;
  }
}

/** `hint` for a misspelt word: `did you mean …?`, or undefined if nothing is near. */
export function didYouMean(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : `did you mean ${words.map((word) => `\`${word}\``).join(' or ')}?`;
}
