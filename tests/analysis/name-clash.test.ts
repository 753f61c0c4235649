import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { agentNameClash } from '../../src/analysis/rules/mkt301-agent-name-clash.ts';
import { commandNameClash } from '../../src/analysis/rules/mkt302-command-name-clash.ts';
import { skillNameClash } from '../../src/analysis/rules/mkt303-skill-name-clash.ts';
import type { NamedComponentKind, Release } from '../../src/model/plugin.ts';
import { contextOf, release } from '../support/releases.ts';
import { bundledFindings, checkMarketplace, marketplaces, needsMarketplaces } from './bundled.ts';

const kinds: [rule: AnyRule, kind: NamedComponentKind, full: string, typed: string][] = [
  [agentNameClash, 'agents', '`a:review`', '`@agent-a:review`'],
  [commandNameClash, 'commands', '`/a:review`', '`/a:review`'],
  [skillNameClash, 'skills', '`a:review`', '`a:review`'],
];

const agents = (...releases: Release[]) => findingsOf(agentNameClash, contextOf(releases));

describe.each(kinds)('$id', (rule, kind, full, typed) => {
  const one = (name: string, ...paths: string[]) => release(name, { [kind]: paths });

  test('two plugins with a component of one name: what they share, what the client does, what to do', () => {
    const [finding, ...others] = findingsOf(
      rule,
      contextOf([one('b', 'review', 'x'), one('a', 'review', 'y')]),
    );
    expect(others).toEqual([]);
    expect(finding?.plugins).toEqual(['a', 'b']);
    expect(finding?.location?.line).toBe(2);
    expect(finding?.message).toContain(`\`a\` and \`b\` both ship the ${kind.slice(0, -1)} \`review\``);
    expect(finding?.message).toContain('under their full names');
    expect(finding?.message).toContain(full);
    expect(finding?.help).toContain(typed);
    expect(finding?.help).toMatch(/disable .* rename/);
  });

  test('near misses: another kind, another spelling, one plugin twice, a plugin alone', () => {
    const other = kind === 'agents' ? 'skills' : 'agents';
    const silent = [
      [one('a', 'review'), release('b', { [other]: ['review'] })],
      [one('a', 'review'), one('b', 'reviewer'), one('c', 'Review')],
      [one('a', 'code/review', 'text/review'), one('b', 'x')],
      [one('a', 'review')],
      [one('a', 'review/x'), one('b', 'review/y')],
    ];
    for (const releases of silent) expect(findingsOf(rule, contextOf(releases))).toEqual([]);
  });

  test('the full name has the folders', () => {
    const [finding] = findingsOf(rule, contextOf([one('a', 'deep/er/review'), one('b', 'review')]));
    expect(finding?.message).toMatch(/`\/?a:deep:er:review` and `\/?b:review`/);
  });

  test('the last part of a path is the name', () => {
    const findings = findingsOf(rule, contextOf([one('a', 'deep/er/review'), one('b', 'review')]));
    expect(findings).toHaveLength(1);
  });
});

describe('how clashes are put together', () => {
  test('one finding for each set of plugins that meet, with all their names', () => {
    const findings = agents(
      release('a', { agents: ['p', 'q', 'r'] }),
      release('b', { agents: ['q', 'p', 'r'] }),
      release('c', { agents: ['r', 's'] }),
      release('d', { agents: ['t'] }),
    );
    expect(findings.map(({ plugins }) => plugins.join(' ')).sort()).toEqual(['a b', 'a b c']);
    expect(findings.find(({ plugins }) => plugins.length === 2)?.message).toContain(
      'both ship 2 agents: `p` and `q`',
    );
    expect(findings.find(({ plugins }) => plugins.length === 3)?.message).toMatch(
      /all ship the agent `r`.*all 3/s,
    );
  });

  test('a long list is cut off, and says how many more there are', () => {
    const many = Array.from({ length: 15 }, (_, index) => `n${String(index).padStart(2, '0')}`);
    const [finding] = agents(release('a', { agents: many }), release('b', { agents: many }));
    expect(finding?.message).toContain('15 agents: `n00`');
    expect(finding?.message).toContain('`n11` and 3 more');
    expect(finding?.message).not.toContain('`n12`');
  });

  test('plugins of one name from two marketplaces clash too, and their full names do not help', () => {
    const [finding] = agents(
      release('a', { agents: ['x'], marketplace: 'north' }),
      release('a', { agents: ['x'], marketplace: 'south' }),
    );
    expect(finding?.plugins).toEqual(['a']);
    expect(finding?.message).toContain('`a@north` and `a@south` both ship the agent `x`');
    expect(finding?.message).toContain('even full names are ambiguous');
    expect(finding?.help).not.toContain('full name');
  });

  test('the full name begins with the name in the plugin’s own manifest', () => {
    const [finding] = agents(
      { ...release('a', { agents: ['x'] }), namespace: 'alpha' },
      release('b', { agents: ['x'] }),
    );
    expect(finding?.message).toContain('(`alpha:x` and `b:x`)');
  });

  test('names like those of objects’ own properties are names', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const [finding] = agents(release('a', { agents: names }), release('__proto__', { agents: names }));
    expect(finding?.plugins).toEqual(['__proto__', 'a']);
    expect(finding?.message).toContain('3 agents: `__proto__`, `constructor` and `toString`');
  });
});

describe('in the bundled registry', () => {
  test('the agent `debugger` of unit-testing and debugging-toolkit', async () => {
    const findings = await bundledFindings('MKT301', 'unit-testing', 'debugging-toolkit');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      severity: 'warning',
      plugins: ['debugging-toolkit', 'unit-testing'],
    });
    expect(findings[0]?.message).toContain('the agent `debugger`');
  });

  test('julia-development and hpc-computing have no component of one name', async () => {
    for (const { id } of [agentNameClash, commandNameClash, skillNameClash])
      expect(await bundledFindings(id, 'julia-development', 'hpc-computing')).toEqual([]);
  });
});

describe('in real marketplaces', needsMarketplaces, () => {
  const found = async (marketplace: string, ...plugins: string[]) =>
    (await checkMarketplace(join(marketplaces, marketplace), ...plugins)).filter(({ rule }) =>
      rule.startsWith('MKT30'),
    );

  test('the agent `code-reviewer` of feature-dev and pr-review-toolkit', async () => {
    const findings = await found('anthropics+claude-plugins-official', 'feature-dev', 'pr-review-toolkit');
    expect(findings.filter(({ rule }) => rule === 'MKT301')).toEqual([
      expect.objectContaining({
        plugins: ['feature-dev', 'pr-review-toolkit'],
        message: expect.stringContaining('both ship the agent `code-reviewer`'),
      }),
    ]);
  });

  test('the 32 commands `review` that `everything` brings in by its dependencies', async () => {
    const findings = await found('galaykos+cc-marketplace', 'everything');
    const review = findings.find(
      ({ rule, message }) =>
        rule === 'MKT302' && /ship the command `review`|[:,] `review`|and `review`/.test(message),
    );
    expect(review?.plugins).toHaveLength(32);
  });
});
