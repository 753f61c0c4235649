import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedFacts } from '../../model/client.ts';
import { clientFormats } from '../../model/formats/client.ts';
import { clientFileName } from '../../model/formats/client-file-name.ts';
import type { Fault } from '../../model/problems.ts';
import { validate } from '../../text/validate.ts';
import { readYaml } from '../../text/yaml.ts';
import { readText, shownPath } from '../files/text-file.ts';

/** Reads the facts about the client from the folder of a registry; undefined if it has none, or if any is invalid. */
export function readClient(
  registry: string,
  cwd: string,
): { facts: RecordedFacts | undefined; faults: Fault[]; files: string[] } {
  const faults: Fault[] = [];
  const facts: Record<string, unknown> = {};
  const read: string[] = [];
  for (const [part, schema] of Object.entries(clientFormats)) {
    const name = `${clientFileName(part)}.yaml`;
    const path = join(registry, 'client', name);
    if (!existsSync(path)) continue;
    read.push(`client/${name}`);
    const shown = shownPath(path, cwd);
    const content = readText(path, shown);
    if ('fault' in content) {
      faults.push(content.fault);
      continue;
    }
    const { value, faults: found } = validate(schema, readYaml(content.text, shown));
    faults.push(...found);
    if (value !== undefined) facts[part] = withoutProvenance(value as Readonly<Record<string, unknown>>);
  }
  const isWhole = Object.keys(clientFormats).every((part) => part in facts);
  return { facts: isWhole ? (facts as RecordedFacts) : undefined, faults, files: read };
}

/** Source and date are for the maintainers of the files. */
function withoutProvenance({ source, date, ...facts }: Readonly<Record<string, unknown>>) {
  return facts;
}
