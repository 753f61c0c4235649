/** Each item of the guide has a place, and each place is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { ruleFacts } from '../../src/model/problems.ts';
import { readBundled } from '../../src/sources/registries/bundled.ts';
import { mktJson, root } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';
import { noIntegration } from '../support/releases.ts';

const page = 'docs/guide-coverage.md';
const rows = readFileSync(join(root, page), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!Item|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, item = '', target = '']) => ({ item, target }));

let kinds: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  const { knowledge } = await readBundled();
  const { practices } = knowledge;
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  const { json: plan } = mktJson(['plan', '--pattern', 'ml-pipeline']);
  const { json: pattern } = mktJson(['patterns', 'show', 'ml-pipeline']);
  kinds = {
    pattern: ids(knowledge.patterns),
    practice: ids(practices.practices),
    pitfall: ids(practices.pitfalls),
    troubleshooting: ids(practices.troubleshooting),
    'error pattern': ids(practices.errorPatterns),
    orchestration: ids(practices.orchestrations),
    'plan section': Object.keys(plan),
    'pattern field': Object.keys(pattern),
    fields: Object.keys(noIntegration),
  };
});

/** A command with its options, as the table of commands has them. */
function isCommand(text: string): boolean {
  const words = text.split(' ').slice(1);
  const spec = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name, isDefault }) =>
      `${words.join(' ')} `.startsWith(`${isDefault ? name.split(' ')[0] : name} `),
    );
  const flags = (spec?.options ?? []).map(({ flags: each }) => each).join(' ');
  return (
    spec !== undefined && words.filter((word) => word.startsWith('--')).every((word) => flags.includes(word))
  );
}

describe(page, () => {
  test('has rows', () => expect(rows.length).toBeGreaterThan(50));

  test.each(rows)('$item', ({ target }) => {
    let known = 0;
    for (const part of target.split(/[;,] (?![^(]*\))/)) {
      const [, kind = '', name = ''] = /^(?:([a-z ]+) )?`([^`]+)`$/.exec(part) ?? [];
      const links = [...part.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
      for (const link of links) expect(existsSync(join(root, 'docs', link)), link).toBe(true);
      for (const [id] of part.matchAll(/MKT\d+/g)) expect(ruleFacts.map((rule) => rule.id)).toContain(id);
      if (name.startsWith('mkt ')) expect(isCommand(name), name).toBe(true);
      else if (name !== '') expect(kinds[kind || 'fields'], part).toContain(name);
      if (name !== '' || links.length > 0 || /MKT\d+/.test(part)) known += 1;
    }
    expect(known, target).toBeGreaterThan(0);
  });

  test('every rule stands for an item', () => {
    const items = new Set(rows.map(({ item }) => item.toLowerCase()));
    for (const { id, section } of ruleFacts)
      expect(items.has(section.toLowerCase()), `${id}: ${section}`).toBe(true);
  });

  test('every practice, pitfall and way to look for a fault has an item', () => {
    const all = rows.map(({ target }) => target).join('\n');
    for (const kind of ['practice', 'pitfall', 'troubleshooting', 'error pattern', 'orchestration'])
      for (const id of kinds[kind] ?? []) expect(all, kind).toContain(`\`${id}\``);
  });
});

const { path: guide, isHere, needed } = outsideData('guide');

describe('the guide itself', needed, () => {
  const lines = isHere ? readFileSync(guide, 'utf8').split('\n') : [];
  const groups = [
    'Overview',
    'Common Integration Patterns',
    'Cross-Category Integration',
    'Common Error Patterns',
  ];
  const headings = lines.filter(
    (line, at) => /^(-{4,}|~{4,})$/.test(lines[at + 1] ?? '') && !groups.includes(line) && line.trim() !== '',
  );
  const bold = [...new Set(lines.join('\n').matchAll(/^(?:- |\d\. )?\*\*([^*]+)\*\*/gm))]
    .map(([, text = '']) => text)
    .filter((text) => !['Pattern', 'Example'].includes(text));
  const steps = lines.flatMap((line) => /^ {3}- (.*)$/.exec(line)?.[1] ?? []);
  const covered = rows.map(({ item }) => item);
  const sections = readFileSync(join(root, page), 'utf8');

  test.each([...new Set([...headings, ...bold, ...steps])])('%s', (item) => {
    const isGroup = ['Advanced Integration Patterns', 'Best Practices', 'Common Pitfalls'].includes(item);
    const isSection = sections.includes(`## ${item}`) || /^(Troubleshooting|Debugging)/.test(item);
    expect(isGroup || isSection || covered.includes(item), item).toBe(true);
  });
});

test('no text names a command of mkt that there is not', () => {
  const names = new Set(commands.map(({ name }) => name.split(' ')[0] as string));
  const files = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
    ...['docs', 'src', 'registry', 'examples'].map((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(md|ts|yaml)$/.test(path))
        .map((path) => join(folder, path)),
    ),
  );
  const wrong = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/`mkt ([a-z][a-z-]*)/g)]
      .filter(([, name = '']) => !names.has(name))
      .map(([text]) => `${file}: ${text}`),
  );
  expect(wrong).toEqual([]);
});
