import type { UnlockedUse } from '../../client/unlocked-code.ts';
import { unlockedInRelease } from '../../client/unlocked-in-release.ts';
import { count } from '../../model/text.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

/** How to name one version exactly, by what fetches it. */
const pins: Readonly<Record<UnlockedUse['by'], (what: string) => string>> = {
  npm: (what) =>
    `pin the exact version, \`${what}@<version>\`; \`npm view ${what} version\` prints the newest`,
  python: (what) =>
    `pin the exact version, \`${what}==<version>\`; \`pip index versions ${what.replace(/\[.*/, '')}\` lists them`,
  docker: (what) =>
    `pin the digest, \`${what}@sha256:<digest>\`; \`docker buildx imagetools inspect ${what}\` prints it`,
  git: (what) => `pin the commit, \`${what}#<40 digits>\`; \`git ls-remote <url>\` prints it`,
  'python-git': (what) => `pin the commit, \`${what}@<40 digits>\`; \`git ls-remote <url>\` prints it`,
  bundle: () => 'put the bundle into the plugin, and refer to it by its path',
  script: () => 'put the script into the plugin, and run it from there',
};

export const unlockedCode: Rule<'MKT507'> = {
  id: 'MKT507',
  check: (context) => {
    const label = labelsIn(context);
    return context.releases.flatMap((release): Draft<'MKT507'>[] => {
      const uses = unlockedInRelease(release);
      if (uses.length === 0) return [];
      const places = uses.flatMap(({ what, location }) =>
        location === undefined ? [] : [{ at: { location }, message: `\`${what}\`` }],
      );
      return [
        {
          case: 'found',
          evidence: { plugin: label(release), uses: uses.map(({ by, what, runs }) => ({ by, what, runs })) },
          ...placedWith([release.name], places, context),
        },
      ];
    });
  },
  say: {
    found({ plugin, uses }) {
      const lines = uses.map(({ runs }) => `  ${runs.replace(/\s+/g, ' ')}`);
      const helps = [...new Set(uses.map(({ by, what }) => pins[by](what)))];
      return {
        message: [
          `\`${plugin}\` runs ${count(uses.length, 'program')} that can change at any time, even if the version of the plugin is locked`,
          ...lines,
        ].join('\n'),
        help: helps.length === 1 ? (helps[0] as string) : helps.map((help) => `- ${help}`).join('\n'),
      };
    },
  },
};
