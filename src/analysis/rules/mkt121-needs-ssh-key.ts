import { longUrlOf } from '../../client/plugin-source.ts';
import type { Context } from '../context.ts';
import { entriesOf, labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Placed, Rule } from '../rule.ts';

/** Sources that name a repository of GitHub by `owner/repo` where the client clones it over SSH, while mkt reads it over HTTPS. */
export const needsSshKey: Rule<'MKT121'> = {
  id: 'MKT121',
  ofInstallation: true,
  check: chosen,
  marketplace: ({ notable, facts }) =>
    notable.flatMap(({ file, index, name, source }): Placed<'MKT121'>[] => {
      const url = source.kind === 'git-subdir' ? longUrlOf(source.url) : undefined;
      if (source.kind !== 'git-subdir' || url === undefined || facts.loading.clonesShortNameOverSsh !== true)
        return [];
      return [
        {
          case: 'found',
          evidence: { plugin: name, repository: source.url, url },
          location: file.read().locate(['plugins', index, 'source', 'url']),
          plugins: [name],
          fix: { from: source.url, to: url },
        },
      ];
    }),
  say: {
    found: ({ plugin, repository, url }) => ({
      message: `the client clones \`${repository}\`, the source of \`${plugin}\`, over SSH\nfor everyone without an SSH key registered with GitHub, the installation fails`,
      help: `write \`${url}\`, or ask the maintainer of the marketplace to do so`,
    }),
  },
};

function chosen(context: Context): Draft<'MKT121'>[] {
  if (context.client.loading.clonesShortNameOverSsh !== true) return [];
  const label = labelsIn(context);
  return context.releases.flatMap((release): Draft<'MKT121'>[] => {
    const { source } = release;
    if (typeof source !== 'object' || source.source !== 'git-subdir') return [];
    const { url: repository } = source;
    const url = typeof repository === 'string' ? longUrlOf(repository) : undefined;
    if (typeof repository !== 'string' || url === undefined) return [];
    return [
      {
        case: 'found',
        evidence: { plugin: label(release), repository, url },
        ...placedWith([release.name], entriesOf([release], context), context),
      },
    ];
  });
}
