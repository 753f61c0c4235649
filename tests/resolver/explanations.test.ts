/** The full text that users read when there is no answer, in the usual situations. */
import { expect, test } from 'vitest';
import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { spec } from '../support/releases.ts';
import { type Sketch, universe } from '../support/universe.ts';

async function explained(
  sketch: Sketch,
  request: string,
  {
    also = {},
    environment = {},
  }: { also?: Record<string, Sketch>; environment?: Record<string, string> } = {},
): Promise<string> {
  const registries = [universe(sketch), ...Object.entries(also).map(([name, each]) => universe(each, name))];
  const specs = request.split(' ').map((text) => spec(text));
  const { resolution, problems } = await solve(
    registries,
    specs,
    { strategy: 'highest', environment },
    createResolver,
  );
  if (resolution === undefined) return problems.map(({ kind }) => kind).join('\n');
  if (resolution.ok) return resolution.chosen.map(({ name, version }) => `${name} ${version}`).join('\n');
  const { explanation, conflict, smallest, suggestions } = resolution;
  return [
    ...explanation,
    `${smallest ? 'smallest ' : ''}conflict: ${conflict.join(', ')}`,
    ...suggestions.map(({ text }) => `hint: ${text}`),
  ].join('\n');
}

const releases = (...versions: string[]) => Object.fromEntries(versions.map((version) => [version, '']));

test('a direct conflict', async () => {
  const plugins = {
    app: { '1.0.0': 'core@^1' },
    tool: { '1.0.0': 'core@^2' },
    core: releases('1.0.0', '1.1.0', '2.0.0'),
  };
  expect(await explained(plugins, 'app tool')).toMatchInlineSnapshot(`
    "Because \`app@1.0.0\` depends on \`core@^1\` and \`tool@1.0.0\` depends on \`core@^2\`, \`app\` and \`tool\` are incompatible.
    smallest conflict: app, tool
    hint: remove \`app\`
    hint: remove \`tool\`
    hint: ask the maintainer of \`app\` to accept \`core@2.0.0\` (it currently requires \`^1\`)
    hint: ask the maintainer of \`tool\` to accept \`core@1.1.0\` (it currently requires \`^2\`)"
  `);
});

test('a transitive conflict', async () => {
  const plugins = {
    app: { '1.0.0': 'mid@^1' },
    mid: { '1.0.0': 'base@^1', '1.1.0': 'base@^1' },
    base: { '1.0.0': 'core@^1', '1.2.0': 'core@^1' },
    tool: { '1.0.0': 'core@^2' },
    core: releases('1.0.0', '2.0.0'),
  };
  expect(await explained(plugins, 'app tool')).toMatchInlineSnapshot(`
    "Because every version of \`mid\` depends on \`base@^1\` and every version of \`base\` depends on \`core@^1\`, every version of \`mid\` requires \`core@1.0.0\`.
    And because \`app@1.0.0\` depends on \`mid@^1\` and \`tool@1.0.0\` depends on \`core@^2\`, \`app\` and \`tool\` are incompatible.
    smallest conflict: app, tool
    hint: remove \`app\`
    hint: remove \`tool\`
    hint: ask the maintainer of \`tool\` to accept \`core@1.0.0\` (it currently requires \`^2\`)
    hint: ask the maintainer of \`base\` to accept \`core@2.0.0\` (it currently requires \`^1\`)"
  `);
});

test('no such version', async () => {
  const plugins = { app: { '1.0.0': 'core@^3', '1.1.0': 'core@^3' }, core: releases('1.0.0', '2.0.0') };
  expect(await explained(plugins, 'app')).toMatchInlineSnapshot(`
    "Because every version of \`app\` depends on \`core@^3\`, which matches no release (available: 2.0.0 and 1.0.0), \`app\` cannot be used.
    smallest conflict: app
    hint: ask the maintainer of \`app\` to accept \`core@2.0.0\` (it currently requires \`^3\`)"
  `);
});

test('only a prerelease matches', async () => {
  const plugins = { app: { '1.0.0': 'core@^2' }, core: releases('1.0.0', '2.0.0-beta.1') };
  expect(await explained(plugins, 'app')).toMatchInlineSnapshot(`
    "Because \`app@1.0.0\` depends on \`core@^2\`, which matches only the prerelease 2.0.0-beta.1, \`app\` cannot be used.
    smallest conflict: app
    hint: ask the maintainer of \`app\` to accept \`core@2.0.0-beta.1\` (it currently requires \`^2\`)"
  `);
});

