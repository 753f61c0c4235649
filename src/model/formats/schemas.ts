import * as z from 'zod';
import {
  describeOutput,
  infoOutput,
  listOutput,
  patternsOutput,
  patternsShowOutput,
  suggestionsOutput,
} from './browse-output.ts';
import { clientFormats } from './client.ts';
import { clientFileName } from './client-file-name.ts';
import { pattern, practices, vocabulary } from './knowledge.ts';
import { lock } from './lock.ts';
import { listChangeOutput, lockOutput } from './lock-output.ts';
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
import { runOutput } from './run-output.ts';
import { sparseConfig, sparseSearch } from './sparse.ts';
import { syncOutput } from './sync-output.ts';
import {
  bisectOutput,
  changedOutput,
  diffOutput,
  doctorOutput,
  initOutput,
  outdatedOutput,
  treeOutput,
  trimOutput,
} from './tree-output.ts';
import {
  cacheCleanOutput,
  completionOutput,
  explainOutput,
  helpOutput,
  registriesOutput,
} from './upkeep-output.ts';
import { vendored } from './vendored.ts';

/** Every format with a JSON Schema, by the name of its file in `schema/`: first what mkt reads, then what it prints. */
export const schemas: Readonly<Record<string, z.ZodType>> = {
  plugin: pluginManifest,
  index: indexFile,
  'sparse-config': sparseConfig,
  'sparse-search': sparseSearch,
  pattern,
  artifacts: vocabulary,
  practices,
  ...Object.fromEntries(
    Object.entries(clientFormats).map(([part, format]) => [`client-${clientFileName(part)}`, format]),
  ),
  project,
  lock,
  vendored,
  check: checkOutput,
  plan: planOutput,
  resolve: resolveOutput,
  why: whyOutput,
  'why-not': whyNotOutput,
  'lock-report': lockOutput,
  'list-change': listChangeOutput,
  init: initOutput,
  tree: treeOutput,
  outdated: outdatedOutput,
  diff: diffOutput,
  changed: changedOutput,
  trim: trimOutput,
  doctor: doctorOutput,
  bisect: bisectOutput,
  sync: syncOutput,
  run: runOutput,
  validate: validateOutput,
  list: listOutput,
  map: mapOutput,
  describe: describeOutput,
  info: infoOutput,
  patterns: patternsOutput,
  'patterns-show': patternsShowOutput,
  suggestions: suggestionsOutput,
  registries: registriesOutput,
  'cache-clean': cacheCleanOutput,
  explain: explainOutput,
  completion: completionOutput,
  help: helpOutput,
  failure: failureOutput,
};

/**
 * The text of a JSON Schema file: draft-07, which editors understand.
 * @param address its `$id`, if it has one.
 */
export function schemaText(name: string, address?: string): string {
  const schema = schemas[name];
  if (schema === undefined) throw new RangeError(`there is no schema \`${name}\``);
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ $schema, ...(address !== undefined && { $id: address }), ...rest }, null, 2)}\n`;
}
