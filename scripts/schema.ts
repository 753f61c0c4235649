/** Generates `schema/*.schema.json` from the zod schemas; they are never written by hand. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { schemas, schemaText } from '../src/model/formats/schemas.ts';

const folder = fileURLToPath(new URL('../schema/', import.meta.url));
await mkdir(folder, { recursive: true });
for (const name of Object.keys(schemas)) await writeFile(`${folder}${name}.schema.json`, schemaText(name));
