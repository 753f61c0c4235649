/** What happens where mods meet each other and the hooks of other plugins: MKT311, MKT312 and MKT316. */

import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { clientTooOld } from '../../src/analysis/rules/mkt114-client-too-old.ts';
import { modClash } from '../../src/analysis/rules/mkt311-mod-clash.ts';
import { guardBypassed } from '../../src/analysis/rules/mkt312-guard-bypassed.ts';
import { modReach } from '../../src/analysis/rules/mkt316-mod-reach.ts';
import { readMod } from '../../src/client/mods/read-mod.ts';
import type { Release } from '../../src/model/plugin.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { type Files, memoryTree } from '../client/fixtures.ts';
import { type SettingsSketch, settingsOf } from '../support/own-side.ts';
import { contextOf, type ReleaseSketch, release } from '../support/releases.ts';

interface Sketch extends ReleaseSketch {
  /** The body of `register`. */
  mod?: string;
  needs?: string[];
  namespace?: string;
}

/** What a rule finds in plugins that are given by their mods and hooks. */
function found(rule: AnyRule, plugins: Readonly<Record<string, Sketch>>, settings: SettingsSketch = {}) {
  const releases = Object.entries(plugins).map(
    ([name, { mod: _, needs = [], namespace, ...sketch }]): Release => ({
      ...release(name, sketch),
      dependencies: needs.map((needed) => ({ name: needed, range: '*' })),
      ...(namespace && { namespace }),
    }),
  );
  const mods = releases.flatMap((each) => {
    const { mod } = plugins[each.name] ?? {};
    if (mod === undefined) return [];
    const tree = memoryTree({ 'hooks/register.js': `export function register(on) {\n${mod}\n}` }, each.name);
    return [{ release: each, mod: readMod(tree, 'hooks/register.js') }];
  });
  return findingsOf(rule, contextOf(releases, { mods, settings: settingsOf(settings) }));
}

const cases = (rule: AnyRule, plugins: Readonly<Record<string, Sketch>>) =>
  found(rule, plugins).map(({ case: name }) => name);

const hooks = (matcher?: string): Sketch => ({
  hooks: [{ event: 'PreToolUse', type: 'command', command: 'x', ...(matcher && { matcher }) }],
});
const mod = (body: string, more: Sketch = {}): Sketch => ({ ...more, mod: body });
/** A mod that answers, refuses, allows or passes. */
const answers = (event: string, matcher = '{}', answer = `{ result: 'x' }`) =>
  `on('${event}', ${matcher}, async ($, e, next) => { if (e.x) return ${answer}; return next(e); });`;
const refuses = (event: string, matcher = '{}') => answers(event, matcher, `{ deny: 'no' }`);
const allows = (matcher = '{}') => answers('tool.check', matcher, `{ decision: 'allow' }`);
const passes = (event: string, matcher = '{}') =>
  `on('${event}', ${matcher}, async ($, e, next) => next(e));`;

