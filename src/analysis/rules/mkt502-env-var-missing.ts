import { count, listed } from '../../model/text.ts';
import { firstPlaceOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Rule } from '../rule.ts';

const shownVariables = 8;

export const envVarMissing: Rule<'MKT502'> = {
  id: 'MKT502',
  check(context) {
    const { variables: present } = context.environment;
    // If the project does not say what is set, nothing is known to be missing.
    if (present === undefined) return [];
    const inSettings = context.settings?.variables;
    const label = labelsIn(context);
    const missing = new Map<string, { names: string[]; labels: string[]; description: string }>();
    for (const release of context.releases) {
      for (const { name, required, description } of release.integration.env) {
        if (!required || present.includes(name) || inSettings?.has(name) === true) continue;
        const known = missing.get(name) ?? { names: [], labels: [], description };
        known.names.push(release.name);
        known.labels.push(label(release));
        missing.set(name, known);
      }
    }
    if (missing.size === 0) return [];
    const places = context.releases.flatMap((release) =>
      (release.variables ?? [])
        .filter(({ name }) => missing.has(name))
        .map((use) => ({ at: firstPlaceOf(use), message: `\`${use.name}\` in \`${release.name}\`` })),
    );
    return [
      {
        case: 'found',
        evidence: {
          missing: [...missing]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([variable, { labels, description }]) => ({
              variable,
              plugins: labels,
              ...(description !== '' && { description }),
            })),
        },
        ...placedWith([...new Set([...missing.values()].flatMap(({ names }) => names))], places, context),
      },
    ];
  },
  say: {
    found: ({ missing }) => ({
      message: [
        `${count(missing.length, 'environment variable')} ${missing.length === 1 ? 'is' : 'are'} required but not set: ${listed(foldedNames(missing.map(({ variable }) => variable)))}`,
        ...missing
          .slice(0, shownVariables)
          .map(
            ({ variable, plugins, description }) =>
              `\`${variable}\` is required by ${listed(foldedNames(plugins, 4))}${description === undefined ? '' : `: ${description}`}`,
          ),
        'servers and hooks that read an unset variable do not start, or fail when used',
      ].join('\n'),
      help: `set ${missing.length === 1 ? 'it' : 'them'} in \`env\` of \`.claude/settings.local.json\`; or set ${missing.length === 1 ? 'it' : 'them'} in the shell, and add ${missing.length === 1 ? 'it' : 'them'} to \`environment.variables\` in \`mkt.yaml\``,
    }),
  },
};
