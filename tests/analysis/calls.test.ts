/** Which plugin of several a text calls. */
import { expect, test } from 'vitest';
import { callsAmong } from '../../src/analysis/calls.ts';
import type { CallForm, NamedCall } from '../../src/model/named-call.ts';
import type { Release } from '../../src/model/plugin.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { type ReleaseSketch, release } from '../support/releases.ts';

const location = { file: 'commands/go.md', line: 3, column: 1 };
const anyKind = ['agents', 'commands', 'skills'] as const;

/** A plugin whose text calls this, in a form that is sure unless another is given. */
const calling = (
  name: string,
  { kinds = anyKind, form = 'kind', ...sketch }: Partial<NamedCall> & ReleaseSketch = {},
): Release => ({
  ...release('caller', sketch),
  namedCalls: () => [{ name, kinds, form, location }],
});
const called = (marketplace: string) => release('tool', { marketplace, agents: ['run-it'] });
const found = (...releases: Release[]) =>
  callsAmong(releases, clientFacts()).map(({ from, to, component, isSure }) =>
    [from, to, component, ...(isSure ? [] : ['?'])].join(' '),
  );

test('of plugins with one name that of its own marketplace, or else the first', () => {
  const caller = calling('tool:run-it', { marketplace: 'own' });
  expect(found(called('lab'), called('own'), caller)).toEqual(['caller tool@own tool:run-it']);
  expect(found(called('lab'), called('more'), caller)).toEqual(['caller tool@lab tool:run-it']);
});

test('a name alone, if one plugin has it', () => {
  expect(found(called('lab'), calling('run-it'))).toEqual(['caller tool tool:run-it']);
  const folder = release('tool', { commands: ['ci/check'] });
  expect(found(folder, calling('ci:check'))).toEqual(['caller tool tool:ci:check']);
  expect(found(folder, calling('check'))).toEqual(['caller tool tool:ci:check']);
});

test.each<[string, Release[]]>([
  ['what no plugin has', [called('lab'), calling('stop-it')]],
  ['what a named plugin does not have', [called('lab'), calling('tool:stop')]],
  ['a plugin that is not there', [called('lab'), calling('other:run-it')]],
  ['itself', [called('lab'), calling('caller:run-it', { agents: ['run-it'] })]],
  ['what the caller has, too', [called('lab'), calling('run-it', { skills: ['run-it'] })]],
  ['a name of several plugins', [called('lab'), release('b', { skills: ['run-it'] }), calling('run-it')]],
  ['another kind', [called('lab'), calling('run-it', { kinds: ['commands', 'skills'] })]],
  ['a command of the client', [release('tool', { commands: ['clear'] }), calling('clear')]],
  ['an agent of the client', [release('tool', { agents: ['Explore'] }), calling('Explore')]],
])('no call: %s', (_what, releases) => {
  expect(found(...releases)).toEqual([]);
});

test('a component once, and from the clearest statement', () => {
  const forms: CallForm[] = ['named', 'kind', 'offer'];
  const caller: Release = {
    ...release('caller'),
    namedCalls: () => forms.map((form) => ({ name: 'run-it', kinds: anyKind, form, location })),
  };
  expect(found(called('lab'), caller)).toEqual(['caller tool tool:run-it']);
  expect(found(called('lab'), calling('run-it', { form: 'named' }))).toEqual(['caller tool tool:run-it ?']);
});

test('where only full names are known, they are calls', () => {
  const caller: Release = {
    ...release('caller'),
    references: (prefixes) =>
      prefixes.has('tool') ? [{ plugin: 'tool', component: 'run-it', location }] : [],
  };
  expect(found(called('lab'), caller)).toEqual(['caller tool tool:run-it']);
});
