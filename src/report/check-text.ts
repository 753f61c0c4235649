import { componentKeys, componentKinds } from '../model/component-kinds.ts';
import { fails, summarize } from '../model/finding.ts';
import type { CheckedPlugin, CheckResult } from '../model/project.ts';
import { count, listed, printable } from '../model/text.ts';
import { originText, type Verdict } from '../model/verdict.ts';
import { hanging, sideBySide } from './columns.ts';
import { countedLevels } from './counted-levels.ts';
import type { CheckedList } from './results.ts';
import { shortSource } from './short-source.ts';
import { shownFindings } from './shown-findings.ts';
import { badMark, goodMark, plain, type Style } from './style.ts';
import { wrap } from './wrap.ts';

interface Look {
  readonly style: Style;
  readonly width: number;
  /** Only what fails and the last line; nothing at all if nothing fails. */
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** `mkt check` for people: what was checked, the chosen plugins, the findings, and the verdict. */
export function checkText(result: CheckedList, look: Look): string {
  if (result.parts !== undefined)
    return result.parts
      .map((part) => [part.looked.list, checkText(part, look)] as const)
      .filter(([, text]) => text !== '')
      .map(([list, text]) => `${look.style.bold(printable(originText(list)))}\n\n${text}`)
      .join('\n\n');
  const { findings, plugins, lineAt } = result;
  const shown = look.quiet
    ? findings.filter((finding) => fails(summarize([finding]), result.strict))
    : findings;
  if (look.quiet && shown.length === 0) return '';
  const before = look.quiet
    ? []
    : [lookedAt(result, look), ...(plugins.length === 0 ? [] : [pluginRows(plugins, look)])];
  const after = [...(look.quiet ? [] : baselineText(result, look)), conclusion(result, look)];
  const taken = [...before, ...after].join('\n\n').split('\n').length + 4;
  const most = { ...(!result.strict && { warning: shownOfLevel }), note: shownOfLevel };
  const parts = shownFindings(shown, { ...look, ...(lineAt && { lineAt }) }, { taken, most });
  return [...before, ...parts, ...after].join('\n\n');
}

/** Of findings that do not fail, so many of each level are shown; more would hide what matters. */
const shownOfLevel = 5;
/** Plugins that are shown with their components. */
const shownPlugins = 60;

/** What is checked; where plugins were looked for only if that may be the reason for something, or if details are asked for. */
function lookedAt(
  { looked, requested, verdict, findings }: CheckResult,
  { width, verbose, style }: Look,
): string {
  const isWrong = verdict.kind !== 'loads' || findings.some(({ severity }) => severity === 'error');
  const registries = looked.registries.map(
    ({ source, plugins }) =>
      `${source === 'bundled' ? 'the bundled registry' : shortSource(source)}${plugins ? ` (${count(plugins, 'plugin')})` : ''}`,
  );
  const list = looked.list.kind === 'arguments' ? '' : ` of ${originText(looked.list)}`;
  // If the list cannot be read, the number of plugins is not known.
  const subject = `checking ${verdict.kind === 'unreadable' && requested.length === 0 ? 'the plugins' : count(requested.length, 'plugin')}`;
  const against = ` against ${registries.length === 0 ? 'no registry' : listed(registries)}`;
  const text = `${subject}${list}${verbose || isWrong ? against : ''}`;
  const rules = verbose ? [`rules: ${looked.rules.join(', ')}`] : [];
  return [text, ...caveats(looked.list), ...rules]
    .flatMap((line) => wrap(printable(line), width, 2))
    .map((line) => style.dim(line))
    .join('\n');
}

/** What the list's place and its settings leave open. */
function caveats(list: CheckResult['looked']['list']): string[] {
  if (list.kind !== 'file') return [];
  const { startFolder, otherOrigins = [] } = list;
  return [
    ...(startFolder?.startsWith('..') === true
      ? [
          `for a client that is started in \`${startFolder}\`: it reads a project's settings and skills only from the folder in which it is started`,
        ]
      : []),
    ...(otherOrigins.length > 0
      ? [`not checked, because they come from no marketplace: ${listed(otherOrigins)}`]
      : []),
  ];
}

/** Name, version and components in columns, or below each other if the terminal is narrow. */
function pluginRows(all: readonly CheckedPlugin[], { style, width, verbose }: Look): string {
  const isLong = !verbose && all.length > shownPlugins;
  const plugins = isLong ? all.slice(0, shownPlugins - 10) : all;
  const more = isLong ? [`  and ${all.length - plugins.length} more; use \`--verbose\` to list all`] : [];
  const names = { cells: plugins.map(({ name }) => printable(name)), paint: style.bold };
  const versions = { cells: plugins.map(({ version }) => version), paint: style.green };
  const heads = sideBySide([names, versions]);
  const column = heads.width + 4;
  const room = width - column;
  const rows = plugins.flatMap((plugin, row) => {
    const head = `  ${heads.lines[row]}`;
    const text = printable(contentsOf(plugin));
    if (room < 24) return [head, ...wrap(text, width - 4).map((line) => `    ${style.dim(line)}`)];
    return hanging(`${head}  `, column, wrap(text, room));
  });
  return [...rows, ...more].map((line) => line.trimEnd()).join('\n');
}

function contentsOf({ components, requested, requiredBy }: CheckedPlugin): string {
  const counts = componentKeys.flatMap((key) => {
    const { singular, plural } = componentKinds[key];
    const amount = components[key] ?? 0;
    return amount > 0 ? [count(amount, singular, plural)] : [];
  });
  const why = requested ? '' : `required by ${listed([...new Set(requiredBy)])}`;
  return [counts.join(', '), why].filter((text) => text !== '').join('; ');
}

/** How many findings the baseline hides, and which of its findings no longer occur. */
function baselineText({ baseline }: CheckResult, { width }: Look): string[] {
  if (baseline === undefined) return [];
  const { file, known, vanished } = baseline;
  const lines = [
    ...(known > 0
      ? [
          `${count(known, 'finding')} in ${file} ${known === 1 ? 'is' : 'are'} not shown; use \`--no-baseline\` to show ${known === 1 ? 'it' : 'them'}`,
        ]
      : []),
    ...(vanished.length > 0
      ? [
          `${count(vanished.length, 'finding')} in ${file} no longer ${vanished.length === 1 ? 'occurs' : 'occur'}; run \`mkt check --write-baseline\` to remove ${vanished.length === 1 ? 'it' : 'them'}`,
          ...vanished.slice(0, 5).map(({ rule, message }) => `- ${rule} ${message}`),
          ...(vanished.length > 5 ? [`- and ${vanished.length - 5} more`] : []),
        ]
      : []),
  ];
  if (lines.length === 0) return [];
  return [lines.flatMap((line) => wrap(printable(line), width, 2)).join('\n')];
}

/** The verdict and the counts, in the last lines. */
function conclusion(result: CheckResult, { style, width }: Look): string {
  const { isGood, said, counts } = conclusionOf(result);
  const [mark, plainMark] = isGood
    ? [goodMark(style), goodMark(plainLike(style))]
    : [badMark(style), badMark(plainLike(style))];
  const [first = '', ...more] = wrap(printable(`${plainMark} ${said}${counts}`), width, 2);
  const text = first.slice(plainMark.length + 1);
  const isWhole = more.length === 0;
  const lead = isWhole
    ? `${style.bold(text.slice(0, text.length - counts.length))}${counts}`
    : style.bold(text);
  return [`${mark} ${lead}`, ...more.map((line) => style.bold(line))].join('\n');
}

/** The same symbols without colors. */
const plainLike = ({ unicode }: Style): Style => ({ ...plain, unicode });

function conclusionOf(result: CheckResult): {
  readonly isGood: boolean;
  readonly said: string;
  readonly counts: string;
} {
  const { findings, plugins, verdict } = result;
  const summary = summarize(findings);
  const counts = countedLevels(summary) === '' ? '' : `: ${countedLevels(summary)}`;
  if (summary.errors > 0) {
    const said =
      verdict.kind === 'unreadable' ? 'nothing was checked, because files cannot be read' : failure(result);
    return { isGood: false, said, counts };
  }
  const [first] = plugins;
  const ok =
    first === undefined
      ? result.looked.list.kind === 'file' && result.looked.list.file.endsWith('.json')
        ? 'no plugin is enabled'
        : 'the list is empty'
      : plugins.length < 2
        ? `${first.name} can be used`
        : `${count(plugins.length, 'plugin')} go together${verdict.kind === 'loads' && verdict.apart ? ' in separate environments' : ''}`;
  if (fails(summary, result.strict))
    return { isGood: false, said: `${ok}, but \`--strict\` fails on warnings`, counts };
  return { isGood: true, said: ok, counts: counts === '' ? ', nothing to report' : counts };
}

function failure({ requested, plugins, verdict }: CheckResult): string {
  if (plugins.length > 0) return `${count(plugins.length, 'plugin')} resolved, but there are errors`;
  const lost = unavailableIn(verdict);
  if (lost > 0 && requested.length > 1)
    return `${lost} of ${requested.length} plugins ${lost === 1 ? 'is' : 'are'} not available${'restChecked' in verdict && verdict.restChecked ? `; the ${requested.length - lost === 1 ? 'other was' : 'others were'} checked without ${lost === 1 ? 'it' : 'them'}` : ''}`;
  if (requested.length < 2)
    return lost > 0 ? 'this plugin is not available' : 'this plugin cannot be installed';
  return `these ${requested.length} plugins do not go together`;
}

/** How many of the requested plugins do not exist, or could not be looked up. */
function unavailableIn(verdict: Verdict): number {
  if (verdict.kind === 'unsolvable') return verdict.missing.length;
  return verdict.kind === 'unknown' ? new Set(verdict.plugins.map(({ name }) => name)).size : 0;
}
