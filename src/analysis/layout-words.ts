import type { Say } from './rule.ts';

type Layout =
  | 'default-folder'
  | 'stray-manifest'
  | 'empty-plugin'
  | 'not-a-folder'
  | 'beside-manifest'
  | 'loose-skill'
  | 'skill-capitals'
  | 'skill-not-a-file'
  | 'skill-too-deep'
  | 'no-skill-file'
  | 'claude-md';

/** The words for files that lie where the client does not look for them. */
export const layoutWords: Pick<Say<'MKT911'>, Layout> = {
  'default-folder': ({ key, folder, files }) => ({
    message: `\`${key}\` replaces the default folder, so ${files === 1 ? 'the file' : `the ${files} files`} in \`${folder}/\` ${files === 1 ? 'is' : 'are'} not loaded`,
    help: `add \`"./${folder}/"\` to \`${key}\`, or remove the folder`,
  }),
  'stray-manifest': ({ hasEntry }) => ({
    message: `the client does not read this manifest: it looks for \`.claude-plugin/plugin.json\` only${hasEntry ? ', and takes the marketplace’s entry instead' : ''}`,
    help: 'move it into `.claude-plugin/`, and check it there',
  }),
  'empty-plugin': () => ({
    message: 'the plugin brings nothing: no agent, command, skill, hook, server or dependency was found',
    help: 'put components into `agents/`, `commands/`, `skills/` or `hooks/`, beside `.claude-plugin/`',
  }),
  'not-a-folder': ({ folder }) => ({
    message: `\`${folder}\` is a file, so the client finds no ${folder} in it`,
    help: 'make it a folder',
  }),
  'beside-manifest': ({ folder, inside }) => ({
    message: `the client does not look into \`.claude-plugin/\` for ${folder}`,
    help: `move \`${inside}/\` to \`${folder}/\``,
  }),
  'loose-skill': ({ file }) => ({
    message: `\`skills/${file}\` is no skill: a skill is a folder with a \`SKILL.md\``,
    help: `move it to \`skills/${file.replace(/\.md$/i, '')}/SKILL.md\``,
  }),
  'skill-capitals': ({ file }) => ({
    message: `\`${file}\` is not found where capitals count`,
    help: 'call it `SKILL.md`',
  }),
  'skill-not-a-file': () => ({
    message: '`SKILL.md` is a folder, so there is no skill',
    help: 'make it a file',
  }),
  'skill-too-deep': ({ folder }) => ({
    message: 'this skill lies deeper than `skills/<name>/SKILL.md`, where the client looks',
    help: `add \`"./skills/${folder}/"\` to \`skills\` in the manifest, or move it up`,
  }),
  'no-skill-file': ({ folder }) => ({
    message: `\`skills/${folder}/\` has no \`SKILL.md\`, so it is no skill`,
    help: 'add `SKILL.md`, or move the folder out of `skills/`',
  }),
  'claude-md': () => ({
    message: '`CLAUDE.md` of a plugin is not read by the client',
    help: 'put instructions that users of the plugin need into a skill',
  }),
};
