import type { EnvVar } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { firstPlaceOf, labelsIn, placedWith } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

interface Owned {
  readonly plugin: string;
  readonly label: string;
  readonly variable: EnvVar;
}

export const envVarClash: LegacyRule = {
  id: 'MKT501',
  name: 'env-var-clash',
  severity: 'error',
  section: 'Configuration Complexity',
  summary: 'several plugins use one environment variable for different things',
  check(context) {
    const label = labelsIn(context);
    const owners = new Map<string, Owned[]>();
    for (const release of context.releases) {
      for (const variable of release.integration.env) {
        const owned = { plugin: release.name, label: label(release), variable };
        owners.set(variable.name, [...(owners.get(variable.name) ?? []), owned]);
      }
    }
    return [...owners].flatMap(([name, owned]): LegacyDraft[] => {
      const differences = differencesOf(owned);
      if (differences.length === 0) return [];
      const names = [...new Set(owned.map(({ plugin }) => plugin))];
      const places = context.releases.flatMap((release) =>
        (release.variables ?? [])
          .filter((use) => use.name === name)
          .map((use) => ({ at: firstPlaceOf(use), message: `\`${name}\` in \`${release.name}\`` })),
      );
      return [
        {
          ...placedWith(names, places, context),
          message: [
            `\`${name}\` means different things to ${listed(owned.map((each) => `\`${each.label}\``))}`,
            ...differences,
            'an environment has one value for it, which all of them read: whoever sets it for one sets it for the others',
          ].join('\n'),
          help: `start them with environments of their own, or ask a maintainer for a name of its own, such as \`${prefixOf(owned)}_${name}\``,
        },
      ];
    });
  },
};

/** In what they differ, with who says what; empty if they may well mean the same. */
function differencesOf(owned: readonly Owned[]): string[] {
  const said = (of: (variable: EnvVar) => string | undefined) =>
    owned.flatMap(({ label, variable }) => {
      const value = of(variable);
      return value === undefined || value === '' ? [] : [{ label, value }];
    });
  const differing = (
    what: string,
    all: readonly { label: string; value: string }[],
    same: (a: string, b: string) => boolean,
  ) =>
    all.some(({ value }) => all.some((other) => !same(value, other.value)))
      ? [`${what}: ${listed(all.map(({ label, value }) => `\`${label}\` says ${value}`))}`]
      : [];
  const defaults = said((variable) =>
    variable.default === undefined ? undefined : `\`${variable.default}\``,
  );
  const meanings = said(({ description }) => description);
  const secrets = owned.some(({ variable }) => variable.description === '')
    ? []
    : said(({ secret }) => (secret === true ? 'it is secret' : 'it is not secret'));
  return [
    ...differing('default', defaults, (a, b) => a === b),
    ...differing('meaning', meanings, isAlike),
    ...differing('secrecy', secrets, (a, b) => a === b),
  ];
}

/** Two descriptions mean the same if they share a word that carries meaning: people never write the same sentence twice. */
function isAlike(a: string, b: string): boolean {
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

const prefixOf = ([first]: readonly Owned[]): string =>
  (first?.plugin ?? '').toUpperCase().replace(/[^A-Z0-9]+/g, '_');
