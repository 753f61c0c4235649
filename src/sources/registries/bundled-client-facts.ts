import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ClientFacts } from '../../model/client.ts';
import { packageRoot, readCompiledClient } from './compiled-file.ts';

let known: ClientFacts | undefined;

/**
 * The facts about the client that are bundled with mkt, read on first use. Checks of manifests take them from here, because they
 * are not part of what is checked; rules get them in their context.
 */
export function clientFacts(): ClientFacts {
  known ??= read();
  return known;
}

function read(): ClientFacts {
  return readCompiledClient() ?? fromSources();
}

/** Only in a development checkout without a fresh build, where `yaml` is installed; the build checks the files. */
function fromSources(): ClientFacts {
  const { parse } = createRequire(import.meta.url)('yaml') as { parse(text: string): unknown };
  const root = packageRoot();
  const part = (name: string) =>
    parse(readFileSync(join(root, 'registry', 'client', `${name}.yaml`), 'utf8')) as unknown;
  return {
    commands: part('commands'),
    credentials: part('credentials'),
    frontMatter: part('front-matter'),
    hooks: part('hooks'),
    names: part('names'),
    tools: part('tools'),
    variables: part('variables'),
  } as ClientFacts;
}
