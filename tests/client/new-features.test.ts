/** What older versions of the client do not know, and what they do with it. */
import { expect, test } from 'vitest';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { checkMarketplace } from '../support/marketplace.ts';
import { entry, type Files, lab, manifest, memoryTree } from './fixtures.ts';

const found = (files: Files, version?: string) =>
  checkMarketplace(memoryTree(files), { facts: clientFacts(version) })
    .filter(({ rule }) => rule === 'MKT114')
    .map(({ severity, evidence }) => [severity, evidence]);

const option = { type: 'string', title: 't', description: 'd', options: ['a'], required: true };

test.each<[string, Files, string, string, string]>([
  [
    'a key of each option',
    { userConfig: { k: option, l: option } },
    '2.1.271',
    'userConfig.k.options',
    'error',
  ],
  ['an item with one value', { skills: ['.'] }, '2.1.221', 'skills[0]', 'error'],
  ['a key that is ignored', { metadata: { x: 1 } }, '2.1.222', 'metadata', 'note'],
])('%s', (_, fields, from, key, severity) => {
  const files = lab([entry('p')], manifest('p', fields));
  const before = found(files, '2.1.200');
  const value = key === 'skills[0]' ? { value: '.' } : {};
  expect(before[0]).toEqual([severity, { key, ...value, client: '2.1.200', from }]);
  expect(before).toHaveLength('userConfig' in fields ? 2 : 1);
  expect(found(files, from)).toEqual([]);
  expect(found(files)).toEqual([]);
});

test('an entry speaks for a plugin without a manifest, and not beside one', () => {
  const inEntry = entry('p', { skills: '.' });
  const skill = { 'plugins/p/SKILL.md': '---\nname: p\ndescription: d\n---\n' };
  expect(found(lab([inEntry], skill), '2.1.220')).toMatchObject([['error', { key: 'plugins[0].skills' }]]);
  expect(found(lab([inEntry], { ...skill, ...manifest('p') }), '2.1.220')).toEqual([]);
});

test('kinds of source, and keys of the marketplace', () => {
  const archive = { source: { source: 'archive', url: 'https://example.org/p.zip', sha256: '0'.repeat(64) } };
  expect(found(lab([entry('p', archive)]), '2.1.223')).toMatchObject([['error', { from: '2.1.224' }]]);
  const renamed = lab([entry('p')], manifest('p'), { renames: { old: 'p' } });
  expect(found(renamed, '2.1.192')).toMatchObject([['note', { key: 'renames', from: '2.1.193' }]]);
});
