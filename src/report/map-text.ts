import type { AbsentTie, IntegrationMap, MapPlugin, Tie } from '../model/map.ts';
import { count, listed, oneLine, printable, quoted } from '../model/text.ts';
import { evidenceLines, evidenceText, pairLines } from './map-lists.ts';
import { type Matrix, matrixText, panelsOf } from './map-matrix.ts';
import { categoryName, countedKinds } from './map-words.ts';
import { shownModRows } from './mod-rows.ts';
import type { MapResult } from './results.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

interface Look {
  readonly style: Style;
  readonly width: number;
  /** All evidence, however much there is. */
  readonly verbose: boolean;
}

/** A matrix that is longer, or must be cut into more parts, is hard to read: then lists are printed. */
const most = { rows: 50, panels: 4 };

/** `mkt map` for people: matrices, or lists if these would be too large; for requested plugins, the evidence. */
export function mapText(map: MapResult, look: Look): string {
  const asked = map.plugins.filter((plugin) => plugin.isAsked).length;
  const isAsked = asked > 0;
  const tied = map.plugins.filter(({ refersTo, referredBy }) => refersTo + referredBy > 0);
  const matrix = pluginMatrix(tied, map.ties);
  // A matrix around one plugin would have nothing to compare.
  const isMatrix = map.ties.length > 0 && asked !== 1 && fits(matrix, look);
  const groups = categoryMatrix(map);
  const hasCategories = !isAsked && map.categories.length > 1 && fits(groups, look);
  const parts = [
    headline(map, look, isMatrix || hasCategories),
    ...(hasCategories ? [matrixText(groups, look)] : []),
    // The evidence of requested plugins says the same as the list.
    ...(isMatrix ? [matrixText(matrix, look)] : isAsked ? [] : [pairLines(tied, map.ties, look).join('\n')]),
    ...(isAsked || look.verbose ? [evidenceLines(map.ties, look).join('\n')] : []),
    notes(map, look, isAsked).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const fits = (matrix: Matrix, { width }: Look): boolean =>
  matrix.names.length <= most.rows && panelsOf(matrix, width).length <= most.panels;

function headline({ plugins, ties, sources }: MapResult, { style, width }: Look, hasMatrix: boolean): string {
  const categories = new Set(plugins.map(({ category }) => category)).size;
  const from = listed(sources.map(oneLine));
  const amount = ties.length === 0 ? 'no plugin refers to another' : count(ties.length, 'connected pair');
  const first = `${count(plugins.length, 'plugin')} in ${count(categories, 'category', 'categories')} (${from}): ${amount}`;
  const how = hasMatrix ? '; rows refer to columns' : '';
  return [
    ...wrap(first, width, 2).map((line) => style.bold(line)),
    ...(ties.length === 0 ? [] : wrap(`${countedKinds(ties)}${how}`, width, 2)),
  ].join('\n');
}

/** Categories against categories: how often the plugins of a row refer to those of a column. */
function categoryMatrix({ categories, plugins }: IntegrationMap): Matrix {
  const tied = new Set(categories.flatMap(({ from, to }) => [from, to]));
  const names = [...new Set(plugins.map(({ category }) => category))].filter((category) =>
    tied.has(category),
  );
  const index = new Map(names.map((name, position) => [name, position]));
  const cells = new Map(categories.map((tie) => [`${index.get(tie.from)} ${index.get(tie.to)}`, tie.count]));
  return {
    title: 'categories',
    names: names.map((name) => ({ name: categoryName(name) })),
    count: (row, column) => cells.get(`${row} ${column}`) ?? 0,
  };
}

/** Plugins against plugins, under their categories. */
function pluginMatrix(tied: readonly MapPlugin[], ties: readonly Tie[]): Matrix {
  const index = new Map(tied.map(({ label }, position) => [label, position]));
  const cells = new Map(ties.map((tie) => [`${index.get(tie.from)} ${index.get(tie.to)}`, tie.count]));
  const hasGroups = new Set(tied.map(({ category }) => category)).size > 1;
  return {
    title: 'plugins',
    names: tied.map(({ label, category }) => ({
      name: label,
      ...(hasGroups && { group: categoryName(category) }),
    })),
    count: (row, column) => cells.get(`${row} ${column}`) ?? 0,
  };
}

/** What the matrix or list does not show, and what to run next. */
function notes(map: IntegrationMap, look: Look, isAsked: boolean): string[] {
  const { plugins, ties, unusable, isWithoutData } = map;
  const say = (text: string) => wrap(printable(text), look.width, 2);
  const alone = plugins.filter(({ refersTo, referredBy }) => refersTo + referredBy === 0);
  const elsewhere = plugins.filter(({ isElsewhere }) => isElsewhere).length;
  const folded = (names: readonly string[]) =>
    listed([...quoted(names.slice(0, 8)), ...(names.length > 8 ? [`${names.length - 8} more`] : [])]);
  return [
    ...(ties.length > 0 ? mostReferred(plugins, look) : []),
    ...(ties.length > 0 && alone.length > 0
      ? say(`not connected to any other: ${folded(alone.map(({ label }) => label))}`)
      : []),
    ...absentLines(map.absent, look),
    ...(unusable.length > 0
      ? say(
          `skipped, because it cannot be used: ${folded(unusable)}; run \`mkt validate\` to see why`.replace(
            'it cannot',
            unusable.length > 1 ? 'they cannot' : 'it cannot',
          ),
        )
      : []),
    ...plugins.flatMap(({ label, mod }) =>
      mod === undefined
        ? []
        : say(
            `\`${label}\` has a mod: ${shownModRows(mod)
              .map(([title, text]) => `${title.replace(/^mod /, '')} ${oneLine(text)}`)
              .join('; ')}`,
          ),
    ),
    ...(elsewhere > 0
      ? say(
          `${count(elsewhere, 'plugin')} ${elsewhere > 1 ? 'have their' : 'has its'} files elsewhere: only what the marketplace says about ${elsewhere > 1 ? 'them' : 'it'} is known`,
        )
      : []),
    ...(isWithoutData ? say('links, files and events are not shown: there are too many') : []),
    ...(ties.length > 0 && !isAsked && !look.verbose
      ? say('run `mkt map <plugin>` for files and lines, or add `--verbose` for all plugins')
      : []),
  ];
}

function mostReferred(plugins: readonly MapPlugin[], { width }: Look): string[] {
  const top = plugins
    .filter(({ referredBy }) => referredBy > 1)
    .sort((a, b) => b.referredBy - a.referredBy)
    .slice(0, 5);
  if (top.length === 0 || plugins.some(({ isAsked }) => isAsked)) return [];
  const words = top.map(({ label, referredBy }) => `\`${label}\` (by ${referredBy})`);
  return wrap(printable(`most referred to: ${listed(words)}`), width, 2);
}

function absentLines(absent: readonly AbsentTie[], look: Look): string[] {
  if (absent.length === 0) return [];
  const shown = look.verbose ? absent.length : 8;
  const { style, width } = look;
  return [
    ...wrap(
      `${count(absent.length, 'dependency', 'dependencies')} on plugins that are missing:`,
      width,
      2,
    ).map((line) => style.yellow(line)),
    ...absent
      .slice(0, shown)
      .flatMap(({ from, evidence }) =>
        evidence.flatMap((each) =>
          wrap(printable(`${from}: ${evidenceText(each, false)}`), width - 2, 2).map((line) => `  ${line}`),
        ),
      ),
    ...(absent.length > shown ? [`  and ${absent.length - shown} more: \`--verbose\` shows all`] : []),
  ];
}
