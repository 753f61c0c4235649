import { noComponents } from '../../model/complete-release.ts';
import { componentKeys, kindOf, nameOf } from '../../model/component-kinds.ts';
import type { Listed, Release } from '../../model/plugin.ts';
import type { ListItem } from '../../report/results.ts';
import { byName, listedIn, listItem, openLists, requireKnown } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';

/** `mkt list`: the plugins of the registries, filtered. */
export async function run({ options, world }: Call): Promise<Answer<readonly ListItem[]>> {
  const { registries } = await openLists(options, world);
  const asked = filters(options).flatMap((filter) =>
    filter.asked === undefined ? [] : [{ ...filter, asked: filter.asked, known: new Set<string>() }],
  );
  const result: ListItem[] = [];
  for (const each of listedIn(registries)) {
    let isShown = true;
    for (const { asked: word, valuesOf, known } of asked) {
      const values = valuesOf(each.release);
      for (const value of values) known.add(value);
      isShown &&= values.includes(word);
    }
    if (isShown) result.push(listItem(each));
  }
  for (const { kind, asked: word, known } of asked) requireKnown(kind, word, known);
  return { code: exitCode.fine, result: result.sort(byName) };
}

function filters({ category, component, artifact, role }: Call['options']) {
  return [
    {
      kind: 'category',
      asked: category,
      valuesOf: (release: Listed['release']) => (release.category === undefined ? [] : [release.category]),
    },
    { kind: 'component', asked: component, valuesOf: componentNames },
    {
      kind: 'artifact',
      asked: artifact,
      valuesOf: ({ integration: { produces, consumes } }: Listed['release']) =>
        [...produces, ...consumes].map((port) => port.artifact),
    },
    { kind: 'role', asked: role, valuesOf: ({ integration }: Listed['release']) => [...integration.roles] },
  ];
}

/** Names of all components of a release that have one. */
export function componentNames({ components }: Pick<Release, 'components'>): string[] {
  if (components === noComponents) return [];
  return componentKeys.flatMap((key) =>
    kindOf(key).called === undefined ? [] : components[key].map((item) => nameOf(key, item)),
  );
}
