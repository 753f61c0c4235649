import { componentKeys, kindOf, nameOf } from '../../model/component-kinds.ts';
import type { Release } from '../../model/plugin.ts';
import type { ListItem } from '../../report/results.ts';
import { browse, requireKnown } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';

/** `mkt list`: the plugins of the registries, filtered. */
export async function run({ options, world }: Call): Promise<Answer<readonly ListItem[]>> {
  const { newest } = await browse(options, world);
  const releases = newest.map(({ release }) => release);
  for (const { kind, asked, valuesOf } of filters(options))
    requireKnown(kind, asked, new Set(releases.flatMap(valuesOf)));
  const result = newest.filter(({ release }) =>
    filters(options).every(({ asked, valuesOf }) => asked === undefined || valuesOf(release).includes(asked)),
  );
  return { code: exitCode.fine, result };
}

function filters({ category, component, artifact, role }: Call['options']) {
  return [
    {
      kind: 'category',
      asked: category,
      valuesOf: (release: Release) => (release.category === undefined ? [] : [release.category]),
    },
    { kind: 'component', asked: component, valuesOf: componentNames },
    {
      kind: 'artifact',
      asked: artifact,
      valuesOf: ({ integration: { produces, consumes } }: Release) =>
        [...produces, ...consumes].map((port) => port.artifact),
    },
    { kind: 'role', asked: role, valuesOf: ({ integration }: Release) => [...integration.roles] },
  ];
}

/** Names of all components of a release that have one. */
export function componentNames({ components }: Release): string[] {
  return componentKeys.flatMap((key) =>
    kindOf(key).called === undefined ? [] : components[key].map((item) => nameOf(key, item)),
  );
}
