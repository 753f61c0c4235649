// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
/** Which files of the project a plugin says it writes and reads, in its texts, its hooks and its description. */
import { describe, expect, test } from 'vitest';
import { expectLinear } from '../support/work.ts';
import { entry, type Files, lab, manifest, releaseOf } from './fixtures.ts';

/** What a plugin with this agent says: `writes docs/plan.md 4`, with `?` if it is not sure. */
async function uses(body: string, more: Files = {}): Promise<string[]> {
  const release = await releaseOf(
    lab([entry('writer')], {
      ...manifest('writer'),
      'plugins/writer/agents/a.md': `---\nname: a\n---\n${body}\n`,
      ...more,
    }),
    'writer',
  );
  return (release.fileUses?.() ?? []).map(
    ({ does, path, location, isSure }) => `${does} ${path}${isSure ? '' : '?'} ${location.line}`,
  );
}

describe('what is said of a file', () => {
  test.each([
    ['Write the plan to `docs/plan.md`.', 'writes docs/plan.md 4'],
    ['Save to plans/[date]-[feature].md and open an issue.', 'writes plans/*.md 4'],
    ['Results are saved to `docs/out/`.', 'writes docs/out/ 4'],
    ['Report written to reports/a.md', 'writes reports/a.md 4'],
    ['When done, `docs/plan.md` is updated.', 'writes docs/plan.md 4'],
    ['- [ ] docs/plan.md updated (phases renumbered)', 'writes docs/plan.md 4'],
    ['Read the given `docs/plan.md`.', 'reads docs/plan.md 4'],
    ['## Read Before Work\n\n1. `docs/plan.md`', 'reads docs/plan.md 6'],
    ['If `notes.md` does not exist, create it.', 'writes notes.md? 4'],
    ['Add the new source to `feed-sources.md`.', 'writes feed-sources.md 4'],
    ['**Output:** `docs/plan.md`', 'writes docs/plan.md 4'],
    ['Outputs review-report.md.', 'writes review-report.md 4'],
    ['Read `docs/plan.md` first.', 'reads docs/plan.md 4'],
    ['Read the generated `docs/plan.md`.', 'reads docs/plan.md 4'],
    ['Read **every** document in this order: `docs/plan.md`', 'reads docs/plan.md 4'],
    ['Look for `.claude/steering/tech.md`', 'reads .claude/steering/tech.md 4'],
    ['If `notes.md` exists, read it.', 'reads notes.md 4'],
    ['Write tests based on `docs/spec.md`.', 'reads docs/spec.md 4'],
    ['- Current plan: @docs/plan.md', 'reads docs/plan.md 4'],
    ['Break a work-items.md file into issues.', 'reads work-items.md 4'],
    ['Review docs/plan.md for gaps.', 'reads docs/plan.md 4'],
    ['See `docs/plan.md`.', 'reads docs/plan.md? 4'],
    ['Search for test files: `**/*.test.ts`', 'reads **/*.test.ts? 4'],
    ['Create a file in the folder of plans (`docs/plans/a.md`).', 'writes docs/plans/a.md? 4'],
    ['Show it with `cat docs/plan.md`.', 'reads docs/plan.md? 4'],
    ['Run `make report > docs/report.md`.', 'writes docs/report.md? 4'],
  ])('%s', async (text, use) => {
    expect(await uses(text)).toEqual([use]);
  });

  test('two verbs in one sentence, each with its file', async () => {
    expect(await uses('Load `state/in.json`, then update `state/out.json`.')).toEqual([
      'reads state/in.json 4',
      'writes state/out.json 4',
    ]);
    expect(await uses('Generate `report.json` from `data.csv`.')).toEqual([
      'writes report.json 4',
      'reads data.csv 4',
    ]);
    expect(await uses('Convert `notes.md` to `notes.html`.')).toEqual([
      'reads notes.md 4',
      'writes notes.html 4',
    ]);
  });

  test('lists below an introduction and below a heading', async () => {
    const text =
      'Create these files:\n1. `a/b.md` - the one\n2. **Other**: `a/c.md`\n\n## Inputs\n- `a/d.md`';
    expect(await uses(text)).toEqual(['writes a/b.md 5', 'writes a/c.md 6', 'reads a/d.md 9']);
  });

  test('sentences of the front matter, over several lines, with the line of the file', async () => {
    const skill =
      '---\nname: s\ndescription: >\n  Reads work-items.md and writes\n  a plan to docs/plan.md.\nallowed-tools: Write(docs/x.md)\n---\n';
    expect(await uses('', { 'plugins/writer/skills/s/SKILL.md': skill })).toEqual([
      'reads work-items.md 4',
      'writes docs/plan.md 5',
    ]);
  });

  test('a file once for each, at the clearest place', async () => {
    expect(await uses('See `docs/plan.md`.\n\nRead `docs/plan.md`.\n\nRead `docs/plan.md` again.')).toEqual([
      'reads docs/plan.md 6',
    ]);
  });

  test('hooks and the description of the plugin', async () => {
    const hooks = {
      hooks: {
        Stop: [
          {
            description: 'Regenerate `state-summary.md`',
            hooks: [
              { type: 'command', command: 'jq . "$CLAUDE_PROJECT_DIR/state/now.json" >> state/log.jsonl' },
            ],
          },
        ],
      },
    };
    const found = await uses('', {
      'plugins/writer/hooks/hooks.json': hooks,
      'plugins/writer/.claude-plugin/plugin.json': { name: 'writer', description: 'Writes docs/plan.md.' },
    });
    expect(found.map((use) => use.replace(/ \d+$/, '')).sort()).toEqual([
      'reads state/now.json?',
      'writes docs/plan.md',
      'writes state-summary.md',
      'writes state/log.jsonl?',
    ]);
  });
});

