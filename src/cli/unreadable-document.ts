import type { Finding } from '../model/finding.ts';
import { isOf, type Problem } from '../model/problems.ts';
import type { Validated } from './validate-path.ts';

/** Kinds that are one file, which commands read whole or not at all. */
const wholeFiles: ReadonlySet<Validated> = new Set(['project', 'settings', 'pattern', 'lock']);

/** Kinds that hold many things: a mistake in one of them is a finding, and leaves the others readable. */
const catalogues: ReadonlySet<Validated> = new Set(['marketplace', 'index file']);

/**
 * Returns the findings that make a document unreadable to every command that works on it, by the same measure as `mkt check`: it is
 * malformed, or lacks a required key. What is wrong in a plugin, or with one entry of a marketplace, does not.
 * @param file the document, as findings show it.
 */
export function whyUnreadable(
  kind: Validated,
  file: string,
  findings: readonly Finding[],
): readonly Finding[] {
  const errors = findings.filter(({ severity, location }) => severity === 'error' && location?.file === file);
  if (wholeFiles.has(kind)) return errors;
  return catalogues.has(kind) ? errors.filter(isOfWholeDocument) : [];
}

/** Whether it is not of the format at all, or one of the keys at its top is missing or wrong. */
function isOfWholeDocument(finding: Finding): boolean {
  const found = finding as unknown as Problem;
  if (isOf(found, 'malformed-file')) return true;
  if (!isOf(found, 'schema-violation', 'violation')) return false;
  const { evidence } = found;
  if (evidence.kind !== 'missing-key' && evidence.kind !== 'wrong-type') return false;
  return !/[.[]/.test(evidence.at ?? '');
}
