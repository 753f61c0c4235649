/** `mkt registry build`: the index file. Only programs read it, so its keys are not sorted. */
export function registryIndexJson(index: object): string {
  return JSON.stringify(index, null, 2);
}
