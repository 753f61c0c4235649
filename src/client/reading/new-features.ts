import type { UnknownToClient } from '../../model/client.ts';
import { type Fault, problem } from '../../model/problems.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { pathName } from '../../text/validate.ts';
import { isMap } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';

/** What the manifest and the entry of a plugin use that this version of the client does not know yet. */
export function newFeatures({ json, entry, facts }: Manifest): Fault[] {
  const { unknown, claudeCode } = facts.loading;
  if (claudeCode === undefined) return [];
  return unknown.flatMap((fact): Fault[] => {
    const found = (file: JsonFile, value: unknown, base: DocumentPath) =>
      placesOf(value, fact).map((path) => faultOf(fact, claudeCode, file, [...base, ...path]));
    const ofEntry = () =>
      entry === undefined ? [] : found(entry.file, entry.value, ['plugins', entry.index]);
    if (fact.of === 'entry') return ofEntry();
    if (fact.of !== 'plugin') return [];
    return json === undefined ? ofEntry() : found(json, json.value, []);
  });
}

/** The same of what a `marketplace.json` says outside of its entries. */
export function newMarketplaceFeatures(file: JsonFile, facts: Manifest['facts']): Fault[] {
  const { unknown, claudeCode } = facts.loading;
  if (claudeCode === undefined) return [];
  return unknown
    .filter(({ of }) => of === 'marketplace')
    .flatMap((fact) => placesOf(file.value, fact).map((path) => faultOf(fact, claudeCode, file, path)));
}

function faultOf(
  { effect, from, is }: UnknownToClient,
  client: string,
  file: JsonFile,
  path: DocumentPath,
): Fault {
  const evidence = {
    key: pathName(path),
    client,
    ...(is !== undefined && { value: is }),
    ...(from !== undefined && { from }),
  };
  const cases = { install: 'feature-installs', load: 'feature-loads', ignores: 'feature-ignored' } as const;
  return problem('client-too-old', cases[effect], evidence, { location: file.read().locate(path) });
}

/** The paths of a value that a fact is about; `*` in its key is any key or item. */
function placesOf(value: unknown, { key, is }: UnknownToClient): DocumentPath[] {
  let open: { readonly path: DocumentPath; readonly value: unknown }[] = [{ path: [], value }];
  for (const step of key.split('.'))
    open = open.flatMap(({ path, value: within }) =>
      membersOf(within)
        .filter(([name]) => step === '*' || name === step)
        .map(([name, found]) => ({ path: [...path, name], value: found })),
    );
  return open.filter((found) => is === undefined || found.value === is).map(({ path }) => path);
}

const membersOf = (value: unknown): (readonly [string | number, unknown])[] =>
  Array.isArray(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
