/** `mkt registry build`: the index file. It is read again by machines only, in the order in which it was made. */
export function registryIndexJson(index: object): string {
  return JSON.stringify(index, null, 2);
}
