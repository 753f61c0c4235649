import { type ComponentKey, componentKeys, fullNameOf, kindOf } from '../model/component-kinds.ts';
import { type Components, type Integration, type Release, shownVersion } from '../model/plugin.ts';
import { count, printable } from '../model/text.ts';
import { hanging } from './columns.ts';
import { modRows } from './mod-rows.ts';
import type { InfoResult, Neighbour } from './results.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** One plugin for people. */
export function infoText(result: InfoResult, { style, width }: { style: Style; width: number }): string {
  const { plugin, release } = result;
  const rows = rowsOf(result).filter(([, text]) => text !== '');
  const column = Math.max(...rows.map(([title]) => title.length)) + 2;
  const lines = rows.flatMap(([title, text]) => {
    const wrapped = wrap(printable(text), Math.max(width - column, 20));
    return hanging(style.dim(title.padEnd(column)), column, wrapped);
  });
  const heading = `${style.bold(printable(plugin.name))} ${style.green(printable(shownVersion(release)))}`;
  return [heading, ...wrap(printable(release.description), width), '', ...lines].join('\n');
}

function rowsOf({
  plugin,
  release,
  patterns,
  takesFrom,
  givesTo,
  mod,
}: InfoResult): [title: string, text: string][] {
  const { components, integration } = release;
  const { requires } = integration;
  const ranges = Object.entries({ ...requires.runtimes, ...requires.libraries }).map(
    ([name, range]) => `${name} ${range}`,
  );
  const { supersededBy } = plugin;
  return [
    ['marketplace', `${plugin.marketplace} (registry: ${plugin.registry})`],
    ['category', release.category ?? ''],
    ['license', release.license ?? ''],
    ['keywords', release.keywords.join(', ')],
    ['released', release.date ?? ''],
    [
      'versions',
      release.unpinnable === true && plugin.versions.length === 1 ? '' : plugin.versions.join(', '),
    ],
    [
      'superseded',
      supersededBy === undefined ? '' : `replaced by ${supersededBy.name} since ${supersededBy.since}`,
    ],
    ...componentKeys.map((key): [string, string] => [kindOf(key).plural, named(key, components[key])]),
    ...(mod === undefined ? [] : modRows(mod)),
    ['depends on', dependencies(release.dependencies)],
    ['can use', dependencies(release.optionalDependencies ?? [])],
    ['conflicts with', release.conflicts.map(({ name, range }) => `${name}@${range}`).join(', ')],
    ['produces', ports(integration.produces)],
    ['consumes', ports(integration.consumes)],
    ['publishes', integration.publishes.map((event) => eventText(event, integration)).join(', ')],
    ['subscribes to', integration.subscribes.join(', ')],
    ['needs', ranges.join(', ')],
    ['tools', requires.tools.join(', ')],
    [
      'environment',
      integration.env.map(({ name, required }) => (required ? `${name} (required)` : name)).join(', '),
    ],
    ['roles', integration.roles.join(', ')],
    ['input from', grouped(takesFrom)],
    ['output to', grouped(givesTo)],
    ['works with', plugin.worksWith.join(', ')],
    ['patterns', patterns.join(', ')],
  ];
}

/** An event, and how it reaches its subscribers if that is stated. */
function eventText(event: string, { channels = {} }: Pick<Integration, 'channels'>): string {
  const channel = Object.hasOwn(channels, event) ? channels[event]?.channel : undefined;
  return channel === undefined ? event : `${event} (by ${channel})`;
}

/** `a, b, c …`; of texts, which may be many, with their number before them. */
function named(key: ComponentKey, items: Components[ComponentKey]): string {
  const { aside, called, isText } = kindOf(key);
  const prefix = called?.startsWith('/') ? '/' : '';
  const names = items.map((item) => {
    const more = aside === undefined ? undefined : (item as Readonly<Record<string, unknown>>)[aside];
    return `${prefix}${fullNameOf(key, item)}${more === undefined ? '' : ` (${more})`}`;
  });
  return isText && names.length > 0 ? `${names.length}: ${names.join(', ')}` : names.join(', ');
}

function ports(list: readonly { artifact: string; format: string; optional?: boolean }[]): string {
  return list
    .map(({ artifact, format, optional }) => `${artifact} (${format}${optional ? ', optional' : ''})`)
    .join(', ');
}

function grouped(neighbours: readonly Neighbour[]): string {
  const by = new Map<string, string[]>();
  for (const { plugin, artifact } of neighbours) by.set(plugin, [...(by.get(plugin) ?? []), artifact]);
  return [...by]
    .map(
      ([plugin, artifacts]) =>
        `${plugin} (${artifacts.length > 2 ? count(artifacts.length, 'artifact') : artifacts.join(', ')})`,
    )
    .join(', ');
}

const dependencies = (all: Release['dependencies']): string =>
  all.map(({ name, range }) => (range === '*' ? name : `${name}@${range}`)).join(', ');
