// The least that any reader does: every file of a folder is read, and what is JSON is parsed.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [, , folder] = process.argv;
let kept = 0;
for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!file.isFile()) continue;
  const text = readFileSync(join(file.parentPath ?? file.path, file.name), 'utf8');
  const value = file.name.endsWith('.json') ? JSON.parse(text) : text;
  kept += value === null ? 0 : 1;
}
process.stdout.write(`${kept}\n`);
