import type { PortEvidence } from '../../model/combination-evidence.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames } from '../evidence.ts';
import type { Rule } from '../rule.ts';

const shownArtifacts = 6;

/** What a set of plugins produces, and which plugins consume any of it. */
interface Group {
  readonly makers: readonly string[];
  readonly artifacts: Map<string, PortEvidence>;
  readonly takers: Set<string>;
}

export const duplicateProducer: Rule<'MKT404'> = {
  id: 'MKT404',
  check(context) {
    const groups = new Map<string, Group>();
    const makers = new Map<string, Set<string>>();
    for (const link of context.wiring.links) {
      const port = portText(link);
      makers.set(port, (makers.get(port) ?? new Set()).add(link.from));
    }
    for (const link of context.wiring.links) {
      const { to, artifact, format } = link;
      const port = portText(link);
      const sources = [...(makers.get(port) ?? [])].filter((name) => name !== to).sort();
      if (sources.length < 2) continue;
      const key = sources.join('\n');
      const group = groups.get(key) ?? { makers: sources, artifacts: new Map(), takers: new Set() };
      group.artifacts.set(port, { artifact, format });
      group.takers.add(to);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ makers: sources, artifacts, takers }) => ({
      case: 'found',
      evidence: {
        makers: sources,
        artifacts: [...artifacts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port),
        takers: [...takers].sort(),
      },
      ...placed(sources, context),
    }));
  },
  say: {
    found({ makers, artifacts, takers }) {
      const more = artifacts.length - shownArtifacts;
      const what = `${listed(artifacts.slice(0, shownArtifacts).map(portText))}${more > 0 ? ` and ${count(more, 'more artifact')}` : ''}`;
      return {
        message: `${listed(foldedNames(makers))} ${makers.length === 2 ? 'both' : 'all'} produce ${what}, which ${listed(quoted(takers))} ${takers.length === 1 ? 'consumes' : 'consume'}\nnothing says whose output is used, so the result may change from run to run`,
        help: 'decide which of these plugins to use, and tell the agent, such as in `CLAUDE.md`; or have them write to different places',
      };
    },
  },
};

const portText = ({ artifact, format }: PortEvidence): string => `\`${artifact}\` (${format})`;
