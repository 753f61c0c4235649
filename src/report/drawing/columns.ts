/** The plugins of one lane, in columns from left to right: a link inside a lane never stays in its column. */
export function columnsOf(
  plugins: readonly string[],
  links: readonly { readonly from: string; readonly to: string }[],
  mostRows: number,
): string[][] {
  const depth = depthsOf(plugins, links);
  const layers: string[][] = [];
  for (const plugin of plugins) {
    const at = depth.get(plugin) ?? 0;
    const layer = layers[at] ?? [];
    layer.push(plugin);
    layers[at] = layer;
  }
  return layers.flatMap((layer) => {
    const columns = Math.ceil(layer.length / mostRows);
    const rows = Math.ceil(layer.length / columns);
    return Array.from({ length: columns }, (_, index) => layer.slice(index * rows, (index + 1) * rows));
  });
}

/** How many links lead to each plugin at most, one after the other. Of a cycle, the link that closes it counts backwards. */
function depthsOf(
  plugins: readonly string[],
  links: readonly { readonly from: string; readonly to: string }[],
): Map<string, number> {
  const targets = new Map<string, string[]>(plugins.map((plugin) => [plugin, []]));
  for (const { from, to } of links) if (targets.has(to) && from !== to) targets.get(from)?.push(to);
  const sorted = sortedByLinks(targets);
  const rank = new Map(sorted.map((plugin, index) => [plugin, index]));
  const depth = new Map<string, number>();
  // An edge of a cycle that leads back is drawn from right to left, so that it keeps its ends apart, too.
  const sources = new Map<string, string[]>(plugins.map((plugin) => [plugin, []]));
  for (const [from, all] of targets) {
    for (const to of all) {
      const isBack = (rank.get(from) ?? 0) > (rank.get(to) ?? 0);
      sources.get(isBack ? from : to)?.push(isBack ? to : from);
    }
  }
  for (const plugin of sorted)
    depth.set(plugin, Math.max(0, ...(sources.get(plugin) ?? []).map((from) => (depth.get(from) ?? 0) + 1)));
  return depth;
}

/** Sources before targets, as far as there is no cycle; else in the given order. */
function sortedByLinks(targets: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const finished: string[] = [];
  for (const start of targets.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const open = [{ plugin: start, next: 0 }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const target = targets.get(top.plugin)?.[top.next++];
      if (target === undefined) {
        finished.push(top.plugin);
        open.pop();
      } else if (!seen.has(target)) {
        seen.add(target);
        open.push({ plugin: target, next: 0 });
      }
    }
  }
  return finished.reverse();
}
