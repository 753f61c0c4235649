/** Writes the types of the values that the library returns, `lib/output.d.ts`, from the schemas of the commands. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

const types = {
  CheckOutput: 'check',
  PlanOutput: 'plan',
  ResolveOutput: 'resolve',
  ValidateOutput: 'validate',
  LockOutput: 'lock-report',
};

const parts: string[] = [];
for (const [name, schema] of Object.entries(types)) {
  const { title, $id, ...rest } = JSON.parse(
    readFileSync(`${root}schema/${schema}.schema.json`, 'utf8'),
  ) as JSONSchema;
  parts.push(await compile({ ...rest, title: name }, name, { bannerComment: '', format: false }));
}
const head = '// Written by `npm run generate` from `schema/`. Do not edit.\n';
writeFileSync(`${root}lib/output.d.ts`, `${[head, ...parts].join('\n').trimEnd()}\n`);
