/** Generates `schema/*.schema.json` from the zod schemas, and what editors need to find them; they are never written by hand. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { editorCatalog, type Published, schemaAddress } from '../src/model/formats/schema-address.ts';
import { schemas, schemaText } from '../src/model/formats/schemas.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const published = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as Published;
await mkdir(`${root}schema`, { recursive: true });
for (const name of Object.keys(schemas))
  await writeFile(`${root}schema/${name}.schema.json`, schemaText(name, schemaAddress(name, published)));
await writeFile(`${root}editors/schemastore.json`, `${JSON.stringify(editorCatalog(published), null, 2)}\n`);
