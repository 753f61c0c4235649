import { jsonText } from './json.ts';
import type { SyncResult } from './sync-result.ts';
import { elsewhereWords, noSettingsWords, obstacleWords } from './sync-words.ts';

/** `mkt sync --json`: `schema/sync.schema.json`. */
export function syncJson({ noSettings, inTheWay, ...result }: SyncResult): string {
  return jsonText({
    ok: !['stale', 'unconfirmed', 'refused'].includes(result.state),
    ...result,
    notes: elsewhereWords({ inTheWay, ...result }),
    inTheWay: inTheWay.map((each) => ({ ...each, message: obstacleWords(each) })),
    ...(noSettings && { noSettings: { ...noSettings, message: noSettingsWords(noSettings) } }),
  });
}
