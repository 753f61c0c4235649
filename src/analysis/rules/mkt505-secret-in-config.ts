import { credentialsOf } from '../../client/components/credentials.ts';
import { count } from '../../model/text.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

const shownCredentials = 6;

export const secretInConfig: Rule<'MKT505'> = {
  id: 'MKT505',
  check(context) {
    const label = labelsIn(context);
    return context.releases.flatMap((release): Draft<'MKT505'>[] => {
      const found = release.credentials ?? [];
      const [first] = found;
      if (first === undefined) return [];
      return [
        {
          case: 'found',
          evidence: {
            plugin: label(release),
            credentials: found.map(({ kind, key }) => ({ kind, key })),
            variable: variableOf(first.key),
          },
          ...placedWith(
            [release.name],
            found.map((at) => ({ at, message: at.kind })),
            context,
          ),
        },
      ];
    });
  },
  plugin({ contents, manifest, name }) {
    if (contents === undefined) return [];
    const { hooks, mcpServers, lspServers } = contents.components;
    const found = credentialsOf([...hooks, ...mcpServers, ...lspServers], manifest.facts);
    const [first, ...others] = found;
    if (first === undefined) return [];
    return [
      {
        case: 'found',
        evidence: {
          plugin: name,
          credentials: found.map(({ kind, key }) => ({ kind, key })),
          variable: variableOf(first.key),
        },
        location: first.location,
        ...(others.length > 0 && {
          related: others
            .slice(0, shownCredentials)
            .map(({ kind, location }) => ({ location, message: kind })),
        }),
      },
    ];
  },
  say: {
    found: ({ plugin, credentials, variable }) => ({
      message: [
        `the configuration of \`${plugin}\` contains ${credentials.length === 1 ? 'a credential' : count(credentials.length, 'credential')} in plain text`,
        ...credentials.slice(0, shownCredentials).map(({ kind, key }) => `${kind} in \`${key}\``),
        `anyone who can read the plugin can use ${credentials.length === 1 ? 'the credential, which stays' : 'the credentials, which stay'} in the history of the repository even after ${credentials.length === 1 ? 'it is' : 'they are'} removed`,
      ].join('\n'),
      help: `revoke ${credentials.length === 1 ? 'it' : 'them'} first; then use \`\${${variable}}\` instead, and have every user set that variable; if the plugin is not yours, tell its maintainer`,
    }),
  },
};

/** A name for the variable that should hold it: the key's own, if it looks like one. */
function variableOf(key: string): string {
  const last = key.slice(key.lastIndexOf('.') + 1);
  return /^[A-Z][A-Z0-9_]*$/.test(last) ? last : 'API_TOKEN';
}
