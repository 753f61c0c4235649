import { stringify } from 'yaml';

/** The text of a new `mkt.yaml`. What is not set yet is a comment that shows how. */
export function newListText({
  registries,
  plugins,
  bundled = true,
  schemaLine,
}: {
  readonly registries: readonly string[];
  readonly plugins: readonly string[];
  /** Whether plugins of the registry that comes with mkt can be chosen, too. */
  readonly bundled?: boolean;
  /** The line by which editors find the schema, if there is one. */
  readonly schemaLine?: string | undefined;
}): string {
  return [
    ...(schemaLine === undefined ? [] : [schemaLine]),
    '# The plugins of this project. `mkt add <plugin>` adds one, `mkt check` checks them together, `mkt lock` pins them.',
    ...(registries.length === 0
      ? ['# registries: [owner/repo]   # marketplaces to search, before the registry that comes with mkt']
      : section('registries', registries)),
    ...(bundled ? [] : ['bundled: false']),
    ...(plugins.length === 0 ? ['plugins: []'] : section('plugins', plugins)),
    '# environment:               # what is available where the plugins run',
    '#   runtimes: { node: 22.0.0 }',
    '# budgets: { contextTokens: 8000 }',
    '# minimumReleaseAge: 3       # minimum age in days of a release that `mkt lock` chooses',
    '',
  ].join('\n');
}

const section = (key: string, items: readonly string[]): string[] => [
  `${key}:`,
  ...items.map((item) => `  - ${stringify(item, { lineWidth: 0 }).trimEnd()}`),
];
