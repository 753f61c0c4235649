import type { Description } from './describe-result.ts';
import { jsonText } from './json.ts';

/** `mkt describe --json`: the block, and what is seen. */
export function describeJson({ release, isStated, integration, ...seen }: Description): string {
  const { name, marketplace, version } = release;
  const { roles, files, calls, events, ports } = seen;
  return jsonText({
    name,
    marketplace,
    version,
    isStated,
    integration,
    seen: {
      roles,
      files: files.map(({ path, does, isSure, location }) => ({ path, does, isSure, location })),
      calls: calls.map(({ name: component, isSure, location }) => ({ component, isSure, location })),
      events,
      ports,
    },
  });
}
