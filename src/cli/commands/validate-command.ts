import type { ValidateResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const validateCommand = command<ValidateResult>({
  name: 'validate',
  arguments: '[path]',
  summary: 'find mistakes in a marketplace, plugin or plugin list',
  waitsFor: 'checking files',
  description:
    'Checks all files that mkt or the client reads in a folder (list, settings, patterns, marketplace, plugin, registry), or one of them, and ' +
    'reports all mistakes at once. At the top of a repository, this includes lists and marketplaces below it.\n' +
    '`--fix` fixes obvious mistakes: misspelled keys, a missing `./` before a folder, a version that differs from the one in the ' +
    'manifest. It shows the changes as a diff, and leaves everything else as it was written.',
  formats: {
    text: async () => (await import('../../report/validate-text.ts')).validateText,
    json: async () => (await import('../../report/validate-json.ts')).validateJson,
    markdown: async () => (await import('../../report/validate-markdown.ts')).validateMarkdown,
    github: async () => (await import('../../report/validate-github.ts')).validateGithub,
    sarif: async () => (await import('../../report/validate-sarif.ts')).validateSarif,
    html: async () => (await import('../../report/validate-html.ts')).validateHtml,
    junit: async () => (await import('../../report/validate-junit.ts')).validateJunit,
    badge: async () => (await import('../../report/validate-badge.ts')).validateBadge,
  },
  schema: 'validate',
  options: [
    {
      flags: '--since <ref>',
      description: 'report only what changed since this commit, branch or tag',
      details: 'and where the plugins that changed collide with others of the marketplace',
    },
    {
      flags: '--if-present',
      description: 'pass if there is neither a marketplace nor a plugin',
      details: 'a folder without a manifest does not count',
    },
    { flags: '--fix', description: 'fix obvious mistakes, and show the changes' },
    { flags: '--dry-run', description: 'show what `--fix` would change, without changing it' },
  ],
  examples: [
    ['mkt validate', 'everything in this folder'],
    ['mkt validate plugins/review --strict', 'a plugin; fail on warnings'],
    ['mkt validate mkt.yaml', "a project's list"],
    ['mkt validate patterns/ours.yaml', 'a pattern'],
    ['mkt validate --if-present --quiet', 'in a git hook'],
    ['mkt validate --since origin/main', 'what this branch adds, and which plugins collide'],
    ['mkt validate --since HEAD^1 --format markdown', 'as a comment on a pull request'],
    ['mkt validate --fix', 'fix obvious mistakes'],
  ],
  load: () => import('./validate.ts'),
});
