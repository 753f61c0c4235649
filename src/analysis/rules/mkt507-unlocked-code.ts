import { type PlacedUse, unlockedInRelease } from '../../client/unlocked-in-release.ts';
import type { Release } from '../../model/plugin.ts';
import type { EvidenceOf } from '../../model/problems.ts';
import { shellWord } from '../../model/shell.ts';
import { count } from '../../model/text.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

type Use = EvidenceOf<'MKT507', 'found'>['uses'][number];

/** What to write in place of what, or the command that prints it. */
function pinOf({ by, what, runs, spec = what, stem = '', exact }: Use): string {
  if (exact !== undefined)
    return `write \`${stem}${exact.version}\` in place of \`${spec}\`: \`${exact.file}\` names that version`;
  const run = (command: string, then = 'write what it prints') =>
    `run \`${command}\`, and ${then} in place of \`${spec}\``;
  switch (by) {
    case 'npm': {
      const asked = spec.slice(what.length + 1);
      const isRange = asked !== '' && !/^[a-z][\w-]*$/i.test(asked);
      return isRange
        ? run(`npm view ${shellWord(spec)} _id`, 'write the first word of its last line')
        : run(`npm view ${asked === '' ? what : spec} _id`);
    }
    case 'python': {
      const name = what.replace(/\[.*/, '');
      return run(`pip index versions ${name}`, `write \`${stem}\` and the version in its first line`);
    }
    case 'docker':
      return /\bpodman\b/.test(runs)
        ? run(`skopeo inspect --format ${shellWord(`${stem}{{.Digest}}`)} ${shellWord(`docker://${what}`)}`)
        : run(
            `docker buildx imagetools inspect ${shellWord(spec)} --format ${shellWord(`${stem}{{.Manifest.Digest}}`)}`,
          );
    case 'git':
    case 'python-git':
      return run(
        `git ls-remote ${shellWord(urlOf(what))} HEAD`,
        `write \`${stem}\` and the 40 digits that it prints`,
      );
    case 'bundle':
      return 'put the bundle into the plugin, and refer to it by its path';
    case 'script':
      return 'put the script into the plugin, and run it from there';
  }
}

/** The URL of a repository as git takes it. */
const urlOf = (what: string): string =>
  what.startsWith('github:')
    ? `https://github.com/${what.slice('github:'.length)}.git`
    : what.replace(/^git(?:\+|:(?!\/\/))/, '');

function evidenceOf({ location: _, ...use }: PlacedUse, { exactVersion }: Release): Use {
  const exact = use.stem === undefined ? undefined : exactVersion?.(use);
  return { ...use, ...(exact !== undefined && { exact }) };
}

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
          evidence: { plugin: label(release), uses: uses.map((use) => evidenceOf(use, release)) },
          ...placedWith([release.name], places, context),
        },
      ];
    });
  },
  say: {
    found({ plugin, uses }) {
      const lines = uses.map(({ runs }) => `  ${runs.replace(/\s+/g, ' ')}`);
      const helps = [...new Set(uses.map(pinOf))];
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
