import { count } from '../model/text.ts';
import { lockedVersion } from '../model/versioned.ts';
import { markdownCode as code, markdownBlock, markdownText } from './markdown.ts';
import type { SyncResult } from './sync-result.ts';
import { changeCounts, editWords, elsewhereWords, noSettingsWords, obstacleWords } from './sync-words.ts';

/** `mkt sync --format markdown`: for the text of a pull request. */
export function syncMarkdown(result: SyncResult): string {
  const { folder, state, locked, changes, refused, settings, pins, commands } = result;
  const { seed, noSeed, noSettings, installed, notInstalled, inTheWay } = result;
  return [
    `# ${code(seed?.folder ?? noSeed ?? folder)}: ${state}, ${count(locked, 'plugin')} locked`,
    ...(noSettings === undefined ? [] : [`- ${markdownText(noSettingsWords(noSettings))}`]),
    ...refused.map(
      ({ id, reason, hint }) =>
        `- ${code(id)}: ${markdownText(reason)}${hint === undefined ? '' : ` (${markdownText(hint)})`}`,
    ),
    ...elsewhereWords(result).map((each) => `- ${markdownText(each)}`),
    ...inTheWay.map((each) => `- ${markdownText(obstacleWords(each))}`),
    ...(seed === undefined
      ? []
      : ['## Plugins in the seed', seed.plugins.map((id) => `- ${code(id)}`).join('\n')]),
    ...(changes.length === 0 ? [] : [changeCounts(changes)]),
    ...changes.flatMap(({ id, kind, before, after, steps, edits }) => [
      `## ${code(id)}: ${kind} ${markdownText([before, after].flatMap((each) => (each === undefined ? [] : [lockedVersion(each)])).join(' → '))}`,
      ...(edits.length === 0 ? [] : [edits.map((edit) => `- ${markdownText(editWords(edit))}`).join('\n')]),
      ...(steps.length === 0
        ? []
        : [steps.map(({ kind: what, path }) => `- ${what} ${code(path)}`).join('\n')]),
    ]),
    ...(settings?.diff ? [`## ${code(settings.file)}`, markdownBlock('diff', settings.diff.trimEnd())] : []),
    ...(pins !== undefined && pins.files.length > 0
      ? [`## ${code(pins.marketplace)}`, pins.files.map((path) => `- ${code(path)}`).join('\n')]
      : []),
    ...(installed === undefined || installed.length === 0
      ? []
      : ['## Run by the client, without errors', markdownBlock('sh', installed.join('\n'))]),
    ...(notInstalled === undefined
      ? []
      : [`${code(notInstalled.command)} failed: ${markdownText(notInstalled.said)}`]),
    ...(commands.length === 0
      ? []
      : ['## Left to do on each machine', markdownBlock('sh', commands.join('\n'))]),
    '',
  ].join('\n\n');
}
