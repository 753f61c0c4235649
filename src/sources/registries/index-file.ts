import { isSoundIndex } from '../../model/generated/format-checks.ts';
import { type Fault, isError } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import { outlineOf } from '../../text/json-outline.ts';
import { hasRepeatedKeys } from '../../text/repeated-keys.ts';
import { readText, shownPath } from '../files/text-file.ts';
import { type IndexFile, indexRegistry } from './index-registry.ts';

/** An index can be large: it contains all releases of all plugins. */
const maximumBytes = 256 * 1024 * 1024;

/**
 * Reads an index file. A valid one is parsed once and checked once; the slow reader that knows every location runs only if
 * something is wrong.
 * @param source the file as the user wrote it.
 */
export async function readIndexFile(
  path: string,
  source: string,
  cwd: string,
): Promise<{ readonly registry?: Registry; readonly faults: readonly Fault[] }> {
  const shown = shownPath(path, cwd);
  const content = readText(path, shown, maximumBytes);
  return 'fault' in content ? { faults: [content.fault] } : readIndex(content.text, shown, source);
}

/**
 * Reads the text of an index.
 * @param shown the name to show.
 */
export async function readIndex(
  text: string,
  shown: string,
  source: string,
): Promise<{ readonly registry?: Registry; readonly faults: readonly Fault[] }> {
  const value = soundIndex(text);
  if (value !== undefined) return { registry: indexRegistry(value, source), faults: [] };
  const [{ readJson }, { validate }, { indexFile }] = await Promise.all([
    import('../../text/json.ts'),
    import('../../text/validate.ts'),
    import('../../model/formats/plugin.ts'),
  ]);
  const checked = validate(indexFile, readJson(text, shown));
  if (checked.value === undefined || checked.faults.some(isError)) return { faults: checked.faults };
  return { registry: indexRegistry(checked.value as IndexFile, source), faults: checked.faults };
}

function soundIndex(text: string): IndexFile | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSoundIndex(value) && !hasRepeatedKeys(outlineOf(Buffer.from(text)), value)
      ? (value as IndexFile)
      : undefined;
  } catch {
    return undefined;
  }
}