describe('MKT311: two mods answer the same event', () => {
  const bash = answers('tool.call', `{ tool: 'Bash' }`);

  test('the order is not known without a dependency', () => {
    const [finding, ...rest] = found(modClash, { a: mod(bash), b: mod(bash) });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      case: 'same-answer',
      severity: 'warning',
      plugins: ['a', 'b'],
      evidence: { plugins: ['a', 'b'], event: 'tool.call', on: { field: 'tool', values: ['Bash'] } },
    });
    expect(finding?.evidence).not.toHaveProperty('first');
    expect(finding?.message).toContain('which of them runs first is not known');
    expect(finding?.related).toMatchObject([
      { location: { file: 'mkt.yaml', line: 3 } },
      { location: { file: 'a/hooks/register.js', line: 2 } },
      { location: { file: 'b/hooks/register.js', line: 2 } },
    ]);
  });

  test('a mod runs before those that its plugin depends on, also through others', () => {
    const one = found(modClash, { a: mod(bash), b: mod(bash, { needs: ['a'] }) });
    expect(one[0]?.evidence).toMatchObject({ first: 'b' });
    expect(one[0]?.message).toContain('`b` runs first');
    const far = found(modClash, {
      a: mod(bash),
      m: mod('', { needs: ['a'] }),
      b: mod(bash, { needs: ['m'] }),
    });
    expect(far[0]?.evidence).toMatchObject({ plugins: ['a', 'b'], first: 'b' });
    const through = found(modClash, { a: mod(bash), m: { needs: ['a'] }, b: mod(bash, { needs: ['m'] }) });
    expect(through[0]?.evidence).not.toHaveProperty('first');
  });

  test.each<[what: string, managed: Files, first: string | undefined]>([
    ['put first', { prependPlugins: ['a@lab'] }, 'a'],
    ['put first in an order', { prependPlugins: ['b@lab', 'a@lab'] }, 'b'],
    ['put last', { appendPlugins: ['b@lab'] }, 'a'],
    ['both put last', { appendPlugins: ['b@lab', 'a@lab'] }, undefined],
    ['another plugin put first', { prependPlugins: ['c@lab'] }, undefined],
  ])('managed settings: %s', (_, managed, first) => {
    const [finding] = found(modClash, { a: mod(bash), b: mod(bash) }, { managed });
    expect(finding?.evidence?.first).toBe(first);
    if (first !== undefined) expect(finding?.message).toContain('because managed settings say so');
    // In other settings these keys count only without an organization.
    const [other] = found(modClash, { a: mod(bash), b: mod(bash) }, { user: managed });
    expect(other?.evidence).not.toHaveProperty('first');
  });

  test('managed settings go before dependencies', () => {
    const plugins = { a: mod(bash), b: mod(bash, { needs: ['a'] }) };
    expect(found(modClash, plugins, { managed: { prependPlugins: ['a@lab'] } })[0]?.evidence).toMatchObject({
      first: 'a',
      because: 'settings',
    });
  });

  test('mods that settings disable meet nothing', () => {
    const plugins = { a: mod(bash), b: mod(bash) };
    expect(found(modClash, plugins, { user: { disableAllHooks: true } })).toEqual([]);
    expect(found(modReach, plugins, { user: { disableAllHooks: true } })).toEqual([]);
  });

  test('in a cycle neither is first', () => {
    const [finding] = found(modClash, { a: mod(bash, { needs: ['b'] }), b: mod(bash, { needs: ['a'] }) });
    expect(finding?.evidence).not.toHaveProperty('first');
  });

  test('three mods are one finding, and only one that depends on both others is first', () => {
    const three = found(modClash, { a: mod(bash), b: mod(bash), c: mod(bash, { needs: ['a', 'b'] }) });
    expect(three.map(({ evidence }) => evidence)).toMatchObject([{ plugins: ['a', 'b', 'c'], first: 'c' }]);
  });

  test.each<[what: string, event: string, one: string, other: string, on: unknown]>([
    ['a list', 'tool.call', `{ tool: ['Bash', 'Edit'] }`, `{ tool: 'Edit' }`, ['Edit']],
    ['an expression', 'tool.call', `{ tool: /^Ba/ }`, `{ tool: 'Bash' }`, ['Bash']],
    ['two expressions', 'tool.call', `{ tool: /^Bash$/ }`, `{ tool: /sh$/ }`, ['Bash']],
    ['none on one side', 'command.run', `{ command: 'build' }`, '{}', ['build']],
    ['other fields beside it', 'tool.call', `{ tool: 'Bash' }`, `{ tool: 'Bash', agent: 'x' }`, ['Bash']],
    [
      'a part of the interface',
      'ui.render',
      `{ component: 'Spinner' }`,
      `{ component: 'Spinner' }`,
      ['Spinner'],
    ],
    ['an API call', 'process.run', '{}', '{}', undefined],
  ])('matchers meet: %s', (_, event, one, other, values) => {
    const [finding] = found(modClash, { a: mod(answers(event, one)), b: mod(answers(event, other)) });
    const evidence = finding?.evidence as { on?: { values: unknown } } | undefined;
    expect(finding?.case).toBe('same-answer');
    expect(evidence?.on?.values).toEqual(values);
  });

  test.each<[what: string, one: string, other: string]>([
    ['another tool', bash, answers('tool.call', `{ tool: 'Edit' }`)],
    ['another event', bash, answers('tool.describe', `{ tool: 'Bash' }`)],
    ['an expression that does not match', bash, answers('tool.call', `{ tool: /^Edit/ }`)],
    ['a field that is computed', bash, answers('tool.call', '{ tool: name }')],
    ['a matcher that is computed', bash, answers('tool.call', 'matcher')],
    ['other values of a second field', answers('x.y', `{ a: 1, b: 2 }`), answers('x.y', `{ a: 1, b: 3 }`)],
    ['one that always asks the next', bash, passes('tool.call', `{ tool: 'Bash' }`)],
    ['the start of a session', answers('session.start'), answers('session.start')],
    ['one that answers and one that refuses, which is MKT312', bash, refuses('tool.call')],
  ])('and do not: %s', (_, one, other) => {
    expect(cases(modClash, { a: mod(one), b: mod(other) })).toEqual([]);
  });

  test('wildcards take what they cover', () => {
    expect(cases(modClash, { a: mod(answers('fs.*')), b: mod(answers('fs.read')) })).toEqual(['same-answer']);
    expect(cases(modClash, { a: mod(answers('*')), b: mod(answers('fs.read')) })).toEqual(['same-answer']);
    expect(cases(modClash, { a: mod(answers('fs.*')), b: mod(answers('fsx.read')) })).toEqual([]);
    expect(cases(modClash, { a: mod(answers('*')), b: mod(answers('telemetry.log')) })).toEqual([]);
  });

  test('two that can only refuse are a note', () => {
    const [finding] = found(modClash, { a: mod(refuses('tool.call')), b: mod(refuses('tool.call')) });
    expect(finding).toMatchObject({ case: 'same-gate', severity: 'note' });
  });

  test('one plugin does not meet itself', () => {
    expect(cases(modClash, { a: mod(bash + bash) })).toEqual([]);
  });
});

