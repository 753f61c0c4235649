import type { Orchestration } from '../analysis/context.ts';
import type { OrchestrationId } from '../model/knowledge.ts';
import type { ChosenRelease, Request } from './gathered.ts';

/**
 * The stages in which `mkt plan` would run the plugins. Worked out only where a rule could use them: somebody has said how they
 * run, or what the machine has.
 * @param stated how they run, as the command line says.
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
