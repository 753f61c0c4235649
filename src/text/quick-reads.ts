/**
 * Sound files in the usual form, read and checked without the library for YAML and without zod: loading the two takes longer than
 * everything else that is done for a list of twenty plugins. For all other files they are loaded, and say what is wrong.
 */
import type { z } from 'zod';
import type { Fault } from '../model/problems.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { Read } from './source-text.ts';

/** Reads YAML 1.2 with the location of every value, as `readYaml` does. */
export async function readAnyYaml(text: string, file: string): Promise<Read> {
  return readPlainYaml(text, file) ?? (await import('./yaml.ts')).readYaml(text, file);
}

/**
 * Checks a document against a schema, as `validate` does.
 * @param isSound the generated check of the schema.
 */
export async function quickValidate<T>(
  read: Read,
  isSound: (value: unknown) => boolean,
  schema: () => Promise<z.ZodType<T>>,
): Promise<{ readonly value: T | undefined; readonly faults: readonly Fault[] }> {
  if (read.faults.length === 0 && isSound(read.value)) return { value: read.value as T, faults: [] };
  const { validate } = await import('./validate.ts');
  return validate(await schema(), read);
}
