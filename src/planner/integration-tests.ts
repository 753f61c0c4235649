import type { Vocabulary } from '../model/knowledge.ts';
import type { PlanTest } from '../model/plan.ts';
import { listed } from '../model/text.ts';
import type { EventLink, Link } from '../model/wiring.ts';
import type { Team } from './team.ts';

/** An integration test to write for each link: data first, then events. */
export function integrationTests(team: Team, vocabulary: Vocabulary): PlanTest[] {
  return [
    ...team.wiring.links.map((link) => linkTest(team, link, vocabulary)),
    ...team.wiring.events.map((link) => eventTest(link, vocabulary)),
  ];
}

function linkTest(
  team: Team,
  { from, to, artifact, format, optional }: Link,
  vocabulary: Vocabulary,
): PlanTest {
  const meaning = own(vocabulary.artifacts, artifact)?.description;
  const made = [...new Set(team.release(to).integration.produces.map((port) => port.artifact))].slice(0, 3);
  const goesOn = made.length === 0 ? 'uses what it says' : `makes its ${listed(made)} from it`;
  return {
    name: `${to} takes ${artifact} (${format}) from ${from}`,
    from,
    to,
    artifact,
    format,
    given: `a small ${artifact} that ${from} wrote as ${format}${meaning === undefined ? '' : ` (${lowerFirst(meaning)})`}, not one made by hand`,
    expect:
      `${to} reads it without conversion and ${goesOn}; it refuses ${broken(format)} and says why` +
      (optional ? `; with no ${artifact} at all, ${to} still works` : ''),
  };
}

function eventTest({ from, to, event }: EventLink, vocabulary: Vocabulary): PlanTest {
  const meaning = own(vocabulary.events, event);
  return {
    name: `${to} reacts to ${event} of ${from}`,
    from,
    to,
    artifact: event,
    format: 'event',
    given: `${from} has published ${event} once${meaning === undefined ? '' : ` (${lowerFirst(meaning)})`}, while ${to} was listening`,
    expect: `${to} has acted on it once; the same event again changes nothing, and an event lost on the way is noticed`,
  };
}

/** What a reader of a format must not swallow. */
const faults: Readonly<Record<string, string>> = {
  csv: 'a file with a column missing',
  parquet: 'a table with a column missing or of another type',
  json: 'JSON cut off in the middle',
  yaml: 'YAML with a key missing',
  sql: 'a script that names a table which is not there',
  openapi: 'a contract without one of the operations that are called',
  graphql: 'a schema without one of the fields that are asked for',
  protobuf: 'a message with a field renumbered',
  'junit-xml': 'a report without any test case',
  'cobertura-xml': 'a report of another revision of the code',
  sarif: 'a log without results',
  safetensors: 'weights of another shape',
  onnx: 'a model with another input shape',
  hdf5: 'a file without one of the arrays',
  netcdf: 'a file without one of the variables',
  npz: 'an archive without one of the arrays',
  slurm: 'a script that asks for more than the partition has',
  git: 'a branch that no longer merges',
};

const broken = (format: string): string => own(faults, format) ?? `an empty or cut-off file in ${format}`;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');

/** Keys are foreign names: `constructor` is not one that was written down. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
