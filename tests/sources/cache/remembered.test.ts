/** For which questions an answer that was kept is the answer. */

import { describe, expect, test } from 'vitest';
import { streamOf } from '../../../src/client/file-tree.ts';
import { rememberedFor } from '../../../src/sources/cache/remembered.ts';
import { folder } from '../../support/mkt.ts';

const asked = { root: '/m', label: 'm', stamp: 'as it was', what: ['map'], build: 'one' };

/** Asks in a cache; the tree says of itself what a test says. */
function ask(cache: string, changed: Partial<Record<keyof typeof asked, unknown>> = {}) {
  const { root, label, stamp, what, build } = { ...asked, ...changed } as typeof asked;
  const tree = {
    label,
    stamp: () => stamp,
    files: () => [],
    entries: () => [],
    read: () => undefined,
    stream: () => streamOf(label, () => undefined),
    problems: [],
  };
  return rememberedFor([{ root, tree }], { what, build }, { MKT_CACHE_DIR: cache });
}

describe('an answer that was kept', () => {
  test('is known to who asks the same again', () => {
    const cache = folder();
    expect(ask(cache)?.known).toBeUndefined();
    ask(cache)?.keep({ answer: 42 });
    expect(ask(cache)?.known).toEqual({ answer: 42 });
  });

  test.each<[what: string, changed: Parameters<typeof ask>[1]]>([
    ['another build of mkt', { build: 'two' }],
    ['a file that changed', { stamp: 'as it is now' }],
    ['another command', { what: ['validate'] }],
    ['another folder', { root: '/n' }],
    ['the same folder under another name', { label: '../m' }],
  ])('is not that of %s', (_, changed) => {
    const cache = folder();
    ask(cache)?.keep({ answer: 42 });
    expect(ask(cache, changed)?.known).toBeUndefined();
  });

  test('is not kept at all where a change could go unseen', () => {
    expect(ask(folder(), { stamp: undefined })).toBeUndefined();
  });
});
