import type { Lock, LockedMarketplace, LockedPlugin } from '../model/lock.ts';
import { lockedRequirementText } from '../model/locked-requirement.ts';

type Field = readonly [key: string, text: string] | undefined;

/**
 * The text of a lock: sorted, one block a plugin, nothing that differs from run to run, so that branches merge and equal locks are
 * equal bytes.
 */
export function lockText({ marketplaces, plugins }: Lock): string {
  return [
    '# Written by `mkt lock`. Commit it.',
    'version: 1',
    ...section(
      'marketplaces',
      sorted(marketplaces).map(([name, each]) => marketplaceLine(name, each)),
    ),
    ...section(
      'plugins',
      sorted(plugins).flatMap(([id, plugin]) => pluginLines(id, plugin)),
    ),
    '',
  ].join('\n');
}

const section = (name: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [`${name}: {}`] : [`${name}:`, ...lines.map((line) => `  ${line}`)];

function marketplaceLine(name: string, { source, url, commit }: LockedMarketplace): string {
  return `${key(name)}: ${flow({ source, url, commit })}`;
}

function pluginLines(id: string, plugin: LockedPlugin): string[] {
  const fields: readonly Field[] = [
    ['version', flow(plugin.version)],
    given('constraint', plugin.constraint),
    ['source', flow(plugin.source)],
    given('ref', plugin.ref),
    given('commit', plugin.commit),
    ['integrity', flow(plugin.integrity)],
  ];
  return [
    `${key(id)}:`,
    ...fields.flatMap((field) => (field === undefined ? [] : [`  ${field[0]}: ${field[1]}`])),
    ...list('dependencies', plugin.dependencies.map(lockedRequirementText).sort()),
    ...list('optionalDependencies', (plugin.optionalDependencies ?? []).map(lockedRequirementText).sort()),
    ...list('conflicts', plugin.conflicts.map(lockedRequirementText).sort()),
    ...list('unlocked', plugin.unlocked),
  ];
}

const given = (name: string, value: string | undefined): Field =>
  value === undefined ? undefined : [name, flow(value)];

/** One line an item: a change of one is a change of one line. */
const list = (name: string, items: readonly unknown[]): string[] =>
  items.length === 0 ? [] : [`  ${name}:`, ...items.map((item) => `    - ${flow(item)}`)];

/** A value in one line of YAML. */
function flow(value: unknown): string {
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, each]) => each !== undefined);
    return fields.length === 0
      ? '{}'
      : `{ ${fields.map(([name, each]) => `${key(name)}: ${flow(each)}`).join(', ')} }`;
  }
  return JSON.stringify(value);
}

const key = (text: string): string => scalar(text);

/** Words that YAML takes for something else than a text, and what begins like a number. */
const notText = /^(?:~|null|true|false|yes|no|on|off)$|^[\d.+-]/i;

/** What begins like a number and is none, for it reads better without quotes: versions, ranges, hidden files, paths, most commits. */
const noNumber = [
  /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/,
  /^\.(?:\/|[a-z][\w-]*\.[a-z])[\w./-]*$/i,
  /^(?!\d+(?:e\d+)?$)[0-9a-f]{40}$/,
];

/** A text as YAML reads it back: plain where that is beyond doubt, else in quotes as JSON has them, which YAML shares. */
function scalar(text: string): string {
  const isPlain = /^(?:[\^~](?=\d))?[\w./+^~-][\w./@+^~=-]*$/.test(text) && !notText.test(text);
  return isPlain || noNumber.some((pattern) => pattern.test(text)) ? text : JSON.stringify(text);
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
