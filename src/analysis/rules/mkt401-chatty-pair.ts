import { listed } from '../../model/text.ts';
import type { Link } from '../../model/wiring.ts';
import { placed } from '../anchor.ts';
import type { LegacyRule } from '../rule.ts';

/** Up to so many artifacts one plugin hands to another before it is worth asking whether they should travel together. */
const fewArtifacts = 4;

export const chattyPair: LegacyRule = {
  id: 'MKT401',
  name: 'chatty-pair',
  severity: 'warning',
  section: 'Communication Overhead',
  summary: 'two plugins hand very many artifacts to each other',
  check(context) {
    const pairs = new Map<string, Link[]>();
    for (const link of context.wiring.links) {
      const key = [link.from, link.to].sort().join('\n');
      pairs.set(key, [...(pairs.get(key) ?? []), link]);
    }
    return [...pairs]
      .map(([key, links]) => ({ names: key.split('\n'), links, ways: waysOf(links) }))
      .filter(({ links, ways }) => {
        // Two that need each other cannot even begin: MKT603 says so.
        if (ways.filter(({ needed }) => needed).length === 2) return false;
        const artifacts = new Set(links.map(({ artifact }) => artifact)).size;
        return artifacts > fewArtifacts || (ways.length === 2 && artifacts === fewArtifacts);
      })
      .map(({ names, ways }) => ({
        ...placed(names, context),
        message: [
          ways.length === 2
            ? `\`${names[0]}\` and \`${names[1]}\` hand data to and fro`
            : `\`${ways[0]?.from}\` hands ${ways[0]?.artifacts.length} artifacts to \`${ways[0]?.to}\`, one by one`,
          ...ways.map(({ from, to, artifacts }) => `\`${from}\` gives ${listed(artifacts)} to \`${to}\``),
          'each handover is a step that waits for the one before it, and all of them cross the context of the session',
        ].join('\n'),
        help: 'hand over files rather than text, and gather what goes one way into one step',
      }));
  },
};

function waysOf(links: readonly Link[]) {
  const ways = new Map<string, Link[]>();
  for (const link of links)
    ways.set(`${link.from}\n${link.to}`, [...(ways.get(`${link.from}\n${link.to}`) ?? []), link]);
  return [...ways.values()]
    .map((all) => ({
      from: all[0]?.from ?? '',
      to: all[0]?.to ?? '',
      artifacts: [...new Set(all.map(({ artifact }) => artifact))].sort(),
      needed: all.some(({ optional }) => !optional),
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
