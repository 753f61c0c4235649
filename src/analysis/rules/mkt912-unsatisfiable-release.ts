import { count, listed, quoted } from '../../model/text.ts';
import type { Rule } from '../rule.ts';

const shown = 3;

export const unsatisfiableRelease: Rule<'MKT912'> = {
  id: 'MKT912',
  say: {
    release({ plugin, versions, explanation, way }) {
      const specs = quoted(versions.slice(0, shown).map((version) => `${plugin}@${version}`));
      const more = versions.length - specs.length;
      const who = listed(more > 0 ? [...specs, count(more, 'older release')] : specs);
      return {
        message: [
          `${who} cannot be installed: ${versions.length === 1 ? 'its' : 'their'} requirements cannot be met`,
          ...explanation,
        ].join('\n'),
        help:
          way === undefined
            ? 'widen the range, or publish a release that matches it'
            : `${way.replace(/\s*[\r\n]+\s*/g, ' ')}; if you are the maintainer, change the range`,
      };
    },
  },
};
