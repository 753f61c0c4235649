import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ClientFacts, factsOf, noClientFacts, type RecordedFacts } from '../../model/client.ts';
import { clientFileName } from '../../model/formats/client-file-name.ts';
import { readOwn } from '../files/read-file.ts';
import { packageRoot, readCompiledClient } from './compiled-file.ts';

let recorded: RecordedFacts | undefined;
const known = new Map<string, ClientFacts>();

/**
 * The facts about the client that are bundled with mkt, read on first use. Checks of manifests take them from here, because they
 * are not part of what is checked; rules get them in their context.
 * @param version of the client; the newest that is known, if absent.
 */
export function clientFacts(version?: string): ClientFacts {
  const before = known.get(version ?? '');
  if (before !== undefined) return before;
  recorded ??= read();
  const facts = factsOf(recorded, version);
  known.set(version ?? '', facts);
  return facts;
}

function read(): RecordedFacts {
  return readCompiledClient() ?? fromSources();
}

/** Only in a development checkout without a fresh build, where `yaml` is installed; the build checks the files. */
function fromSources(): RecordedFacts {
  const { parse } = createRequire(import.meta.url)('yaml') as { parse(text: string): unknown };
  const root = packageRoot();
  const part = (name: string) => parse(readOwn(join(root, 'registry', 'client', `${name}.yaml`))) as unknown;
  return Object.fromEntries(
    Object.keys(noClientFacts).map((name) => [name, part(clientFileName(name))]),
  ) as unknown as RecordedFacts;
}
