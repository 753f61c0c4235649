import type { CleanResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const cacheCleanCommand = command<CleanResult>({
  name: 'cache clean',
  summary: 'remove all that can be had again',
  description:
    'Removes all copies of repositories and documents from the cache, and what was found in marketplaces before.\n' +
    'The next command fetches, or works out, what it needs.',
  formats: {
    text: async () => (await import('../../report/cache-clean-text.ts')).cacheCleanText,
    json: async () => (await import('../../report/cache-clean-json.ts')).cacheCleanJson,
  },
  schema: 'cache-clean',
  examples: [['mkt cache clean', 'the folder is `MKT_CACHE_DIR`, else the cache folder of the system']],
  load: () => import('./cache-clean.ts'),
});
