import type { Vocabulary } from '../model/knowledge.ts';
import type { PlanCall, PlanFile, PlanTest } from '../model/plan.ts';
import { shellWord } from '../model/shell.ts';
import { listed, quoted } from '../model/text.ts';
import type { EventLink, Link } from '../model/wiring.ts';
import { invocationsAbout } from './invocations.ts';
import type { Team } from './team.ts';

/**
 * Returns the integration tests that can be carried out: one for each call, each file and each artifact that is handed over, and each
 * event with a stated channel. Without one, a test could not wait for the event.
 */
export function integrationTests(team: Team, vocabulary: Vocabulary): PlanTest[] {
  return [
    ...team.calls.map(callTest),
    ...team.files.filter(({ isSure }) => isSure).map(fileTest),
    ...team.wiring.links.map((link) => linkTest(team, link, vocabulary)),
    ...team.wiring.events.flatMap(eventTest),
  ];
}

function callTest({ from, to, component, location }: PlanCall): PlanTest {
  return {
    name: `${from} calls ${component}`,
    from,
    to,
    artifact: component,
    format: 'call',
    given: `both plugins are enabled, and the component of ${from} in ${location.file} runs at least to line ${location.line}`,
    expect: `the transcript of the session shows that ${component} ran; with ${to} disabled, ${from} says what it lacks`,
  };
}

function fileTest({ from, to, path, written, read }: PlanFile): PlanTest {
  return {
    name: `${to} reads ${path}, which ${from} writes`,
    from,
    to,
    artifact: path,
    format: 'file',
    given: `${from} has written ${path}, as ${written.file}:${written.line} says, not a handmade one`,
    expect: `${to} reads it where ${read.file}:${read.line} says so, and says what it lacks if the file is missing or empty`,
  };
}

function eventTest({ from, to, event, channel, payload }: EventLink): PlanTest[] {
  if (channel === undefined) return [];
  return [
    {
      name: `${to} learns of ${event} from ${from}`,
      from,
      to,
      artifact: event,
      format: 'event',
      given: `${from} has published ${event} by ${channel}${payload === undefined ? '' : `, with ${payload}`}`,
      expect: `${to} starts when the event is published, and only once; without the event, it does not start`,
    },
  ];
}

function linkTest(
  team: Team,
  { from, to, artifact, format, optional }: Link,
  vocabulary: Vocabulary,
): PlanTest {
  const meaning = own(vocabulary.artifacts, artifact)?.description;
  const made = [...new Set(team.release(to).integration.produces.map((port) => port.artifact))].slice(0, 3);
  const result = made.length === 0 ? 'uses its content' : `produces its ${listed(made)} from it`;
  const run = [
    toRun(team, from, [artifact, ...team.release(from).integration.roles]),
    toRun(team, to, [artifact, ...made, ...team.release(to).integration.roles]),
  ].filter((part) => part !== undefined);
  return {
    name: `${to} takes ${artifact} (${format}) from ${from}`,
    from,
    to,
    artifact,
    format,
    given: `a small ${artifact} (${format}) that ${from} made${meaning === undefined ? '' : `: ${lowerFirst(meaning)}`}; not a handmade one`,
    ...(run.length > 0 && { run: run.join(', then ') }),
    expect:
      `${to} reads it without conversion and ${result}; it rejects ${broken(format)} and says why` +
      (optional ? `; without any ${artifact}, ${to} still works` : ''),
  };
}

/**
 * What of a plugin to call: what its names say to be about one of the topics, else where to see what it has. Undefined if it has nothing to
 * call.
 */
function toRun(team: Team, plugin: string, topics: readonly string[]): string | undefined {
  const release = team.release(plugin);
  const calls = invocationsAbout(release, topics);
  if (calls !== undefined) return listed(quoted(calls), 'or');
  const { agents, commands, skills } = release.components;
  if (agents.length + commands.length + skills.length === 0) return undefined;
  return `one of what \`mkt info ${shellWord(team.id(plugin))}\` shows`;
}

/** Broken input that a reader of each format must reject. */
const faults: Readonly<Record<string, string>> = {
  csv: 'a file with a missing column',
  parquet: 'a table with a missing column or a column of the wrong type',
  json: 'truncated JSON',
  yaml: 'YAML with a missing key',
  sql: 'a script that uses a table that does not exist',
  openapi: 'a contract without one of the operations that are called',
  graphql: 'a schema without one of the requested fields',
  protobuf: 'a message with a renumbered field',
  'junit-xml': 'a report without any test cases',
  'cobertura-xml': 'a report for another revision of the code',
  sarif: 'a log without results',
  safetensors: 'weights with the wrong shape',
  onnx: 'a model with the wrong input shape',
  hdf5: 'a file with a missing array',
  netcdf: 'a file with a missing variable',
  npz: 'an archive with a missing array',
  slurm: 'a script that requests more than the partition has',
  git: 'a branch that no longer merges',
  dockerfile: 'a recipe without a base image',
  kubernetes: 'a manifest without a kind',
};

const broken = (format: string): string => own(faults, format) ?? 'one that is empty or truncated';

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');

/** Reads an own key only: names come from outside, and may be `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
