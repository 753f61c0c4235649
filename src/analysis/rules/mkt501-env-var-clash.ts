import type { Statement, VariableClash } from '../../model/combination-evidence.ts';
import type { EnvVar } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { firstPlaceOf, labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { areSimilarDescriptions } from '../similar-descriptions.ts';

interface Owned {
  readonly plugin: string;
  readonly label: string;
  readonly variable: EnvVar;
}

export const envVarClash: Rule<'MKT501'> = {
  id: 'MKT501',
  check(context) {
    const label = labelsIn(context);
    const owners = new Map<string, Owned[]>();
    for (const release of context.releases) {
      for (const variable of release.integration.env) {
        const owned = { plugin: release.name, label: label(release), variable };
        owners.set(variable.name, [...(owners.get(variable.name) ?? []), owned]);
      }
    }
    return [...owners].flatMap(([name, owned]): Draft<'MKT501'>[] => {
      const differences = differencesOf(owned);
      if (Object.values(differences).every(({ length }) => length === 0)) return [];
      const names = [...new Set(owned.map(({ plugin }) => plugin))];
      const places = context.releases.flatMap((release) =>
        (release.variables ?? [])
          .filter((use) => use.name === name)
          .map((use) => ({ at: firstPlaceOf(use), message: `\`${name}\` in \`${release.name}\`` })),
      );
      return [
        {
          case: 'found',
          evidence: {
            variable: name,
            plugins: owned.map((each) => each.label),
            ...differences,
            alternative: `${prefixOf(owned)}_${name}`,
          },
          ...placedWith(names, places, context),
        },
      ];
    });
  },
  say: {
    found: ({ variable, plugins, defaults, meanings, secrecy, alternative }) => ({
      message: [
        `\`${variable}\` means different things to ${listed(plugins.map((plugin) => `\`${plugin}\``))}`,
        ...stated('default', defaults, (value) => `\`${value}\``),
        ...stated('meaning', meanings, (value) => value),
        ...stated('secrecy', secrecy, (isSecret) => (isSecret ? 'it is secret' : 'it is not secret')),
        `${plugins.length === 2 ? 'both' : 'they all'} read the same value: setting it for one sets it for ${plugins.length === 2 ? 'the other' : 'the others'}`,
      ].join('\n'),
      help: `use the plugins in separate projects, each with its own value, or ask a maintainer to rename the variable, such as to \`${alternative}\``,
    }),
  },
};

/** What each plugin says about one property, in a line; none if they agree. */
function stated<Value>(
  what: string,
  all: readonly Statement<Value>[],
  text: (value: Value) => string,
): string[] {
  if (all.length === 0) return [];
  return [`${what}: ${listed(all.map(({ plugin, says }) => `\`${plugin}\` says ${text(says)}`))}`];
}

/** How the declarations differ, and what each says; empty lists if they may mean the same. */
function differencesOf(owned: readonly Owned[]): Pick<VariableClash, 'defaults' | 'meanings' | 'secrecy'> {
  const said = <Value>(of: (variable: EnvVar) => Value | undefined) =>
    owned.flatMap(({ label, variable }): Statement<Value>[] => {
      const says = of(variable);
      return says === undefined ? [] : [{ plugin: label, says }];
    });
  const isDescribed = owned.every(({ variable }) => variable.description !== '');
  return {
    defaults: ifDiffering(
      said((variable) => variable.default),
      (a, b) => a === b,
    ),
    meanings: ifDiffering(
      said(({ description }) => (description === '' ? undefined : description)),
      areSimilarDescriptions,
    ),
    secrecy: isDescribed
      ? ifDiffering(
          said(({ secret }) => secret === true),
          (a, b) => a === b,
        )
      : [],
  };
}

function ifDiffering<Value>(
  all: readonly Statement<Value>[],
  same: (a: Value, b: Value) => boolean,
): readonly Statement<Value>[] {
  return all.some(({ says }) => all.some((other) => !same(says, other.says))) ? all : [];
}

const prefixOf = ([first]: readonly Owned[]): string =>
  (first?.plugin ?? '').toUpperCase().replace(/[^A-Z0-9]+/g, '_');
