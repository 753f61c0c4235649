/** What `package.json` says of where mkt is published. */
export interface Published {
  readonly version: string;
  readonly repository?: string | { readonly url?: string };
}

/**
 * Where mkt is, as the guides write it, while `package.json` names no repository: `OWNER` stands for the account that publishes it. The only
 * place with this address.
 */
const unnamed = 'https://github.com/OWNER/mkt';

/** The address of the repository for people; undefined if `package.json` names none. */
export function repositoryOf({ repository }: Published): string | undefined {
  const url = typeof repository === 'string' ? repository : repository?.url;
  return url === undefined
    ? undefined
    : url
        .replace(/^git\+/, '')
        .replace(/^github:/, 'https://github.com/')
        .replace(/\.git$/, '');
}

/** The address of a schema, which means the same forever: it is that of a release. */
export const schemaAddress = (name: string, published: Published): string =>
  `${repositoryOf(published) ?? unnamed}/raw/v${published.version}/schema/${name}.schema.json`;

/**
 * The line by which editors find the schema of a YAML file; undefined while the address is not known, since an editor would report an
 * address that leads nowhere.
 */
export const schemaLine = (name: string, published: Published): string | undefined =>
  repositoryOf(published) === undefined
    ? undefined
    : `# yaml-language-server: $schema=${schemaAddress(name, published)}`;

/** The files of mkt that editors can recognize by their names, as an entry of the catalog of SchemaStore. */
export function editorCatalog(published: Published): object {
  const entry = (name: string, title: string, description: string, fileMatch: readonly string[]) => ({
    name: title,
    description,
    fileMatch,
    url: schemaAddress(name, published),
  });
  return {
    $schema: 'https://json.schemastore.org/schema-catalog.json',
    version: 1,
    schemas: [
      entry('project', 'mkt list of plugins', 'Plugins for coding agents of a project', [
        'mkt.yaml',
        'mkt.yml',
      ]),
      entry('lock', 'mkt lock', 'The exact releases of the plugins of a project', ['mkt.lock']),
    ],
  };
}
