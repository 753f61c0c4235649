import { experimental } from '../../model/formats/claude-plugin.ts';
import { integration } from '../../model/formats/common.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { ignored } from '../harm.ts';
import type { JsonFile } from '../json-file.ts';

type Path = (string | number)[];

/** Checks of fields that a manifest and an entry share, beyond their schema. */
export function checkFields(value: unknown, file: JsonFile, at: Path, name: string): Fault[] {
  return [
    ...checkName(file, at, name),
    ...checkFreeForm(value, file, at),
    ...checkMovedKeys(value, file, at),
    ...checkIntegration(value, file, at),
  ];
}

function checkName(file: JsonFile, at: Path, name: string): Fault[] {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || !/^[A-Za-z0-9][\w.-]*$/.test(name)) return [];
  const better = name.toLowerCase().replace(/[_.]+/g, '-');
  return [problem('MKT908', 'plugin', { name, better }, { location: file.read().locate([...at, 'name']) })];
}

/** Maps that the client leaves alone, unless they are none. */
function checkFreeForm(value: unknown, file: JsonFile, at: Path): Fault[] {
  return ['metadata', 'experimental'].flatMap((key): Fault[] => {
    const field = member(value, key);
    if (field === undefined) return [];
    if (isMap(field))
      return key === 'experimental' ? [...validate(experimental, file.document, [...at, key]).faults] : [];
    return [problem('MKT902', 'not-a-map', { key }, { location: file.read().locate([...at, key]) })];
  });
}

function checkMovedKeys(value: unknown, file: JsonFile, at: Path): Fault[] {
  return ['themes', 'monitors'].flatMap((key): Fault[] =>
    member(value, key) === undefined
      ? []
      : [problem('MKT903', 'moved-key', { key }, { location: file.read().locateKey([...at, key]) })],
  );
}

/** mkt's own block, which the client never looks at: whatever is wrong with it keeps no plugin from loading. */
function checkIntegration(value: unknown, file: JsonFile, at: Path): Fault[] {
  const metadata = member(value, 'metadata');
  if (member(metadata, 'mkt') === undefined) return [];
  const { faults } = validate(integration, file.document, [...at, 'metadata', 'mkt']);
  return faults.map(ignored);
}

/** What a manifest should say and does not, as the client's own validator has it. */
export function checkMissingFields(value: unknown, file: JsonFile, entry: unknown): Fault[] {
  const has = (key: string) => member(value, key) !== undefined || member(entry, key) !== undefined;
  const description = textOf(member(value, 'description')) ?? textOf(member(entry, 'description'));
  const missing = [
    ...(has('version') ? [] : (['no-version'] as const)),
    ...(description === undefined ? (['no-description'] as const) : []),
    ...(has('author') ? [] : (['no-author'] as const)),
  ];
  return missing.map((name) => problem('MKT902', name, {}, { location: file.document.locate([]) }));
}
