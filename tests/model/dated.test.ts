/** Facts that hold for some versions of the client only. */
import { describe, expect, test } from 'vitest';
import { atVersion } from '../../src/model/dated.ts';

describe('facts of one version', () => {
  const recorded = {
    names: ['old', { value: 'new', since: '2.1.271' }, { value: 'gone', until: '2.1.280' }],
    between: { value: true, since: '2.1.0', until: '2.1.10', source: 'seen' },
    always: { value: 'a map that only looks dated' },
    deep: { list: [[{ value: 1, since: '3.0.0' }, 2]] },
  };

  test('a dated fact holds from `since` on, and until just before `until`', () => {
    const names = (version?: string) => (atVersion(recorded, version) as { names: unknown }).names;
    expect(names('2.1.270')).toEqual(['old', 'gone']);
    expect(names('2.1.271')).toEqual(['old', 'new', 'gone']);
    expect(names('2.1.279')).toEqual(['old', 'new', 'gone']);
    expect(names('2.1.280')).toEqual(['old', 'new']);
  });

  test('versions are compared as versions, not as text', () => {
    expect(atVersion(recorded, '2.1.9')).toMatchObject({ between: true });
    expect(atVersion(recorded, '2.1.10')).not.toHaveProperty('between');
  });

  test('without a version the newest counts: what has begun holds, what has ended does not', () => {
    expect(atVersion(recorded, undefined)).toEqual({
      names: ['old', 'new'],
      always: { value: 'a map that only looks dated' },
      deep: { list: [[1, 2]] },
    });
  });
});
