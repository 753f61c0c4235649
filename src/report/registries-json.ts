import { jsonText } from './json.ts';
import type { RegistriesResult } from './results.ts';

/** `--json` of all commands that list or change registries. */
export function registriesJson({ rows }: RegistriesResult): string {
  return jsonText({
    ok: rows.every(({ problem }) => problem === undefined),
    registries: rows.map(({ source, from, marketplaces, plugins, fetched, problem }) => ({
      source,
      from,
      marketplaces,
      plugins: plugins ?? null,
      fetched: fetched?.at ?? null,
      ...(problem !== undefined && { problem }),
    })),
  });
}
