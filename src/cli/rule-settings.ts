import type { RuleSettings } from '../analysis/engine.ts';
import type { Project } from '../model/project.ts';

/** How the project has set the rules; without a project everything stands at its default. */
export function ruleSettings(project: Project | undefined): RuleSettings {
  return {
    levels: project?.rules ?? {},
    ignores: (project?.ignores ?? []).map(({ rule, location }) => ({
      rule,
      file: location.file,
      line: location.line,
    })),
  };
}
