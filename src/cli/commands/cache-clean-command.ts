import type { CleanResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const cacheCleanCommand = command<CleanResult>({
  name: 'cache clean',
  summary: 'remove all cached data',
  waitsFor: 'removing cached data',
  description:
    'Removes cached copies of repositories and documents, remembered results for marketplaces, and what interrupted runs left behind.\n' +
    'The next command fetches or computes again what it needs.',
  formats: {
    text: async () => (await import('../../report/cache-clean-text.ts')).cacheCleanText,
    json: async () => (await import('../../report/cache-clean-json.ts')).cacheCleanJson,
  },
  schema: 'cache-clean',
  examples: [['mkt cache clean', "the folder is `MKT_CACHE_DIR`, or the system's cache folder"]],
  load: () => import('./cache-clean.ts'),
});
