import type { HelpPage, HelpRow } from '../../model/help.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { packageFile } from '../package-root.ts';

/** What is used of a JSON Schema. */
interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
}

/** A list with some of everything; a test holds it to the schema. */
export const exampleList = [
  'registries: [acme/plugins]',
  'plugins:',
  '  - julia-development',
  '  - review@acme@^2',
  '  - hpc-computing # mkt-ignore MKT403: large machines only',
  'environment:',
  '  runtimes: { julia: 1.10.4 }',
  'rules:',
  '  MKT303: off',
];

/** The keys of `mkt.yaml`, as its schema describes them: nothing is written twice. */
export function configPage(): HelpPage {
  const schema = JSON.parse(readOwn(packageFile('schema', 'project.schema.json'))) as Schema;
  return {
    name: 'config',
    text: [
      '`mkt.yaml`, or `mkt.yml`, is the plugin list of a project. Only `plugins` is required; without the file, `enabledPlugins` in `.claude/settings.json` is the list.',
    ],
    sections: [
      { title: 'Keys', kind: 'terms', rows: rowsOf(schema, '') },
      { title: 'Example', kind: 'code', lines: exampleList },
    ],
    more: [
      '`mkt init` writes a first one, `mkt validate` checks it, `mkt explain <rule>` says how to silence a rule.',
    ],
  };
}

/** Each key that has a description, with those in it. */
function rowsOf(schema: Schema, before: string): HelpRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const term = `${before}${key}`;
    const inItems = [value.items, ...(value.items?.anyOf ?? [])].find(
      (each) => each?.properties !== undefined,
    );
    return [
      ...(value.description === undefined ? [] : [{ term, meaning: value.description }]),
      ...rowsOf(value, `${term}.`),
      ...(inItems === undefined ? [] : rowsOf(inItems, `${term}[].`)),
    ];
  });
}
