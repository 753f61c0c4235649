import type { CompletionScript } from './results.ts';

/** `mkt completion`: the script as the shell reads it. */
export const completionText = ({ script }: CompletionScript): string => script;
