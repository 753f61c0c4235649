import type { Handover } from '../../model/combination-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import type { Link } from '../../model/wiring.ts';
import { placed } from '../anchor.ts';
import type { Draft, Rule } from '../rule.ts';

/** How many artifacts one plugin may hand to another before the rule asks whether they should be handed over together. */
const fewArtifacts = 4;

export const chattyPair: Rule<'MKT401'> = {
  id: 'MKT401',
  check(context) {
    const pairs = new Map<string, Link[]>();
    for (const link of context.wiring.links) {
      const key = [link.from, link.to].sort().join('\n');
      pairs.set(key, [...(pairs.get(key) ?? []), link]);
    }
    return [...pairs].flatMap(([key, links]): Draft<'MKT401'>[] => {
      const [there, back] = waysOf(links);
      if (there === undefined) return [];
      // MKT603 reports two plugins that need each other before either can start.
      if (there.needed && back?.needed === true) return [];
      const artifacts = new Set(links.map(({ artifact }) => artifact)).size;
      const place = placed(key.split('\n'), context);
      if (back === undefined)
        return artifacts > fewArtifacts ? [{ case: 'one-way', evidence: there.handover, ...place }] : [];
      if (artifacts < fewArtifacts) return [];
      return [{ case: 'both-ways', evidence: { there: there.handover, back: back.handover }, ...place }];
    });
  },
  say: {
    'one-way': (way) =>
      saying(`\`${way.from}\` hands ${way.artifacts.length} artifacts to \`${way.to}\`, one at a time`, way),
    'both-ways': ({ there, back }) =>
      saying(`\`${there.from}\` and \`${back.from}\` hand data back and forth`, there, back),
  },
};

function saying(statement: string, ...ways: readonly Handover[]) {
  return {
    message: [
      statement,
      ...ways.map(({ from, to, artifacts }) => `\`${from}\` gives ${listed(quoted(artifacts))} to \`${to}\``),
      "each handover is a step that waits for the previous one, and all of them pass through the session's context",
    ].join('\n'),
    help: 'hand over files instead of text, and combine artifacts that go in the same direction into one step',
  };
}

/** What goes in each direction between two plugins, sorted by the plugin that hands over, and whether any of it is required. */
function waysOf(links: readonly Link[]): { readonly handover: Handover; readonly needed: boolean }[] {
  const ways = new Map<string, Link[]>();
  for (const link of links)
    ways.set(`${link.from}\n${link.to}`, [...(ways.get(`${link.from}\n${link.to}`) ?? []), link]);
  return [...ways.values()]
    .map((all) => ({
      handover: {
        from: all[0]?.from ?? '',
        to: all[0]?.to ?? '',
        artifacts: [...new Set(all.map(({ artifact }) => artifact))].sort(),
      },
      needed: all.some(({ optional }) => !optional),
    }))
    .sort((a, b) => (a.handover.from < b.handover.from ? -1 : 1));
}
