import type { Pattern } from '../model/knowledge.ts';
import { jsonText } from './json.ts';

/** `mkt patterns show --json`: the pattern as it is in the registry. */
export function patternJson(pattern: Pattern): string {
  return jsonText(pattern);
}
