import type { ListChangeResult } from '../../report/list-change-result.ts';
import type { Report } from '../../report/view.ts';
import type { OptionSpec } from '../command.ts';
import { dryRunOption } from '../options.ts';

/** What `mkt add` and `mkt remove` have in common. */
export const changeOptions: readonly OptionSpec[] = [
  dryRunOption,
  { flags: '-y, --yes', description: 'write without a question' },
  { flags: '--force', description: 'write although the new list has errors' },
];

export const listChangeFormats: Readonly<Record<string, () => Promise<Report<ListChangeResult>>>> = {
  text: async () => (await import('../../report/list-change-text.ts')).listChangeText,
  json: async () => (await import('../../report/list-change-json.ts')).listChangeJson,
};