test('a diamond', async () => {
  const plugins = {
    app: { '1.0.0': 'left@^1 right@^1' },
    left: { '1.0.0': 'core@^1' },
    right: { '1.0.0': 'core@^2' },
    core: releases('1.0.0', '2.0.0'),
  };
  expect(await explained(plugins, 'app')).toMatchInlineSnapshot(`
    "Because \`left@1.0.0\` depends on \`core@^1\` and \`right@1.0.0\` depends on \`core@^2\`, \`left@1.0.0\` is incompatible with \`right@1.0.0\`.
    And because \`app@1.0.0\` depends on both \`left@^1\` and \`right@^1\`, \`app\` cannot be used.
    smallest conflict: app
    hint: ask the maintainer of \`left\` to accept \`core@2.0.0\` (it currently requires \`^1\`)
    hint: ask the maintainer of \`right\` to accept \`core@1.0.0\` (it currently requires \`^2\`)"
  `);
});

test('a cycle with ranges', async () => {
  const plugins = { a: { '1.0.0': 'b@^1' }, b: { '1.0.0': 'a@^2', '1.1.0': 'a@^2' } };
  expect(await explained(plugins, 'a')).toMatchInlineSnapshot(`
    "Because \`a@1.0.0\` depends on \`b@^1\` and every version of \`b\` depends on \`a@^2\`, which matches no release (available: 1.0.0), \`a\` cannot be used.
    smallest conflict: a
    hint: ask the maintainer of \`b\` to accept \`a@1.0.0\` (it currently requires \`^2\`)"
  `);
});

test('runtimes that exclude each other', async () => {
  const plugins = { old: { '1.0.0': '%python@<3.12' }, young: { '1.0.0': '%python@>=3.12' } };
  expect(await explained(plugins, 'old young')).toMatchInlineSnapshot(`
    "Because \`old@1.0.0\` needs python <3.12 and \`young@1.0.0\` needs python >=3.12, \`old\` and \`young\` are incompatible.
    smallest conflict: old, young
    hint: remove \`old\`
    hint: remove \`young\`"
  `);
});

test('a runtime that the environment lacks', async () => {
  const plugins = { young: { '1.0.0': '%python@>=3.12', '0.9.0': '%python@>=3.11' } };
  expect(await explained(plugins, 'young', { environment: { python: '3.10.4' } })).toMatchInlineSnapshot(`
    "Because \`young@0.9.0\` needs python >=3.11, but the environment has 3.10.4, and \`young@1.0.0\` needs python >=3.12, but the environment has 3.10.4, \`young\` cannot be used.
    smallest conflict: young
    hint: use python 3.12.0 in the environment instead of 3.10.4"
  `);
});

test('libraries that exclude each other', async () => {
  const plugins = {
    statistics: { '1.0.0': '%python:numpy@^1.26' },
    tensors: { '1.0.0': '%python:numpy@^2' },
  };
  expect(await explained(plugins, 'statistics tensors')).toMatchInlineSnapshot(`
    "Because \`statistics@1.0.0\` needs the library python:numpy ^1.26 and \`tensors@1.0.0\` needs the library python:numpy ^2, \`statistics\` and \`tensors\` are incompatible.
    smallest conflict: statistics, tensors
    hint: remove \`statistics\`
    hint: remove \`tensors\`"
  `);
});

test('a plugin of another marketplace', async () => {
  const plugins = { app: { '1.0.0': 'core@^1' }, core: releases('2.0.0') };
  expect(
    await explained(plugins, 'app', { also: { elsewhere: { core: releases('1.0.0') } } }),
  ).toMatchInlineSnapshot(`
    "Because \`app@1.0.0\` depends on \`core@^1\`, which matches no release (available: 2.0.0), \`app\` cannot be used.
    smallest conflict: app
    hint: ask the maintainer of \`app\` to accept \`core@2.0.0\` (it currently requires \`^1\`)"
  `);
});

test('a declared conflict', async () => {
  const plugins = { a: { '1.0.0': '!b@<2' }, b: releases('1.0.0', '1.5.0') };
  expect(await explained(plugins, 'a b')).toMatchInlineSnapshot(`
    "Because \`a@1.0.0\` declares a conflict with \`b@<2\`, \`a\` and \`b\` are incompatible.
    smallest conflict: a, b
    hint: remove \`a\`
    hint: remove \`b\`"
  `);
});

