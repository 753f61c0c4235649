import type { Pattern } from '../model/knowledge.ts';
import { escapedControls } from '../model/text.ts';

/** Text in double quotes, which may be of a foreign marketplace. */
const quote = (text: string): string => escapedControls(JSON.stringify(text));

/**
 * A pattern as a file: what is known, and comments that say what else it can have.
 * @param schemaLine by which editors find the schema, if there is one.
 */
export function patternYaml({ id, title, plugins }: Pattern, schemaLine?: string): string {
  return [
    ...(schemaLine === undefined ? [] : [schemaLine]),
    `id: ${id}`,
    `title: ${quote(title)}`,
    '# useCase: what it is for, in one sentence',
    'plugins:',
    ...plugins.map(({ name, marketplace, role, stage }) => {
      const parts = [
        `name: ${quote(name)}`,
        ...(marketplace === undefined ? [] : [`marketplace: ${quote(marketplace)}`]),
        ...(role === undefined ? [] : [`role: ${quote(role)}`]),
        ...(stage === undefined ? [] : [`stage: ${stage}`]),
      ];
      return `  - { ${parts.join(', ')} }`;
    }),
    '# steps: [what to do first, what to do next]',
    '# outcomes: [what is there afterwards]',
  ].join('\n');
}
