import type { Description } from './describe-result.ts';
import { jsonText } from './json.ts';

/** `mkt describe --json`: the block, and what is seen. */
export function describeJson({ release, isStated, integration, roles, events, ports }: Description): string {
  const { name, marketplace, version } = release;
  return jsonText({ name, marketplace, version, isStated, integration, seen: { roles, events, ports } });
}
