import type { UnlockedUse } from '../../client/unlocked-code.ts';
import { unlockedInRelease } from '../../client/unlocked-in-release.ts';
import { count } from '../../model/text.ts';
import type { Rule } from '../rule.ts';

/** How to name one version exactly, by what fetches it. */
const pins: Readonly<Record<UnlockedUse['by'], (what: string) => string>> = {
  npm: (what) =>
    `name the exact version, \`${what}@<version>\`; \`npm view ${what} version\` prints the newest`,
  python: (what) =>
    `name the exact version, \`${what}==<version>\`; \`pip index versions ${what.replace(/\[.*/, '')}\` lists them`,
  docker: (what) =>
    `name the digest, \`${what}@sha256:<digest>\`; \`docker buildx imagetools inspect ${what}\` prints it`,
  git: (what) => `name the commit, \`${what}#<40 digits>\`; \`git ls-remote <url>\` prints it`,
  bundle: () => 'put the bundle into the plugin, and name it by its path',
  script: () => 'put the script into the plugin, and run it from there',
};

export const unlockedCode: Rule<'MKT507'> = {
  id: 'MKT507',
  check: ({ releases }) =>
    releases.flatMap((release) => {
      const uses = unlockedInRelease(release);
      const [first] = uses;
      if (first === undefined) return [];
      return [
        {
          case: 'found' as const,
          evidence: {
            plugin: release.name,
            uses: uses.map(({ by, what, runs }) => ({ by, what, runs })),
          },
          plugins: [release.name],
          ...(uses.some(({ location }) => location !== undefined) && {
            related: uses.flatMap(({ location }) =>
              location === undefined ? [] : [{ location, message: '' }],
            ),
          }),
        },
      ];
    }),
  say: {
    found({ plugin, uses }) {
      const lines = uses.map(({ runs }) => `  ${runs.replace(/\s+/g, ' ')}`);
      const helps = [...new Set(uses.map(({ by, what }) => pins[by](what)))];
      return {
        message: [
          `\`${plugin}\` runs ${count(uses.length, 'program')} that can be another one tomorrow, whichever version is locked`,
          ...lines,
        ].join('\n'),
        help: helps.length === 1 ? (helps[0] as string) : helps.map((help) => `- ${help}`).join('\n'),
      };
    },
  },
};
