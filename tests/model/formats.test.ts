import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { newListText } from '../../src/changes/new-list.ts';
import type { Finding, Summary } from '../../src/model/finding.ts';
import type { infoOutput } from '../../src/model/formats/browse-output.ts';
import type { pattern, practices, vocabulary } from '../../src/model/formats/knowledge.ts';
import type { checkOutput, finding } from '../../src/model/formats/output.ts';
import type { plan } from '../../src/model/formats/plan-output.ts';
import type { indexFile } from '../../src/model/formats/plugin.ts';
import type { project as projectFormat } from '../../src/model/formats/project.ts';
import { editorCatalog, schemaAddress, schemaLine } from '../../src/model/formats/schema-address.ts';
import { schemas, schemaText } from '../../src/model/formats/schemas.ts';
import type { Pattern, Practices, Vocabulary } from '../../src/model/knowledge.ts';
import { lockFile } from '../../src/model/lock.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Release } from '../../src/model/plugin.ts';
import type { CheckedPlugin, Environment, Project } from '../../src/model/project.ts';
import { listNames } from '../../src/project/find.ts';
import type { IndexFile } from '../../src/sources/registries/index-registry.ts';
import { mktJson, root } from '../support/mkt.ts';

/** A zod type as the domain writes it: read-only, and an optional key is absent rather than undefined. */
type Domain<T> = T extends readonly (infer Item)[]
  ? readonly Domain<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Domain<Exclude<T[Key], undefined>> }
    : T;
type Read<Schema extends z.ZodType> = Domain<z.infer<Schema>>;
/** Compiles only if every value of the first type is one of the second. */
type Is<From extends To, To> = From extends To ? true : never;

/** The formats and the types of the domain, which are written by hand, say the same: `tsc` checks it. */
type Agreement = [
  Is<Read<typeof vocabulary>, Vocabulary>,
  Is<Vocabulary, Read<typeof vocabulary>>,
  Is<Read<typeof practices>, Practices>,
  Is<Practices, Read<typeof practices>>,
  Is<Pattern, Read<typeof pattern>>,
  Is<Read<typeof indexFile>, IndexFile>,
  Is<NonNullable<Read<typeof projectFormat>['rules']>, Project['rules']>,
  Is<Project['budgets'], NonNullable<Read<typeof projectFormat>['budgets']>>,
  Is<Partial<Environment>, NonNullable<Read<typeof projectFormat>['environment']>>,
  Is<Domain<Finding>, Read<typeof finding>>,
  Is<Domain<Plan & { pattern: string | null; schemaVersion: 1 }>, Read<typeof plan>>,
  Is<Domain<CheckedPlugin>, Read<typeof checkOutput>['plugins'][number]>,
  Is<Domain<Summary>, Read<typeof checkOutput>['summary']>,
  Is<
    Domain<Pick<Release, 'components' | 'dependencies' | 'conflicts'>>,
    Pick<Read<typeof infoOutput>, 'components' | 'dependencies' | 'conflicts'>
  >,
];

test('formats and domain agree', () => {
  // The assertion is the type: a difference does not compile.
  const agreement: Partial<Agreement> = [true];
  expect(agreement).toEqual([true]);
});

const published = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

describe('schema/', () => {
  test.each(Object.keys(schemas))('%s.schema.json is what `npm run generate` writes', (name) => {
    expect(readFileSync(`${root}schema/${name}.schema.json`, 'utf8')).toBe(
      schemaText(name, schemaAddress(name, published)),
    );
  });

  test('holds nothing else', () => {
    expect(readdirSync(`${root}schema`).sort()).toEqual(
      Object.keys(schemas)
        .map((name) => `${name}.schema.json`)
        .sort(),
    );
  });
});

