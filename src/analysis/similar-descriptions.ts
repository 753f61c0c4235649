/** Whether two descriptions may mean the same: they share a significant word. People rarely phrase a thing the same way twice. */
export function areSimilarDescriptions(a: string, b: string): boolean {
  const words = (text: string) =>
    new Set(
      text
        .toLowerCase()
        .match(/[a-z]{4,}/g)
        ?.map((word) => word.slice(0, 6)) ?? [],
    );
  const [first, second] = [words(a), words(b)];
  for (const common of ['that', 'which', 'with', 'from', 'this', 'used']) {
    first.delete(common);
    second.delete(common);
  }
  return first.size === 0 || second.size === 0 || [...first].some((word) => second.has(word));
}
