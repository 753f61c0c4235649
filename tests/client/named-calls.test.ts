/** Which components a text calls by their names, and how it says it. */
import { describe, expect, test } from 'vitest';
import { callsOfText } from '../../src/client/calls/calls-of-text.ts';
import { isOftenRight } from '../../src/model/seen-kinds.ts';
import { readFrontMatter } from '../../src/text/front-matter.ts';
import { expectLinear } from '../support/work.ts';

/** `kind some-agent agents 4`, with `?` where such statements are often no calls. */
function calls(body: string, front = ''): string[] {
  const text = `---\nname: a\n${front}---\n${body}\n`;
  const found = callsOfText({ text, shown: 'a.md', kind: 'agents', front: readFrontMatter(text, 'a.md') });
  return found.map(({ form, name, kinds, location }) => {
    const kind = kinds.length === 3 ? 'any' : kinds.join('+');
    return `${form}${isOftenRight(`call ${form}`) ? '' : '?'} ${name} ${kind} ${location.line}`;
  });
}

describe('calls', () => {
  test.each([
    ['Use the `code-critic` agent to check it.', 'kind code-critic agents 4'],
    ['Use the review agent, then stop.', 'kind review agents 4'],
    ['Delegate to the **code-critic** subagent.', 'kind code-critic agents 4'],
    ['If the build fails, run the code-critic agent.', 'kind code-critic agents 4'],
    ['Load skill `api-design`.', 'kind api-design commands+skills 4'],
    ['Use the @code-critic agent in PLAN mode', 'kind code-critic agents 4'],
    ['Invoke `/plan-it <topic>` first.', 'slash plan-it commands+skills 4'],
    ['Hand off to `code-critic`.', 'code code-critic any 4'],
    ['Spawn `critic` with the diff.', 'code critic any 4'],
    ['Validate via code-critic.', 'bare code-critic any 4'],
    ['Run `review:code-critic` on the diff.', 'full review:code-critic any 4'],
    ['Launch an agent (subagent_type: `critic`).', 'tool critic agents 4'],
    ['```\nTask(subagent_type="review:critic", prompt="…")\n```', 'tool review:critic agents 5'],
    ['```\nTask("Judge", "Read the diff", "critic")\n```', 'tool critic agents 5'],
    ['<parameter name="subagent_type">critic</parameter>', 'tool critic agents 4'],
    ['Execute `Skill(ca:verify)`.', 'tool ca:verify commands+skills 4'],
  ])('%s', (body, call) => {
    expect(calls(body)).toEqual([call]);
  });

  test('one verb for several names', () => {
    expect(calls('Orchestrates plan-it → `check-it` → ship-it.')).toEqual([
      'bare plan-it any 4',
      'code check-it any 4',
      'bare ship-it any 4',
    ]);
    expect(calls('Use the `a-one`, `b-two` and `c-three` agents.')).toEqual([
      'code a-one any 4',
      'code b-two any 4',
      'kind c-three agents 4',
    ]);
  });

  test('a list that is introduced, in parts', () => {
    expect(
      calls('Start these agents:\n\n**Code:**\n- `critic` judges\n- **test-writer**: writes tests\n'),
    ).toEqual(['listed critic agents 7', 'listed test-writer agents 8']);
  });

  test('front matter, and descriptions that say what they call', () => {
    expect(calls('', 'skills: [api-design, x:y]\nagent: critic\n')).toEqual([
      'declared api-design commands+skills 3',
      'declared x:y commands+skills 3',
      'declared critic agents 4',
    ]);
    expect(calls('', 'description: Delegates to the code-critic agent.\n')).toEqual([
      'kind code-critic agents 3',
    ]);
    expect(calls('', 'description: Runs /x:simplify for a last pass.\n')).toEqual([
      'slash x:simplify commands+skills 3',
    ]);
  });
});

describe('what is often no call', () => {
  test.each([
    ['Run `/plan-it` to begin.', 'typed? plan-it commands+skills 4'],
    ['Tell the user to run `/plan-it`.', 'offer? plan-it commands+skills 4'],
    ['Print: "No plan yet. Run `/plan-it` first."', 'offer? plan-it commands+skills 4'],
    ['**Next steps**: invoke `/plan-it`', 'offer? plan-it commands+skills 4'],
    ['Spawned by `/plan-it`.', 'named? plan-it commands+skills 4'],
    ['The code-critic agent reads the diff.', 'named? code-critic agents 4'],
    ['@code-critic', 'mention? code-critic agents 4'],
    ['| Task | Agent |\n| --- | --- |\n| judge | `critic` |', 'row? critic agents 6'],
    ['| Task | Agent |\n| --- | --- |\n| judge | _code-critic_ |', 'row? code-critic agents 6'],
  ])('%s', (body, call) => {
    expect(calls(body)).toEqual([call]);
  });
});

describe('no calls', () => {
  test.each([
    ['a denial', 'Do not use the `code-critic` agent. Never run `/plan-it`.'],
    ['a tool that is forbidden', 'Do NOT use `Skill(ca:map)` here.'],
    ['what is to be used in its place', 'For a whole report, use `big-report` instead.'],
    ['a comparison', 'Unlike the `code-critic` agent, this one is fast.'],
    ['a condition', 'When the `code-critic` agent has ended, write the report.'],
    ['a reference', 'See also the `code-critic` skill.'],
    ['below a heading for others', '## Related commands\n\n- Use `/plan-it` to plan\n- `/ship-it`'],
    ['a program', 'Run `git log-all` and `--fix`'],
    ['an ordinary word', 'Use the plan. Run the tests, then review.'],
    ['a path', 'Call `/api/users/` and open /tmp/x.txt, src/code-critic'],
    ['a list of what there is', '| Agent | Description |\n| --- | --- |\n| `critic` | judges |'],
    ['a comment', '<!-- use the code-critic agent -->'],
  ])('%s', (_what, body) => {
    expect(calls(body).filter((call) => !call.startsWith('named?') && !call.startsWith('typed?'))).toEqual(
      [],
    );
  });

  test.each([
    'Judges code. Use code-critic agent for prose. Not for plans: use the plan-it skill.',
    'See also the code-critic agent, unlike plan-it:go.',
  ])('a description that says what else there is: %s', (description) => {
    expect(calls('', `description: "${description}"\n`)).toEqual([]);
  });
});

test('a long text takes no more work than its length asks for', async () => {
  await expectLinear((size) => Promise.resolve(calls('use the a-b agent, `c-d` → '.repeat(size))), 500);
  await expectLinear(
    (size) => Promise.resolve(calls('subagent_type: Skill( Task("a", "b" '.repeat(size))),
    500,
  );
  await expectLinear(
    (size) => Promise.resolve(calls(`| Task | Agent |\n${'| a | `b` |\n'.repeat(size)}`)),
    500,
  );
  const row = (cell: string) => Promise.resolve(calls(`| Task | Agent |\n| a | ${cell}`));
  await expectLinear((size) => row(`${'b'.repeat(size)}\\`), 50);
  await expectLinear((size) => row(`b${'_'.repeat(size)}!`), 200);
});
