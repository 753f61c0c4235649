import { count, listed } from '../../model/text.ts';
import { firstPlaceOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { LegacyRule } from '../rule.ts';

export const envVarMissing: LegacyRule = {
  id: 'MKT502',
  name: 'env-var-missing',
  severity: 'warning',
  section: 'Check environment variables',
  summary: 'a chosen plugin needs an environment variable that is not set where the plugins will run',
  check(context) {
    const { variables: present } = context.environment;
    // Where nobody has said what is set, nothing can be missing.
    if (present === undefined) return [];
    const label = labelsIn(context);
    const missing = new Map<string, { plugins: string[]; labels: string[]; description: string }>();
    for (const release of context.releases) {
      for (const { name, required, description } of release.integration.env) {
        if (!required || present.includes(name)) continue;
        const known = missing.get(name) ?? { plugins: [], labels: [], description };
        known.plugins.push(release.name);
        known.labels.push(label(release));
        missing.set(name, known);
      }
    }
    if (missing.size === 0) return [];
    const names = [...missing.keys()].sort();
    const places = context.releases.flatMap((release) =>
      (release.variables ?? [])
        .filter(({ name }) => missing.has(name))
        .map((use) => ({ at: firstPlaceOf(use), message: `\`${use.name}\` in \`${release.name}\`` })),
    );
    return [
      {
        ...placedWith([...new Set([...missing.values()].flatMap(({ plugins }) => plugins))], places, context),
        message: [
          `${count(names.length, 'environment variable')} ${names.length === 1 ? 'is' : 'are'} needed and set nowhere: ${listed(foldedNames(names))}`,
          ...names.slice(0, 8).map((name) => {
            const { labels = [], description = '' } = missing.get(name) ?? {};
            return `\`${name}\` is needed by ${listed(foldedNames(labels, 4))}${description === '' ? '' : `: ${description}`}`;
          }),
          'until it is set, the servers and hooks that read it do not start, or fail when they are used',
        ].join('\n'),
        help: 'set it in the shell or in `env` of `.claude/settings.local.json`, and name it in `environment.variables` of `mkt.yaml`',
      },
    ];
  },
};