describe('MKT311: names', () => {
  const registers = (kind: string, name: string) =>
    `on('session.start', async ($, e, next) => { await $.${kind}.register({ name: '${name}' }); return next(e); });`;
  const adds = (noun: string) =>
    `on('engine.create', async ($, e, next) => { const { ...beneath } = await next(e); return { ...beneath, ${noun}: {} }; });`;

  test.each<[name: string, plugins: Readonly<Record<string, Sketch>>]>([
    ['same-command', { a: mod(registers('command', 'go')), b: mod(registers('command', 'go')) }],
    ['client-command', { a: mod(registers('command', 'help')) }],
    ['same-noun', { a: mod(adds('voice')), b: mod(adds('voice')) }],
    ['same-plugin-name', { a: mod('', { namespace: 'x' }), b: mod('', { namespace: 'x' }) }],
    ['own-agent', { a: mod(registers('agent', 'tester'), { agents: ['team/tester'] }) }],
  ])('%s', (name, plugins) => {
    expect(cases(modClash, plugins)).toEqual([name]);
  });

  test.each<[what: string, plugins: Readonly<Record<string, Sketch>>]>([
    ['other commands', { a: mod(registers('command', 'go')), b: mod(registers('command', 'run-it')) }],
    ['a tool and a command', { a: mod(registers('command', 'go')), b: mod(registers('tool', 'go')) }],
    [
      'tools, which have the name of their plugin',
      { a: mod(registers('tool', 'go')), b: mod(registers('tool', 'go')) },
    ],
    ['agents of two plugins', { a: mod(registers('agent', 'x')), b: { agents: ['x'] } }],
    ['other nouns', { a: mod(adds('voice')), b: mod(adds('sound')) }],
    ['one name, one mod', { a: mod('', { namespace: 'x' }), b: { namespace: 'x' } }],
  ])('silent: %s', (_, plugins) => {
    expect(cases(modClash, plugins)).toEqual([]);
  });

  test('the noun of the mod that runs last stays', () => {
    const [finding] = found(modClash, { a: mod(adds('voice')), b: mod(adds('voice'), { needs: ['a'] }) });
    expect(finding?.evidence).toMatchObject({ inner: 'a' });
    expect(finding?.message).toContain('`a` runs last');
  });
});

