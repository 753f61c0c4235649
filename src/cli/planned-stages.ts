import type { Orchestration } from '../analysis/context.ts';
import type { OrchestrationId } from '../model/knowledge.ts';
import type { ChosenRelease, Request } from './gathered.ts';

/**
 * The stages in which `mkt plan` would run the plugins. Computed only if a rule can use them: the user has stated how the plugins
 * run, or which resources the machine has.
 * @param stated how they run, according to the command line.
 */
export async function orchestrationOf(
  stated: string | undefined,
  { specs, pattern, project }: Pick<Request, 'specs' | 'pattern' | 'project'>,
  combination: readonly ChosenRelease[],
): Promise<Orchestration> {
  const asked = (stated ?? pattern?.orchestration) as OrchestrationId | 'auto' | undefined;
  const isKnown = asked !== undefined || project?.environment.resources !== undefined;
  if (!isKnown || combination.length === 0) return { stages: [] };
  const { stagesOf } = await import('../planner/index.ts');
  const stages = stagesOf(
    combination.map(({ release }) => release),
    {
      requested: specs.map(({ name }) => name),
      orchestration: asked ?? 'auto',
      ...(pattern && { pattern }),
    },
  );
  return { ...(asked !== undefined && asked !== 'auto' && { asked }), stages };
}
