import { pinsFolder } from '../model/pins.ts';
import { count, listed, oneLine, printable, quoted } from '../model/text.ts';
import { lockedVersion } from '../model/versioned.ts';
import { badMark, goodMark, type Style } from './style.ts';
import type { ShownCopyChange, ShownStep, SyncResult } from './sync-result.ts';
import {
  changeCounts,
  editWords,
  elsewhereWords,
  noSettingsWords,
  obstacleWords,
  signs,
} from './sync-words.ts';
import { unlockedWords } from './unlocked-words.ts';

/** More files of one copy than this are counted; JSON lists all. */
const mostFiles = 10;

/** `mkt sync` for people. */
export function syncText(
  result: SyncResult,
  { style, quiet, verbose }: { style: Style; quiet: boolean; verbose: boolean },
): string {
  const { state, changes, refused, seed } = result;
  if (quiet && ['fresh', 'written'].includes(state)) return '';
  if (seed !== undefined) return seedText(seed, style);
  const most = verbose ? Number.POSITIVE_INFINITY : mostFiles;
  const parts: string[] = [];
  if (changes.length > 0)
    parts.push(
      changeCounts(changes),
      changes.flatMap((change) => changeLines(change, style, most)).join('\n'),
    );
  if (result.pins !== undefined && result.pins.files.length > 0)
    parts.push(result.pins.files.map((path) => `${style.yellow('~')} \`${printable(path)}\``).join('\n'));
  if (result.settings?.diff) parts.push(printable(result.settings.diff).trimEnd());
  const notes = [...elsewhereWords(result), ...result.inTheWay.map(obstacleWords)];
  if (notes.length > 0)
    parts.push(notes.map((each) => `${style.yellow('note:')} ${oneLine(each)}`).join('\n'));
  if (result.noSettings !== undefined)
    parts.push(`${badMark(style)} ${oneLine(noSettingsWords(result.noSettings))}`);
  if (refused.length > 0)
    parts.push(
      refused
        .map(
          ({ id, reason, hint }) =>
            `${badMark(style)} \`${printable(id)}\`: ${oneLine(reason)}${hint === undefined ? '' : `\n    ${style.cyan('hint:')} ${oneLine(hint)}`}`,
        )
        .join('\n'),
    );
  parts.push(endOf(result, style));
  return parts.join('\n\n');
}

/** What a container needs besides the seed. That it works is what the documentation of the client says; mkt has seen only its parts. */
function seedText({ folder, plugins }: NonNullable<SyncResult['seed']>, style: Style): string {
  const shown = printable(folder);
  return [
    `${goodMark(style)} wrote ${count(plugins.length, 'plugin')} as a seed into \`${shown}\``,
    `${style.cyan('hint:')} in the container, set \`CLAUDE_CODE_PLUGIN_SEED_DIR\` to its path, and enable ${listed(quoted(plugins.map((id) => printable(id))))} in settings (\`route: settings\` does that in the project)`,
    `${style.yellow('note:')} this follows the client's documentation of seeds; the client registers them only when a session starts, which mkt cannot see. Cloud sessions ignore marketplaces in settings: a setup script there can set \`CLAUDE_CODE_PLUGIN_DIRS\` to what \`mkt run -- printenv CLAUDE_CODE_PLUGIN_DIRS\` prints, which is untested`,
  ].join('\n\n');
}

function changeLines(change: ShownCopyChange, style: Style, most: number): string[] {
  const { kind, id, folder, steps, edits } = change;
  const [before, after] = [change.before, change.after].map((each) => each && lockedVersion(each));
  const arrow = style.unicode ? '→' : '->';
  const paint = { add: style.green, move: style.yellow, restore: style.yellow, remove: style.red }[kind];
  const version =
    kind === 'move' && before !== after ? `${before} ${arrow} ${after}` : String(after ?? before ?? '');
  const what = kind === 'restore' ? ' (changed since it was copied)' : '';
  // Of a copy that comes or goes as a whole, the number says it all.
  const isWhole = kind === 'add' || kind === 'remove';
  const shown = isWhole && most !== Number.POSITIVE_INFINITY ? [] : steps.slice(0, most);
  const rest = steps.length - shown.length;
  return [
    paint(`${signs[kind]} ${printable(id)} ${printable(version)}${what}`) +
      ` in \`${printable(folder)}\`: ${count(steps.length, 'file')}`,
    ...shown.map((step) => `    ${stepLine(step)}`),
    ...(rest > 0 && shown.length > 0 ? [`    and ${count(rest, 'more file', 'more files')}`] : []),
    ...edits.map((edit) => `    ${oneLine(editWords(edit))}`),
  ];
}

