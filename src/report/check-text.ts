import { componentKeys, componentKinds } from '../model/component-kinds.ts';
import { fails, summarize } from '../model/finding.ts';
import { shownVersion } from '../model/plugin.ts';
import { caseOf } from '../model/problems.ts';
import type { CheckedPlugin, CheckResult } from '../model/project.ts';
import { count, listed, printable } from '../model/text.ts';
import { type ListOrigin, originText } from '../model/verdict.ts';
import { bringsText, notLoadedText } from './check-machine-text.ts';
import { hanging, sideBySide } from './columns.ts';
import { countedLevels } from './counted-levels.ts';
import type { CheckedList } from './results.ts';
import { shortSource } from './short-source.ts';
import { shownFindings } from './shown-findings.ts';
import { badMark, goodMark, plain, type Style, unknownMark } from './style.ts';
import { verdictWords } from './verdict-words.ts';
import { wrap } from './wrap.ts';

interface Look {
  readonly style: Style;
  readonly width: number;
  /** Only what fails or concerns the verdict, and the last line; nothing at all if there is no such finding. */
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
  const { findings, lineAt, installed, brings } = result;
  const rows = brings?.plugins ?? result.plugins;
  const shown = look.quiet
    ? findings.filter(
        (finding) => fails(summarize([finding]), result.strict) || caseOf(finding).verdict !== undefined,
      )
    : findings;
  if (look.quiet && shown.length === 0) return '';
  const before = look.quiet
    ? []
    : [
        lookedAt(result, look),
        ...(rows.length === 0 ? [] : [pluginRows(rows, look)]),
        ...notLoadedText(installed, look),
        ...(brings === undefined ? [] : [bringsText(brings, look)]),
      ];
  const after = [
    ...(look.quiet ? [] : [...acceptedText(result, look), ...baselineText(result, look)]),
    conclusion(result, look),
  ];
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
  { looked, requested, verdict, findings, brings }: CheckResult,
  { width, verbose, style }: Look,
): string {
  const isWrong = verdict.kind !== 'loads' || findings.some(({ severity }) => severity === 'error');
  const registries = looked.registries.map(
    ({ source, plugins }) =>
      `${source === 'bundled' ? 'the bundled registry' : shortSource(source)}${plugins ? ` (${count(plugins, 'plugin')})` : ''}`,
  );
  const list = listText(looked.list);
  // If the list cannot be read, the number of plugins is not known.
  const amount = requested.length - (brings?.specs.length ?? 0);
  const subject = `checking ${verdict.kind === 'unreadable' && amount === 0 ? 'the plugins' : count(amount, 'plugin')}`;
  const against = ` against ${registries.length === 0 ? 'no registry' : listed(registries)}`;
  const added = brings === undefined ? '' : ` with ${listed(brings.specs)}`;
  // What is installed is looked for nowhere else.
  const isAlone = looked.list.kind === 'machine' && brings === undefined;
  const text = `${subject}${list}${added}${(verbose || isWrong) && !isAlone ? against : ''}`;
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
          `for a client started in \`${startFolder}\`: the client reads a project's settings and skills only from the folder it is started in`,
        ]
      : []),
    ...(otherOrigins.length > 0
      ? [`not checked, because they do not come from a marketplace: ${listed(otherOrigins)}`]
      : []),
  ];
}

function listText(list: ListOrigin): string {
  if (list.kind === 'arguments') return '';
  return list.kind === 'machine' ? ` installed in ${list.folder}` : ` of ${originText(list)}`;
}

/** Name, version and components in columns, or below each other if the terminal is narrow. */
function pluginRows(all: readonly CheckedPlugin[], { style, width, verbose }: Look): string {
  const isLong = !verbose && all.length > shownPlugins;
  const plugins = isLong ? all.slice(0, shownPlugins - 10) : all;
  const more = isLong ? [`  and ${all.length - plugins.length} more; use \`--verbose\` to list all`] : [];
  const names = { cells: shownNames(plugins), paint: style.bold };
  const versions = { cells: plugins.map((plugin) => printable(shownVersion(plugin))), paint: style.green };
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

/** Names that tell the plugins apart: with the marketplace where several have one name. */
function shownNames(plugins: readonly CheckedPlugin[]): string[] {
  const all = plugins.map(({ name }) => name);
  const repeated = new Set(all.filter((name, index) => all.indexOf(name) !== index));
  return plugins.map(({ name, marketplace }) =>
    printable(repeated.has(name) ? `${name}@${marketplace}` : name),
  );
}

function contentsOf(plugin: CheckedPlugin): string {
  const { components, scopes = [] } = plugin;
  const counts = componentKeys.flatMap((key) => {
    const { singular, plural } = componentKinds[key];
    const amount = components[key] ?? 0;
    return amount > 0 ? [count(amount, singular, plural)] : [];
  });
  const why = broughtBy(plugin);
  return [scopes.join(', '), counts.join(', '), why].filter((text) => text !== '').join('; ');
}

/** How many findings the list accepts, or which, and why. */
function acceptedText({ accepted = [], listsAccepted }: CheckedList, { width }: Look): string[] {
  const [first] = accepted;
  if (first === undefined) return [];
  if (listsAccepted !== true) {
    const [are, them] = accepted.length === 1 ? ['is', 'it'] : ['are', 'them'];
    return [
      `${count(accepted.length, 'accepted finding')} ${are} not shown; use \`--accepted\` to show ${them}`,
    ];
  }
  const lines = accepted.flatMap(({ finding: { rule, message }, by: { reason, owner, until } }) => [
    ...wrap(printable(`- ${rule} ${message.split('\n')[0]}`), width, 2),
    ...wrap(
      printable([reason, owner, until && `until ${until}`].filter((part) => part).join('; ')),
      width - 2,
    ).map((line) => `  ${line}`),
  ]);
  return [['accepted:', ...lines].join('\n')];
}

/** The plugins that brought one along; empty if the user requested it. */
function broughtBy({ requested, requiredBy, optionalFor = [] }: CheckedPlugin): string {
  if (requested || requiredBy.length + optionalFor.length === 0) return '';
  const isRequired = requiredBy.length > 0;
  const names = listed([...new Set(isRequired ? requiredBy : optionalFor)]);
  return `${isRequired ? 'required by' : 'optional for'} ${names}`;
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
  const counted = countedLevels(summarize(result.findings));
  const counts = counted === '' ? ', nothing to report' : `: ${counted}`;
  const { sign, words } = verdictWords(result);
  const markOf = { good: goodMark, bad: badMark, unknown: unknownMark }[sign];
  const plainMark = markOf({ ...plain, unicode: style.unicode });
  const [first = '', ...more] = wrap(printable(`${plainMark} ${words}${counts}`), width, 2);
  const text = first.slice(plainMark.length + 1);
  const lead =
    more.length === 0
      ? `${style.bold(text.slice(0, text.length - counts.length))}${counts}`
      : style.bold(text);
  return [`${markOf(style)} ${lead}`, ...more.map((line) => style.bold(line))].join('\n');
}
