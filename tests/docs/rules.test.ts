import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleIndex } from '../../scripts/rule-index.ts';
import { marketplacePath } from '../../src/client/marketplace.ts';
import { isError, ruleFacts } from '../../src/model/problems.ts';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { checkMarketplace } from '../support/marketplace.ts';
import { folder, mktHere, root } from '../support/mkt.ts';
import { blocksOf } from '../support/transcripts.ts';

const pages = join(root, 'docs', 'rules');
/** A missing page is empty: then the tests of that rule say what is missing. */
const pageOf = (id: string): string => {
  const file = join(pages, `${id}.md`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
const headings = ['What it says', 'Why it hurts', 'Example', 'How to fix it', 'When to turn it off'];

/** The body of each second heading. */
function sectionsOf(page: string): Map<string, string> {
  const parts = page.split(/^## (.*)$/m).slice(1);
  return new Map(headings.map((_, index) => [parts[2 * index] ?? '', (parts[2 * index + 1] ?? '').trim()]));
}

test('the table of rules is up to date', () => {
  expect(readFileSync(join(pages, 'README.md'), 'utf8'), '`npm run generate` writes it').toBe(
    ruleIndex(ruleFacts),
  );
});

test('every page belongs to a rule', () => {
  const files = readdirSync(pages).filter((file) => file !== 'README.md');
  expect(files.sort()).toEqual(ruleFacts.map(({ id }) => `${id}.md`).sort());
});

describe.each(ruleFacts.map((rule) => [rule.id, rule] as const))('%s', (id, { name, severity, section }) => {
  test('its page begins as the rule does', () => {
    const [title, , level] = pageOf(id).split('\n');
    expect(title).toBe(`# ${id} ${name}`);
    expect(level).toBe(`Level: ${severity}. Guide section: ${section}.`);
  });

  test('its page has all headings in order, each with text below', () => {
    const sections = sectionsOf(pageOf(id));
    expect([...pageOf(id).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(headings);
    for (const [heading, body] of sections) expect(body, heading).not.toBe('');
  });

  const example = blocksOf(sectionsOf(pageOf(id)).get('Example') ?? '');
  const shown = example.flatMap(({ language, lines }) => (language === 'console' ? lines : []));

  const ofTranscript = () => {
    const hint = `${id} is not in its example: \`npm run build\`, then \`MKT_UPDATE=1 npx vitest run tests/docs\` twice`;
    expect(
      shown.some((line) => line.includes(`[${id}]`)),
      hint,
    ).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(25);
  };

  const ofMarketplace = () => {
    const place = join('examples', 'rules', id);
    const file = readFileSync(join(root, place, marketplacePath), 'utf8');
    expect(example.map(({ lines }) => lines.join('\n').trim())).toContain(file.trim());
    const tree = folderTree(join(root, place), root);
    const faults = checkMarketplace(tree);
    const own = faults.filter(({ rule }) => rule === id);
    expect(own.length).toBeGreaterThan(0);
    for (const fault of faults.filter(isError)) expect(fault.rule, fault.message).toBe(id);
  };

  if (shown.length > 0) test('its example shows it', ofTranscript);
  else test('its example is a marketplace that has it', ofMarketplace);

  const lists = blocksOf(sectionsOf(pageOf(id)).get('When to turn it off') ?? '')
    .filter(({ language, lines }) => language === 'yaml' && /mkt-ignore|: off/.test(lines.join('\n')))
    .map(({ lines }) => [lines.find((line) => / #|: off/.test(line))?.trim(), lines.join('\n')] as const);

  test.each(lists)('%s', async (_, list) => {
    const found = async (text: string): Promise<string[]> => {
      const cwd = folder({ 'mkt.yaml': text });
      // A repository takes a few processes to read: only for the rules whose pages are about one.
      const examples = ['lab', 'meeting', ...(pageOf(id).includes('paint') ? ['paint/paint.git'] : [])];
      const registries = examples.flatMap((name) => ['--registry', join(root, 'examples', name)]);
      const { stdout } = await mktHere(['check', ...registries, '--json'], { cwd });
      return JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
    };
    expect(await found(list)).not.toContain(id);
    const bare = list.replace(/ #.*$/gm, '').replace(/^rules:[\s\S]*$/m, '');
    expect(await found(bare), 'without what turns it off').toContain(id);
  });
});
