/** Files that one plugin is seen to write and another to read: how they order the work, and what a plan says of them. */
import { describe, expect, test } from 'vitest';
import { emptyKnowledge, type OrchestrationId } from '../../src/model/knowledge.ts';
import type { PlanFile } from '../../src/model/plan.ts';
import { makePlan } from '../../src/planner/index.ts';
import { diffPlans } from '../../src/planner/plan-diff.ts';
import { teamOf, without } from '../../src/planner/team.ts';
import { flowDiagram } from '../../src/report/plan-links.ts';
import { screenSections } from '../../src/report/plan-screen.ts';
import { type ReleaseSketch, release } from '../support/releases.ts';

const file = (from: string, to: string, path = 'docs/plan.md', isSure = true): PlanFile => ({
  from,
  to,
  path,
  written: { file: `${from}/a.md`, line: 3, column: 1 },
  read: { file: `${to}/b.md`, line: 9, column: 1 },
  isSure,
});

const planOf = (
  files: readonly PlanFile[],
  {
    names = ['reader', 'writer', 'other'],
    sketches = {},
    orchestration = 'auto',
  }: {
    names?: readonly string[];
    sketches?: Readonly<Record<string, ReleaseSketch>>;
    orchestration?: OrchestrationId | 'auto';
  } = {},
) =>
  makePlan({
    releases: names.map((name) => release(name, sketches[name])),
    chosen: [],
    requested: names,
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration,
    files,
  });

const stagesOf = ({ stages }: ReturnType<typeof planOf>) =>
  stages.map(({ steps }) => steps.map(({ plugin }) => plugin).join(' '));

describe('the order of work', () => {
  test('who writes comes before who reads, and the reason says so', () => {
    const plan = planOf([file('writer', 'reader')]);
    expect(stagesOf(plan)).toEqual(['writer other', 'reader']);
    expect(plan.orchestration).toMatchObject({ id: 'pipeline', longestChain: ['writer', 'reader'] });
    expect(plan.orchestration.reason).toContain(
      'files that one plugin writes and another reads connect 1 pair',
    );
  });

  test('nothing is put in order by a file that is often wrong, or if plugins are to start together', () => {
    expect(stagesOf(planOf([file('writer', 'reader', 'docs/plan.md', false)]))).toEqual([
      'reader writer other',
    ]);
    expect(stagesOf(planOf([file('writer', 'reader')], { orchestration: 'parallel' }))).toEqual([
      'reader writer other',
    ]);
  });

  test('what is stated outweighs it, and of a cycle the first file counts', () => {
    const sketches = { reader: { produces: ['dataset:csv'] }, writer: { consumes: ['dataset:csv?'] } };
    expect(stagesOf(planOf([file('writer', 'reader')], { sketches }))[0]).toBe('reader other');
    expect(stagesOf(planOf([file('writer', 'reader'), file('reader', 'writer', 'docs/b.md')]))).toEqual([
      'writer other',
      'reader',
    ]);
  });

  test('the two are installed first, to try what they share', () => {
    expect(planOf([file('other', 'reader')]).rollout[0]?.add).toEqual(['other', 'reader']);
  });
});

describe('what the plan says', () => {
  const plan = planOf([
    file('writer', 'reader'),
    file('writer', 'reader', 'docs/log.md'),
    file('writer', 'other', 'docs/b.md', false),
  ]);
  const shown = (withFindings: boolean) =>
    JSON.stringify(screenSections(plan, { withFindings }).find(({ id }) => id === 'together'));

  test('on one screen only what is sure, with both places; everything in full', () => {
    expect(shown(false)).toContain(
      'writer writes docs/plan.md and docs/log.md, which reader reads (seen: writer/a.md:3 and reader/b.md:9)',
    );
    expect(shown(false)).not.toContain('docs/b.md');
    expect(shown(true)).toContain(
      'writer writes docs/b.md?, which other reads (seen: writer/a.md:3 and other/b.md:9)',
    );
  });

  test('a test for each sure one, and a line in what changed and in the diagram', () => {
    expect(plan.tests.map(({ name }) => name)).toEqual([
      'reader reads docs/plan.md, which writer writes',
      'reader reads docs/log.md, which writer writes',
    ]);
    expect(diffPlans(planOf([]), plan).links.added).toContain('writer writes docs/plan.md, reader reads it');
    expect(flowDiagram(plan).arrows.map(({ text, kind, isFirm }) => [text, kind, isFirm])).toEqual([
      ['docs/plan.md', 'file', false],
      ['docs/log.md', 'file', false],
    ]);
  });

  test('nothing about plugins that are left out', () => {
    const team = teamOf({
      releases: ['reader', 'writer', 'other'].map((name) => release(name)),
      requested: ['reader', 'writer', 'other'],
      files: [file('writer', 'reader'), file('writer', 'other')],
    });
    expect(team.handovers).toHaveLength(2);
    const { files, handovers } = without(team, new Set(['reader']));
    expect([files, handovers].map((all) => all.map(({ to }) => to))).toEqual([['other'], ['other']]);
  });

  test('nothing about plugins that are not in it', () => {
    expect(planOf([file('writer', 'gone')]).files).toEqual([]);
    expect(planOf([file('gone', 'reader')]).orchestration.longestChain).toEqual([]);
  });
});
