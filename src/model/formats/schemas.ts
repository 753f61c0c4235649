import * as z from 'zod';
import { infoOutput, listOutput, patternsOutput, suggestionsOutput } from './browse-output.ts';
import {
  clientCommands,
  clientCredentials,
  clientFrontMatter,
  clientHooks,
  clientNames,
  clientTools,
  clientVariables,
} from './client.ts';
import { pattern, practices, vocabulary } from './knowledge.ts';
import { mapOutput } from './map-output.ts';
import {
  checkOutput,
  failureOutput,
  resolveOutput,
  validateOutput,
  whyNotOutput,
  whyOutput,
} from './output.ts';
import { planOutput } from './plan-output.ts';
import { indexFile, pluginManifest } from './plugin.ts';
import { project } from './project.ts';

/** Every format with a JSON Schema, by the name of its file in `schema/`: first what mkt reads, then what it prints. */
export const schemas: Readonly<Record<string, z.ZodType>> = {
  plugin: pluginManifest,
  index: indexFile,
  pattern,
  artifacts: vocabulary,
  practices,
  'client-commands': clientCommands,
  'client-credentials': clientCredentials,
  'client-hooks': clientHooks,
  'client-front-matter': clientFrontMatter,
  'client-names': clientNames,
  'client-tools': clientTools,
  'client-variables': clientVariables,
  project,
  check: checkOutput,
  plan: planOutput,
  resolve: resolveOutput,
  why: whyOutput,
  'why-not': whyNotOutput,
  validate: validateOutput,
  list: listOutput,
  map: mapOutput,
  info: infoOutput,
  patterns: patternsOutput,
  suggestions: suggestionsOutput,
  failure: failureOutput,
};

/** The text of a JSON Schema file: draft-07, which editors understand. */
export function schemaText(name: string): string {
  const schema = schemas[name];
  if (schema === undefined) throw new RangeError(`no schema ${name}`);
  return `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`;
}
