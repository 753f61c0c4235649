import type { RuleSettings } from '../analysis/engine.ts';
import type { Gathered } from './gather.ts';

/**
 * How the project has set the rules; without a project everything stands at its default. Nothing is silenced where files
 * cannot be read: then nothing else is checked, and why has to be said.
 */
export function ruleSettings({
  project,
  unreadable,
}: Pick<Gathered, 'project' | 'unreadable'>): RuleSettings {
  if (project === undefined || unreadable) return { levels: {}, ignores: [] };
  return {
    levels: project.rules,
    ignores: project.ignores.map(({ rule, location }) => ({
      rule,
      file: location.file,
      line: location.line,
    })),
  };
}
