import { count } from '../../model/text.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const secretInConfig: LegacyRule = {
  id: 'MKT505',
  name: 'secret-in-config',
  severity: 'error',
  section: 'Configuration Errors',
  summary: 'a credential stands in the configuration of a hook or a server',
  check(context) {
    const label = labelsIn(context);
    return context.releases.flatMap((release): LegacyDraft[] => {
      const found = release.credentials ?? [];
      const [first] = found;
      if (first === undefined) return [];
      return [
        {
          ...placedWith(
            [release.name],
            found.map((at) => ({ at, message: at.kind })),
            context,
          ),
          message: [
            `${found.length === 1 ? 'a credential stands' : `${count(found.length, 'credential')} stand`} in the configuration of \`${label(release)}\`, for everybody to read`,
            ...found.slice(0, 6).map(({ kind, key }) => `${kind} in \`${key}\``),
            'whoever can read the plugin can use it, and it stays in the history of the repository after it was removed',
          ].join('\n'),
          help: `have it revoked first; then write \`\${${variableOf(first.key)}}\` in its place, and let every user set that variable`,
        },
      ];
    });
  },
};

/** A name for the variable that should hold it: the key's own, if it looks like one. */
function variableOf(key: string): string {
  const last = key.slice(key.lastIndexOf('.') + 1);
  return /^[A-Z][A-Z0-9_]*$/.test(last) ? last : 'API_TOKEN';
}
