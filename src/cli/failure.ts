import { type ExitCode, exitCode } from './exit-code.ts';

/**
 * Ends the program without a result: wrong usage, or a failure of the network, git or the disk. Thrown by commands, caught
 * once in `main`, printed as `error:` with an optional `hint:`. Faults in the user's files are findings, not failures.
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

/** The hint for a misspelled word: `did you mean …?`, or undefined if no word is near. */
export function didYouMean(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : `did you mean ${words.map((word) => `\`${word}\``).join(' or ')}?`;
}
