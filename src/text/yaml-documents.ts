import { Composer, type CST, type Document } from 'yaml';
import { maximumFaults } from './source-text.ts';

type OnError = (source: unknown, code: string, message: string, warning?: boolean) => void;

/** The first document of a text and, if there is one, the second; what follows is not looked at. */
export function documentsOf(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  // `uniqueKeys` would compare every key with every other one.
  const composer = new Composer({ version: '1.2', uniqueKeys: false, merge: false, logLevel: 'error' });
  limitErrors(composer);
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true, end)) if (documents.push(document) === 2) break;
  return documents;
}

/**
 * Keeps the first errors only: each is an exception with its trace, and a text can have one for every character. The library has no
 * option for it, only this property.
 */
function limitErrors(composer: Composer): void {
  const reporting = composer as unknown as { onError: OnError };
  const report = reporting.onError;
  let errors = 0;
  reporting.onError = (...error) => {
    errors += 1;
    if (errors <= maximumFaults) report(...error);
  };
}
