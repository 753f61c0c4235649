/**
 * A short text that is the same for the same content, and another for almost every other: what the browser keeps of a page is found by
 * it. Not a secret, so it is not cryptographic, which this room could not compute.
 */
export function contentKey(content: unknown): string {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (const unit of JSON.stringify(content)) {
    const code = unit.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0xc2b2ae35) ^ (high >>> 15);
  }
  return [high, low].map((part) => (part >>> 0).toString(36)).join('-');
}