describe('MKT312', () => {
  const bash = answers('tool.call', `{ tool: 'Bash' }`);

  test('a mod that answers keeps hooks of other plugins from running', () => {
    const [finding, ...rest] = found(guardBypassed, { a: mod(bash), b: hooks('Bash|Edit') });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      case: 'hook-skipped',
      severity: 'warning',
      plugins: ['a', 'b'],
      evidence: { plugin: 'a', guards: ['b'], event: 'tool.call', on: { field: 'tool', values: ['Bash'] } },
    });
    expect(finding?.message).toContain('mods run first');
  });

  test('a mod that allows overrules what hooks block', () => {
    expect(cases(guardBypassed, { a: mod(allows(`{ tool: 'Bash' }`)), b: hooks('Bash') })).toEqual([
      'hook-overruled',
    ]);
  });

  test('a mod that answers keeps hooks of settings from running, except those of managed settings', () => {
    const own = {
      hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'x' }] }] },
    };
    const plugins = { a: mod(answers('tool.call', `{ tool: 'Bash' }`)) };
    const [finding, ...rest] = found(guardBypassed, plugins, { project: own, local: own });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      case: 'hook-skipped',
      plugins: ['a'],
      evidence: { guards: [], settings: ['project', 'local'] },
    });
    expect(finding?.message).toContain(
      "which the project's settings and your settings for the project guard with `PreToolUse` hooks",
    );
    expect(found(guardBypassed, plugins, { managed: own })).toEqual([]);
    expect(
      found(guardBypassed, plugins, { project: { hooks: { PostToolUse: own.hooks.PreToolUse } } }),
    ).toEqual([]);
  });

  test('a mod that certainly comes first is not put behind by a dependency of the guard', () => {
    const help = (one: Sketch, settings: SettingsSketch = {}) =>
      found(guardBypassed, { a: one, b: mod(refuses('tool.call')) }, settings)[0]?.help;
    const disable = 'if the guard must always run, disable `a`';
    expect(help(mod(bash))).toBe(
      `${disable}, or ask the maintainer of \`b\` to make it depend on \`a\`: a plugin's mod runs before those of its dependencies`,
    );
    expect(help({ ...mod(bash), needs: ['b'] })).toBe(disable);
    expect(help(mod(bash), { managed: { prependPlugins: ['a@lab'] } })).toBe(
      `${disable}, or ask the administrator to change the order in the managed settings`,
    );
  });

  test('every tool on both sides is no list of tools', () => {
    const [finding] = found(guardBypassed, { a: mod(answers('tool.call')), b: hooks() });
    expect(finding?.evidence).not.toHaveProperty('on');
  });

  test.each<[what: string, plugins: Readonly<Record<string, Sketch>>]>([
    ['hooks for another tool', { a: mod(bash), b: hooks('Edit') }],
    ['its own hooks', { a: mod(bash, hooks('Bash')) }],
    ['a mod that only refuses', { a: mod(refuses('tool.call')), b: hooks('Bash') }],
    ['a mod that passes', { a: mod(passes('tool.call')), b: hooks('Bash') }],
    ['a mod that asks', { a: mod(answers('tool.check', '{}', `{ decision: 'ask' }`)), b: hooks('Bash') }],
    ['a mod at another event', { a: mod(answers('tool.describe')), b: hooks('Bash') }],
    [
      'a mod that chooses by what it computes',
      { a: mod(answers('tool.call', '{ tool: x }')), b: hooks('Bash') },
    ],
    [
      'hooks that guard nothing',
      { a: mod(bash), b: { hooks: [{ event: 'PostToolUse', type: 'command', command: 'x' }] } },
    ],
    [
      'hooks in the background',
      {
        a: mod(bash),
        b: { hooks: [{ event: 'PreToolUse', type: 'command', command: 'x', isBackground: true }] },
      },
    ],
    ['a guard without a mod or hook', { a: mod(bash), b: {} }],
  ])('silent: %s', (_, plugins) => {
    expect(cases(guardBypassed, plugins)).toEqual([]);
  });

  test.each<[what: string, one: string, guard: string]>([
    ['tool.call', bash, refuses('tool.call')],
    ['tool.check', allows(), answers('tool.check', '{}', `{ decision: 'deny' }`)],
    [
      'prompt.submit',
      answers('prompt.submit', '{}', `{ text: 'x' }`),
      answers('prompt.submit', '{}', '{ drop: true }'),
    ],
    ['process.run', answers('process.run', '{}', '{ value: 1 }'), refuses('process.*')],
  ])('a mod before the mod that guards, at %s', (event, one, guard) => {
    const unordered = found(guardBypassed, { a: mod(one), b: mod(guard) });
    expect(unordered.map(({ evidence }) => evidence)).toMatchObject([{ event, isFirst: false }]);
    expect(unordered[0]?.message).toContain('not known');
    const first = found(guardBypassed, { a: mod(one, { needs: ['b'] }), b: mod(guard) });
    expect(first[0]?.evidence).toMatchObject({ isFirst: true });
    expect(first[0]?.message).toContain('`a` runs first');
    expect(cases(guardBypassed, { a: mod(one), b: mod(guard, { needs: ['a'] }) })).toEqual([]);
  });
});

