import type { Pattern } from '../model/knowledge.ts';

/** A pattern as a file: what is known, and comments that say what else it can have. */
export function patternYaml({ id, title, plugins }: Pattern): string {
  return [
    `id: ${id}`,
    `title: ${JSON.stringify(title)}`,
    '# useCase: what it is for, in one sentence',
    'plugins:',
    ...plugins.map(({ name, marketplace, role, stage }) => {
      const parts = [
        `name: ${JSON.stringify(name)}`,
        ...(marketplace === undefined ? [] : [`marketplace: ${JSON.stringify(marketplace)}`]),
        ...(role === undefined ? [] : [`role: ${JSON.stringify(role)}`]),
        ...(stage === undefined ? [] : [`stage: ${stage}`]),
      ];
      return `  - { ${parts.join(', ')} }`;
    }),
    '# steps: [what to do first, what to do next]',
    '# outcomes: [what is there afterwards]',
  ].join('\n');
}