describe('editors find the schemas', () => {
  const owned = { version: '2.0.0', repository: { url: 'git+https://git.example/team/mkt.git' } };

  test('each has an address of its release', () => {
    expect(schemaAddress('project', owned)).toBe(
      'https://git.example/team/mkt/raw/v2.0.0/schema/project.schema.json',
    );
    const short = { version: '2.0.0', repository: 'github:team/mkt' };
    expect(schemaAddress('lock', short)).toBe(
      'https://github.com/team/mkt/raw/v2.0.0/schema/lock.schema.json',
    );
    expect(JSON.parse(schemaText('lock', schemaAddress('lock', owned))).$id).toBe(
      schemaAddress('lock', owned),
    );
  });

  test('new files name the schema, but only at an address that is known', () => {
    const line = schemaLine('project', owned);
    expect(line).toBe(`# yaml-language-server: $schema=${schemaAddress('project', owned)}`);
    expect(schemaLine('project', { version: '2.0.0' })).toBeUndefined();
    const text = newListText({ registries: [], plugins: ['a'], schemaLine: line });
    expect(text.split('\n')[0]).toBe(line);
    expect(parse(text)).toEqual({ plugins: ['a'] });
  });

  test('the entries for SchemaStore: names that only files of mkt have, and schemas that exist', () => {
    const text = readFileSync(`${root}editors/schemastore.json`, 'utf8');
    expect(text).toBe(`${JSON.stringify(editorCatalog(published), null, 2)}\n`);
    const catalog = JSON.parse(text);
    expect(catalog.schemas.flatMap(({ fileMatch }: { fileMatch: string[] }) => fileMatch)).toEqual([
      ...listNames,
      lockFile,
    ]);
    for (const { name, description, url } of catalog.schemas) {
      expect(name).toMatch(/^mkt /);
      // SchemaStore rejects these words, since every entry is a schema.
      expect(description).not.toMatch(/schema/i);
      const [, file = ''] = /\/schema\/([\w-]+\.schema\.json)$/.exec(url) ?? [];
      expect(JSON.parse(readFileSync(`${root}schema/${file}`, 'utf8')).$id).toBe(url);
    }
  });
});

const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const faultsOf = (name: string, value: unknown) => {
  const isValid = ajv.getSchema(name) ?? ajv.addSchema(JSON.parse(schemaText(name)), name).getSchema(name);
  return isValid?.(value) === true ? [] : isValid?.errors;
};

describe('files of the bundled registry are valid for editors too', () => {
  const files = [
    ...readdirSync(`${root}registry/plugins`).map((name) => ['plugin', `plugins/${name}`] as const),
    ...readdirSync(`${root}registry/patterns`).map((name) => ['pattern', `patterns/${name}`] as const),
    ['artifacts', 'artifacts.yaml'] as const,
    ['practices', 'practices.yaml'] as const,
  ];

  test.each(files)('%s: %s', (name, file) => {
    const text = readFileSync(`${root}registry/${file}`, 'utf8');
    expect(faultsOf(name, parse(text))).toEqual([]);
    const named = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1] ?? '';
    expect(new URL(named, `file:///registry/${file}`).pathname).toBe(`/schema/${name}.schema.json`);
  });
});

describe('what is printed is as its schema says', () => {
  test.each<[schema: string, args: string[]]>([
    ['check', ['check', 'julia-development', 'hpc-computing']],
    ['check', ['check', 'unit-testing', 'debugging-toolkit', 'science-suite']],
    ['check', ['check', 'nowhere-to-be-found', 'hpc-computing@^99']],
    ['resolve', ['resolve', 'julia-development', 'hpc-computing']],
    ['resolve', ['resolve', 'nowhere-to-be-found']],
    ['why', ['why', 'hpc-computing', 'nowhere-to-be-found']],
    ['why-not', ['why-not', 'hpc-computing', 'nowhere-to-be-found']],
    ['explain', ['explain']],
    ['explain', ['explain', 'dependency-conflicts']],
    ['plan', ['plan', '--pattern', 'ml-pipeline']],
    ['plan', ['plan', 'julia-development', 'unit-testing']],
    ['plan', ['plan', 'nowhere-to-be-found']],
    ['list', ['list']],
    ['list', ['search', 'julia']],
    ['info', ['info', 'julia-development']],
    ['patterns', ['patterns', 'list']],
    ['suggestions', ['patterns', 'suggest', 'julia-development']],
    ['failure', ['check', '--patern', 'x']],
  ])('%s: mkt %j', (name, args) => {
    expect(faultsOf(name, mktJson(args).json)).toEqual([]);
  });
});