describe('MKT316', () => {
  test('what it decides and calls, with lines', () => {
    const code = `${refuses('tool.call')}
on('turn.complete', async ($, e, next) => {
  await $.process.run('npm', ['test']);
  await $.process.run('npm', ['test']);
  await $.http.fetch('https://a.example/x');
  await $.fs.write(e.path, 'x');
  return next(e);
});`;
    const [finding, ...rest] = found(modReach, { a: mod(code) });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ severity: 'note', plugins: ['a'] });
    const file = 'a/hooks/register.js';
    expect(finding?.evidence).toEqual({
      plugin: 'a',
      module: 'hooks/register.js',
      decides: ['tool.call'],
      reaches: [
        { what: 'files', calls: [{ call: 'fs.write', file, line: 7 }] },
        { what: 'processes', calls: [{ call: 'process.run npm', file, line: 4 }] },
        { what: 'network', calls: [{ call: 'http.fetch a.example', file, line: 6 }] },
      ],
      unknown: 0,
    });
    expect(finding?.message).toContain('programs: `process.run npm` (line 4)');
  });

  test.each([
    ['a mod that draws', answers('ui.render')],
    ['a mod that passes', passes('tool.call')],
    [
      'a mod that answers its own command',
      `on('session.start', async ($, e, next) => { await $.command.register({ name: 'go' }); return next(e); });
on('command.run', { command: 'go' }, async () => ({ text: 'x' }));`,
    ],
  ])('silent: %s', (_, code) => {
    expect(cases(modReach, { a: mod(code) })).toEqual([]);
  });

  test('what is computed is counted', () => {
    const code = `on('turn.start', async ($, e, next) => { await $.http.fetch(e.url); return next(e); });`;
    expect(found(modReach, { a: mod(code) })[0]?.message).toContain(
      'not known without running it: 1 computed value',
    );
  });
});

describe('by version', () => {
  const guarded = { a: mod(refuses('tool.call')), b: mod(answers('tool.call')) };
  const at = (rule: AnyRule, version: string) => {
    const releases = Object.keys(guarded).map((name) => release(name));
    const mods = releases.map((each) => {
      const { mod: body = '' } = guarded[each.name as keyof typeof guarded];
      const tree = memoryTree(
        { 'hooks/register.js': `export function register(on) {\n${body}\n}` },
        each.name,
      );
      return { release: each, mod: readMod(tree, 'hooks/register.js') };
    });
    return findingsOf(rule, contextOf(releases, { mods, client: clientFacts(version) })).map(
      ({ case: name, severity }) => `${name} ${severity}`,
    );
  };

  test('a client that does not run mods: nothing of them meets, and each is missing', () => {
    expect(at(guardBypassed, '2.1.286')).toEqual([]);
    expect(at(modReach, '2.1.286')).toEqual([]);
    expect(at(clientTooOld, '2.1.286')).toEqual(['mod-not-run warning', 'mod-not-run warning']);
  });

  test('near miss: the first that runs them', () => {
    expect(at(guardBypassed, '2.1.287')).toEqual(['mod-skipped warning']);
    expect(at(clientTooOld, '2.1.287')).toEqual([]);
  });
});
