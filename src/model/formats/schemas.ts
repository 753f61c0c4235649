import { z } from 'zod';
import { pattern, practices, vocabulary } from './knowledge.ts';
import { checkOutput, planOutput, resolveOutput } from './output.ts';
import { indexFile, pluginManifest } from './plugin.ts';
import { project } from './project.ts';

/** Every format with a JSON Schema, by the name of its file in `schema/`. */
export const schemas: Readonly<Record<string, z.ZodType>> = {
  plugin: pluginManifest,
  index: indexFile,
  pattern,
  artifacts: vocabulary,
  practices,
  project,
  check: checkOutput,
  plan: planOutput,
  resolve: resolveOutput,
};

/** The text of a JSON Schema file: draft-07, which editors understand. */
export function schemaText(name: string): string {
  const schema = schemas[name];
  if (schema === undefined) throw new RangeError(`no schema ${name}`);
  return `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`;
}
