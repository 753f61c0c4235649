/** Files that one plugin writes and another reads, from the texts of a marketplace to the plan and the map. */
import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';

/** A marketplace with one that plans and one that builds. */
const marketplace = (): string =>
  folder({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'lab' },
      plugins: ['planner', 'builder'].map((name) => ({ name, source: `./${name}`, version: '1.0.0' })),
    }),
    'planner/commands/plan.md': '---\ndescription: Plans\n---\nSave the plan to `.work/plans/<topic>.md`.\n',
    'builder/commands/build.md':
      '---\ndescription: Builds\n---\nRead `.work/plans/{feature}.md`.\n\nSee `.work/plans/style.md`.\n',
  });

describe('a marketplace whose texts name files', () => {
  test('the plan has the link with both places, as text and as JSON', () => {
    const cwd = marketplace();
    const { stdout } = mkt(['plan', 'builder', 'planner', '--registry', '.', '--section', 'together'], {
      cwd,
    });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'planner writes .work/plans/*.md, which builder reads (seen: planner/commands/plan.md:4 and builder/commands/build.md:4)',
    );
    const { json } = mktJson(['plan', 'builder', 'planner', '--registry', '.'], { cwd });
    expect(json.files).toEqual([
      {
        from: 'planner',
        to: 'builder',
        path: '.work/plans/*.md',
        written: { file: 'planner/commands/plan.md', line: 4, column: 18 },
        read: { file: 'builder/commands/build.md', line: 4, column: 6 },
        isSure: true,
      },
    ]);
    expect(json.stages).toHaveLength(2);
  });

  test('the map has it, too', () => {
    const { stdout } = mkt(['map', '.', 'planner'], { cwd: marketplace() });
    expect(stdout).toContain('planner -> builder: 1 file\n');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'writes `.work/plans/*.md` (planner/commands/plan.md:4, read: builder/commands/build.md:4)',
    );
  });
});