function stepLine({ kind, path }: ShownStep): string {
  const shown = oneLine(path);
  return { add: `+ ${shown}`, change: `~ ${shown}`, mode: `~ ${shown} (mode)`, remove: `- ${shown}` }[kind];
}

function endOf(result: SyncResult, style: Style): string {
  const { state, folder, locked, changes, settings, refused } = result;
  const hasCopies = result.elsewhere.length < locked;
  const copies = hasCopies || result.pins === undefined ? `\`${printable(folder)}\`` : `\`${pinsFolder}\``;
  const file = settings === undefined ? undefined : `\`${printable(settings.file)}\``;
  const pinFiles = result.pins?.files.length ?? 0;
  const parts = [
    ...(changes.length > 0 || !(settings?.diff || pinFiles > 0) ? [copies] : []),
    ...(pinFiles > 0 ? [`\`${pinsFolder}\``] : []),
    ...(settings?.diff && file !== undefined ? [file] : []),
  ];
  const written = parts.join(' and ');
  const onlyRun = result.elsewhere.filter(({ route }) => route === 'run').length;
  const uncopied = onlyRun === 0 ? '' : `, ${onlyRun === locked ? 'all' : onlyRun} only for \`mkt run\``;
  const all = [`${count(locked, 'plugin')} locked${uncopied}`, ...unlockedWords(result)].join('; ');
  const hint = (text: string) => `\n\n${style.cyan('hint:')} ${text}`;
  const { commands, installed, notInstalled, noSeed } = result;
  const lines = commands.map((each) => `    ${printable(each)}`).join('\n');
  const left =
    notInstalled !== undefined
      ? `\n\n${badMark(style)} \`${oneLine(notInstalled.command)}\` failed: ${oneLine(notInstalled.said)}`
      : installed !== undefined
        ? `\n${goodMark(style)} the client now has what the project names, without errors: ran ${count(installed.length, 'command')}`
        : commands.length === 0
          ? ''
          : `${hint('run `mkt sync --install` here and on each other machine, or these client commands:')}\n${lines}`;
  switch (state) {
    case 'fresh':
      return `${goodMark(style)} ${copies} is up to date: ${all}${left}`;
    case 'written':
      return `${goodMark(style)} wrote ${written}: ${all}${hint(`commit ${listed(quoted(result.commit.map(oneLine)))}; the client asks everyone once to trust the project`)}${left}`;
    case 'would-change':
      return `${written} would be written: ${all}${left}`;
    case 'unconfirmed':
      if (changes.length === 0 && !settings?.diff && pinFiles === 0)
        return `${badMark(style)} nothing was installed${hint('run the command again with `--yes`')}${left}`;
      return `${badMark(style)} ${written} was not written: existing content would change${hint('run the command again with `--yes`')}${left}`;
    case 'stale':
      return `${badMark(style)} ${written} ${parts.length === 1 ? 'does' : 'do'} not match the lock${hint(changes.length === 0 && pinFiles === 0 && !settings?.diff ? 'run `mkt sync`: its record is out of date' : 'run `mkt sync`')}`;
    case 'refused':
      if (noSeed !== undefined) return `${badMark(style)} no seed was written to \`${printable(noSeed)}\``;
      return refused.length === 0
        ? `${badMark(style)} nothing was written`
        : `${badMark(style)} ${copies} was not written: not every plugin in the lock can be copied${hint('remove these plugins from the plugin list, or choose another route for each of them: `route: { <plugin>: settings }` in `mkt.yaml`')}`;
  }
}
