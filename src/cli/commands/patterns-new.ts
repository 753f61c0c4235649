import { seenRoles } from '../../analysis/seen-roles.ts';
import { schemaLine } from '../../model/formats/schema-address.ts';
import type { Pattern } from '../../model/knowledge.ts';
import { listed, printable } from '../../model/text.ts';
import { stagesOf } from '../../planner/index.ts';
import type { NewPattern } from '../../report/results.ts';
import { openLists } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { namedRelease } from '../named-release.ts';
import { published } from '../published.ts';

/** `mkt patterns new`: a pattern from plugins, with the stages and roles that are known. */
export async function run({ args, options, world }: Call): Promise<Answer<NewPattern>> {
  const [id = '', ...specs] = args;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
    throw new Failure(`\`${printable(id)}\` is not a valid pattern id`, {
      hint: 'use lowercase letters, digits and hyphens, such as `api-review`',
    });
  const { registries } = await openLists(options, world);
  const releases = specs.map((spec) => namedRelease(spec, registries).release);
  const stages = stagesOf(releases, {
    requested: releases.map(({ name }) => name),
    orchestration: 'auto',
  });
  const plugins = releases.map((release) => {
    const { name, marketplace, integration } = release;
    const stage = stages.findIndex(({ members }) => members.includes(name));
    const role = integration.roles[0] ?? seenRoles(release).find(({ isSure }) => isSure)?.role;
    return {
      name,
      marketplace,
      version: '*',
      ...(role !== undefined && { role }),
      ...(stages.length > 1 && { stage: Math.max(stage, 0) + 1 }),
    };
  });
  const pattern: Pattern = {
    id,
    title: `${listed(releases.map(({ name }) => name))} together`,
    benefits: [],
    plugins,
    orchestration: 'auto',
    prerequisites: { runtimes: {}, tools: [], env: [] },
    steps: [],
    outcomes: [],
  };
  const line = schemaLine('pattern', published());
  return { code: exitCode.fine, result: { pattern, ...(line !== undefined && { schemaLine: line }) } };
}
