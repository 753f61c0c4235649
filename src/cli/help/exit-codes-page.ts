import type { HelpPage } from '../../model/help.ts';
import { exitCode, exitCodeMeanings } from '../exit-code.ts';

const rows = Object.entries(exitCodeMeanings).map(([name, [brief, more]]) => ({
  term: String(exitCode[name as keyof typeof exitCode]),
  meaning: `${brief}: ${more}`,
}));

export const exitCodesPage: HelpPage = {
  name: 'exit-codes',
  text: [
    'Every command ends with one of four codes, so that scripts and hooks can rely on them.',
    '`mkt run` and `mkt bisect run` start another command: `mkt run` ends as that command does.',
  ],
  sections: [
    { title: 'Exit codes', kind: 'terms', rows },
    {
      title: 'Examples',
      kind: 'examples',
      rows: [
        { term: 'mkt check --strict', meaning: '1 for warnings, too' },
        { term: 'mkt check --allow-unknown', meaning: '0 even if a plugin could not be looked up' },
        { term: 'mkt check --if-present', meaning: '0 if the project has no plugin list' },
      ],
    },
  ],
  more: ['With several lists, the worst outcome wins: 2, then 1, then 3.'],
};
