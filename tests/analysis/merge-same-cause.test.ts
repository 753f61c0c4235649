/** One mistake is one finding, however often it was made. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/cli/findings-of.ts';
import type { Finding } from '../../src/model/finding.ts';
import { entry, type Files, lab, manifest, markdown, memoryTree } from '../client/fixtures.ts';
import { checkMarketplace } from '../support/marketplace.ts';

const findings = async (files: Files): Promise<readonly Finding[]> =>
  findingsOf(checkMarketplace(memoryTree(files)));
const ofRule = async (rule: string, files: Files) =>
  (await findings(files)).filter((each) => each.rule === rule);
const places = ({ location, related = [] }: Finding) =>
  [location, ...related.map((each) => each.location)].map((at) => `${at?.file}:${at?.line}`);
const agent = (...more: string[]) => markdown(['name: a', 'description: d', ...more].join('\n'));

describe('what is merged', () => {
  test('the same misspelt key in several files, with every place and plugin', async () => {
    const [found, ...more] = await ofRule(
      'MKT903',
      lab([entry('p'), entry('q')], {
        ...manifest('p'),
        ...manifest('q'),
        'plugins/p/agents/a.md': agent('modle: opus'),
        'plugins/q/agents/b.md': agent('color: red', 'modle: opus'),
      }),
    );
    expect(more).toEqual([]);
    expect(found?.plugins).toEqual(['p', 'q']);
    expect(found && places(found)).toEqual(['plugins/p/agents/a.md:4', 'plugins/q/agents/b.md:5']);
  });

  test('entries whose sources lack `./`: one error, and what each of them says', async () => {
    const names = ['p', 'q', 'r'];
    const files = lab(
      names.map((name) => ({ ...entry(name), source: `plugins/${name}` })),
      Object.assign({}, ...names.map((name) => manifest(name))),
    );
    const found = (await findings(files)).filter(({ severity }) => severity === 'error');
    expect(found.map(({ message }) => message)).toEqual([
      'the source of `p` is `plugins/p`, which does not start with `./`',
    ]);
    expect(found[0]?.related?.map(({ message }) => message)).toEqual([
      'the source of `q` is `plugins/q`, which does not start with `./`',
      'the source of `r` is `plugins/r`, which does not start with `./`',
    ]);
  });

  test('paths of a manifest that lack `./`', async () => {
    const files = lab([entry('p')], {
      ...manifest('p', { skills: ['skills/x', 'skills/y'], commands: 'c/one.md' }),
      'plugins/p/skills/x/SKILL.md': agent(),
    });
    const found = (await findings(files)).filter(({ severity }) => severity === 'error');
    expect(found.map(({ rule, related }) => [rule, related?.length])).toEqual([['MKT902', 2]]);
  });
});

describe('what stays apart', () => {
  test('two broken files are two errors', async () => {
    const files = lab([entry('p'), entry('q')], {
      'plugins/p/.claude-plugin/plugin.json': '',
      'plugins/q/.claude-plugin/plugin.json': '',
    });
    expect((await ofRule('MKT901', files)).map(places)).toEqual([
      ['plugins/p/.claude-plugin/plugin.json:1'],
      ['plugins/q/.claude-plugin/plugin.json:1'],
    ]);
  });

  test('two keys are two findings', async () => {
    const files = lab([entry('p')], {
      ...manifest('p'),
      'plugins/p/agents/a.md': agent('modle: opus', 'colour: red'),
    });
    expect((await ofRule('MKT903', files)).map(({ evidence }) => evidence.near)).toEqual(['model', 'color']);
  });
});

describe('keys of the front matter', () => {
  test.each([
    'created',
    'modified',
    'reviewed',
    'author',
    'tags',
    'category',
    'type',
    'floor',
    'integration',
  ])('`%s` is the author’s own, and harmless', async (key) => {
    const files = lab([entry('p')], {
      ...manifest('p'),
      'plugins/p/agents/a.md': agent(`${key}: x`),
      'plugins/p/skills/s/SKILL.md': agent(`${key}: x`),
      'plugins/p/commands/c.md': agent(`${key}: x`),
    });
    expect(await ofRule('MKT903', files)).toEqual([]);
  });

  test.each([
    ['modle', 'model'],
    ['Model', 'model'],
    ['max_turns', 'maxTurns'],
    ['disallowed-tools', 'disallowedTools'],
    ['skill', 'skills'],
  ])('`%s` in an agent is a misspelt `%s`', async (key, near) => {
    const files = lab([entry('p')], { ...manifest('p'), 'plugins/p/agents/a.md': agent(`${key}: x`) });
    expect((await ofRule('MKT903', files)).map(({ evidence }) => evidence.near)).toEqual([near]);
  });
});