test('three plugins of which any two are compatible', async () => {
  const plugins = {
    a: { '1.0.0': 'x@1||2' },
    b: { '1.0.0': 'x@2||3' },
    c: { '1.0.0': 'x@1||3' },
    x: releases('1.0.0', '2.0.0', '3.0.0'),
    unconcerned: releases('1.0.0'),
  };
  expect(await explained(plugins, 'a b unconcerned c')).toMatchInlineSnapshot(`
    "Because \`b@1.0.0\` depends on \`x@2||3\` and \`c@1.0.0\` depends on \`x@1||3\`, \`b@1.0.0\` and \`c@1.0.0\` together require \`x@3.0.0\`.
    And because \`a@1.0.0\` depends on \`x@1||2\`, \`a\`, \`b\` and \`c\` are incompatible.
    smallest conflict: a, b, c
    hint: remove \`a\`
    hint: remove \`b\`
    hint: remove \`c\`
    hint: ask the maintainer of \`a\` to accept \`x@3.0.0\` (it currently requires \`1||2\`)
    hint: ask the maintainer of \`b\` to accept \`x@1.0.0\` (it currently requires \`2||3\`)"
  `);
});

test('an older version of a requested plugin would work', async () => {
  const plugins = {
    app: { '1.0.0': 'core@^1', '2.0.0': 'core@^2' },
    tool: { '1.0.0': 'core@^1' },
    core: releases('1.0.0', '2.0.0'),
  };
  expect(await explained(plugins, 'app@^2 tool')).toMatchInlineSnapshot(`
    "Because \`app@2.0.0\` depends on \`core@^2\` and \`tool@1.0.0\` depends on \`core@^1\`, \`app@^2\` and \`tool\` are incompatible.
    smallest conflict: app@^2, tool
    hint: use \`app@1.0.0\` instead of \`app@^2\`
    hint: remove \`app@^2\`
    hint: remove \`tool\`
    hint: ask the maintainer of \`app\` to accept \`core@1.0.0\` (it currently requires \`^2\`)
    hint: ask the maintainer of \`tool\` to accept \`core@2.0.0\` (it currently requires \`^1\`)"
  `);
});

test('a dependency that is not in any registry', async () => {
  expect(await explained({ app: { '1.0.0': 'gone@^1', '1.1.0': 'gone@^1' } }, 'app')).toMatchInlineSnapshot(`
    "Because every version of \`app\` depends on \`gone@^1\`, which is not in any registry, \`app\` cannot be used.
    smallest conflict: app"
  `);
});

test('more plugins than choices', async () => {
  const holes = Array.from({ length: 5 }, (_, hole) => `${hole + 1}.0.0`);
  const pigeons = Object.fromEntries(
    Array.from({ length: 6 }, (_, pigeon) => [
      `pigeon${pigeon}`,
      Object.fromEntries(
        holes.map((hole) => [
          hole,
          Array.from({ length: 5 - pigeon }, (_, other) => `!pigeon${pigeon + other + 1}@${hole}`).join(' '),
        ]),
      ),
    ]),
  );
  expect(await explained(pigeons, Object.keys(pigeons).join(' '))).toMatchInlineSnapshot(`
    "Because at most 5 of the 6 plugins \`pigeon0\`, \`pigeon1\`, \`pigeon2\`, \`pigeon3\`, \`pigeon4\` and \`pigeon5\` can be chosen together (their versions form 5 groups, and of each group only one can be chosen: of \`pigeon0@1.0.0\`, \`pigeon1@1.0.0\`, \`pigeon2@1.0.0\`, \`pigeon3@1.0.0\`, \`pigeon4@1.0.0\` or \`pigeon5@1.0.0\`, for example), \`pigeon0\`, \`pigeon1\`, \`pigeon2\`, \`pigeon3\`, \`pigeon4\` and \`pigeon5\` are incompatible.
    smallest conflict: pigeon0, pigeon1, pigeon2, pigeon3, pigeon4, pigeon5
    hint: remove \`pigeon0\`
    hint: remove \`pigeon1\`
    hint: remove \`pigeon2\`
    hint: remove \`pigeon3\`
    hint: remove \`pigeon4\`"
  `);
});
