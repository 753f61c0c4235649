/** Plugins whose ids name one folder: MKT119. */
import { expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { sharedFolder } from '../../src/analysis/rules/mkt119-shared-folder.ts';
import type { Release } from '../../src/model/plugin.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { contextOf, release } from '../support/releases.ts';

const of = (...ids: string[]): Release[] =>
  ids.map((id) => {
    const [name = '', marketplace = ''] = id.split('@');
    return release(name, { marketplace });
  });
const found = (...ids: string[]) => findingsOf(sharedFolder, contextOf(of(...ids)));

test.each([
  ['a.b@lab', 'a-b@lab', 'a-b-lab'],
  ['x@lab-two', 'x-lab@two', 'x-lab-two'],
])('%s and %s: the second of the list is refused', (first, second, folder) => {
  const [finding, ...others] = found(first, second);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    case: 'found',
    severity: 'error',
    evidence: { plugin: second, first, folder },
  });
  expect(finding?.plugins).toEqual([second.replace(/@.*/, '')]);
});

test('only the case of letters: a warning for some systems', () => {
  expect(found('Foo@lab', 'foo@lab')).toMatchObject([{ case: 'letter-case', severity: 'warning' }]);
});

test.each([
  ['a_b@lab', 'a-b@lab'],
  ['a@lab', 'a@lab-two'],
  ['a.b@lab', 'ab@lab'],
])('near miss: %s and %s', (first, second) => {
  expect(found(first, second)).toEqual([]);
});

test('older clients install both; copies are not installed', () => {
  const releases = of('a.b@lab', 'a-b@lab');
  expect(findingsOf(sharedFolder, contextOf(releases, { client: clientFacts('2.1.280') }))).toEqual([]);
  expect(findingsOf(sharedFolder, contextOf(releases, { copied: new Set(['a.b@lab']) }))).toEqual([]);
});
