import type { HelpPage } from '../../model/help.ts';

/** Something to read about that is not a command. */
interface Topic {
  readonly summary: string;
  readonly load: () => Promise<HelpPage>;
}

/** Every topic of `mkt help`; completion, the overview and the pages in `docs/reference/` follow from it. */
export const topics: Readonly<Record<string, Topic>> = {
  specs: {
    summary: 'how to name plugins, ranges and sources',
    load: async () => (await import('./specs-page.ts')).specsPage,
  },
  config: {
    summary: 'the keys of `mkt.yaml`',
    load: async () => (await import('./config-page.ts')).configPage(),
  },
  environment: {
    summary: 'the variables that mkt reads and sets',
    load: async () => (await import('./environment-page.ts')).environmentPage,
  },
  'exit-codes': {
    summary: 'what the exit codes mean',
    load: async () => (await import('./exit-codes-page.ts')).exitCodesPage,
  },
};

/** The name and the summary of each topic. */
export const topicSummaries: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(topics).map(([name, { summary }]) => [name, summary]),
);