describe('what is not said of a file', () => {
  test.each([
    ['a denial', 'Never write to `docs/plan.md`. Do not read `docs/a.md` or open `docs/b.md`.'],
    ['a denial over a list', 'DO NOT install packages, or modify `docs/plan.md`.'],
    ['an alternative that is denied', 'Answer in the chat without writing `docs/plan.md`.'],
    ['a file that is only named', 'The format of `docs/plan.md` is simple.'],
    ['what a file is written for', 'Write tests for `src/cart.ts`.'],
    ['what is run', 'Run `src/cart.ts`. Delete `docs/plan.md`.'],
    ['a clue', 'Look at the folders and decide:\n- `src/domain/` → layered'],
    ['an example', 'GOOD: "Create the model in models/user.py"'],
    ['fenced code', '```\nWrite the plan to docs/plan.md\n```\n'],
    ['a comment', '<!-- Write the plan to `docs/plan.md` -->'],
    ['an address', 'Read https://example.com/docs/plan.md and example.com/plan.md'],
    ['a home directory', 'Read `~/.claude/plan.md` and `$HOME/plan.md`'],
    ['a file in a home directory that is attached', '@~/.claude/notes/plan.md\n\n- @$HOME/plan.md'],
    ['where something is specified', 'Provide output in the language specified in `docs/plan.md`.'],
    ['where something is documented', 'Do it like anything documented in docs/plan.md'],
    ['what is followed', 'Create an analysis following the guidelines in `docs/plan.md`.'],
    ['what it is to be like', 'Create an analysis in the same format as in `docs/plan.md`.'],
    ['what is understood', 'With confirmed understanding:\n\n- `docs/plan.md`'],
    ['conditions that are introduced', 'The audit is complete when:\n- docs/plan.md has no gaps'],
    ['a place on the machine', 'Write `/tmp/plan.md`'],
    ['the folder of the plugin', 'Read `${CLAUDE_PLUGIN_ROOT}/docs/plan.md` and `references/plan.md`'],
    ['pairs of words', 'Read and/or write, CI/CD, `origin/main`, `text/html`, Node.js, e.g. this'],
    ['several files with slashes between', 'Read OPERATOR.md/compiled/state.md'],
    ['an extension', 'Read all `.md` files and `*.json`'],
    ['a name that shows where a name goes', 'Write `path/to/file.ts`'],
    ['a sentence that has ended', 'Write the plan. `docs/plan.md` is a good name.'],
  ])('%s', async (_what, text) => {
    expect(await uses(text)).toEqual([]);
  });

  test('files of the plugin itself, wherever it has them', async () => {
    const own = {
      'plugins/writer/docs/guide.md': '',
      'plugins/writer/skills/s/SKILL.md':
        '---\nname: s\n---\nRead `rules.md`, `s/rules.md` and `docs/guide.md`.',
      'plugins/writer/skills/s/rules.md': '',
    };
    expect(await uses('Read `docs/guide.md` and `rules.md`.', own)).toEqual([]);
    // The name of a template is not the file that is made from it.
    expect(await uses('Write `rules.md`.', own)).toEqual(['writes rules.md 4']);
  });
});

test('a long text takes no more work than its length asks for', async () => {
  for (const part of ['Read `a/b.md`, ', 'write (', 'Read ', '- `x/y.md` ', '`', '*', '<a ', 'a/', '$('])
    await expectLinear((size) => uses(part.repeat(size)), 300);
});
