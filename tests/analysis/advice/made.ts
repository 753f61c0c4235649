/** Small inputs without any finding, to which a case adds the one that it is about. */
import { type Advised, copyOf, type Files } from './follow.ts';

export const json = (value: unknown): string => JSON.stringify(value, null, 2);

export interface MadePlugin {
  /** Fields of the manifest, in place of those that it has anyway; `null` for no manifest. */
  readonly manifest?: Readonly<Record<string, unknown>> | null;
  readonly entry?: Readonly<Record<string, unknown>>;
  readonly files?: Files;
}

/** A marketplace with plugins that have nothing but one command each. */
export function market(
  plugins: Readonly<Record<string, MadePlugin>>,
  { at = '', ...fields }: { readonly at?: string; readonly [field: string]: unknown } = {},
): Files {
  const place = at === '' ? '' : `${at}/`;
  const files: Record<string, string | Buffer> = {
    [`${place}.claude-plugin/marketplace.json`]: json({
      name: 'shop',
      description: 'Sells plugins',
      owner: { name: 'The shop' },
      plugins: Object.entries(plugins).map(([name, { entry }]) => ({
        name,
        source: `./plugins/${name}`,
        ...entry,
      })),
      ...fields,
    }),
  };
  for (const [name, { manifest, files: own = {} }] of Object.entries(plugins)) {
    const root = `${place}plugins/${name}`;
    if (manifest !== null)
      files[`${root}/.claude-plugin/plugin.json`] = json({
        name,
        version: '1.0.0',
        description: `Does what ${name} does`,
        author: { name: 'The shop' },
        ...manifest,
      });
    files[`${root}/commands/do-${name}.md`] = `---\ndescription: Does ${name}\n---\nDo it.\n`;
    for (const [path, content] of Object.entries(own)) files[`${root}/${path}`] = content;
  }
  return files;
}

/** A registry of manifests: releases by name, or a whole manifest. */
export function registry(
  plugins: Readonly<Record<string, { readonly releases: object; readonly [field: string]: unknown }>>,
): Files {
  return Object.fromEntries(
    Object.entries(plugins).map(([name, fields]) => [
      `plugins/${name}.yaml`,
      json({ name, marketplace: 'shop', description: `Does what ${name} does`, ...fields }),
    ]),
  );
}

/** `mkt check` of plugins from the folder alone. */
export const check = (...specs: readonly string[]): readonly string[] => [
  'check',
  ...specs,
  '--registry',
  '.',
  '--no-bundled',
];

/** `mkt check` of the list or the settings in the folder. */
export const checkList: readonly string[] = ['check', '--no-bundled'];

export const validate: readonly string[] = ['validate', '.'];

/** A marketplace whose plugin `plot` has something of this. */
export const plugin = (
  made: MadePlugin,
  help: string | undefined,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: market({ plot: made, table: {} }),
  run: validate,
  about: ({ plugins }) => plugins.includes('plot'),
  ...(help !== undefined && { help }),
  ways,
  ...more,
});

/** A marketplace whose plugin `plot` has these fields in its manifest. */
export const manifest = (
  fields: Readonly<Record<string, unknown>>,
  help: string,
  ways: Advised['ways'],
  more?: Partial<Advised>,
) => plugin({ manifest: fields }, help, ways, more);

/** The plugins of the meeting, of which these are checked together. */
export const meet = (
  names: readonly string[],
  help: string,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({ given: meeting, run: check(...names), help, ways, ...more });

export const meeting = copyOf('examples/meeting');
