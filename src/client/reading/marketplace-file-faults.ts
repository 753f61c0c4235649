import type { ClientFacts } from '../../model/client.ts';
import { claudeMarketplace } from '../../model/formats/claude-marketplace.ts';
import { type Fault, isError, problem } from '../../model/problems.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import { newMarketplaceFeatures } from './new-features.ts';
import { isWarningOnly, provenanceOf, reservationOf } from './reserved-names.ts';

/**
 * What is wrong with the form of a `marketplace.json` except its entries, and whether the client rejects its name.
 * @param origin the repository that it comes from, if known.
 */
export function marketplaceFileFaults(file: JsonFile, facts: ClientFacts, origin?: string): Fault[] {
  const malformed = file.faults();
  return file.value === undefined
    ? [...malformed]
    : [...formFaults(file, malformed, facts, origin), ...newMarketplaceFeatures(file, facts)];
}

/** Why the client does not add a marketplace whose file it can parse; empty if it does. */
export const addingFaults = (file: JsonFile, facts: ClientFacts, origin?: string): Fault[] =>
  formFaults(file, [], facts, origin).filter(isError);

function formFaults(
  file: JsonFile,
  malformed: readonly Fault[],
  facts: ClientFacts,
  origin: string | undefined,
): Fault[] {
  const { faults } = validate(claudeMarketplace, { ...file.document, faults: malformed });
  if (!isMap(file.value)) return [...faults];
  const name = textOf(member(file.value, 'name'));
  const reservation = name === undefined ? undefined : reservationOf(name, facts, provenanceOf(file, origin));
  if (name === undefined || reservation === undefined || isWarningOnly(reservation)) return [...faults];
  return [...faults, problem('bad-name', reservation, { name }, { location: file.read().locate(['name']) })];
}
