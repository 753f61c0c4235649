/** How a proof is told: in which order, with which numbers. The proofs are written by hand, since few searches end in such. */
import { describe, expect, test } from 'vitest';
import { explain } from '../../src/resolver/explanation.ts';
import type { Package } from '../../src/resolver/package.ts';
import type { Derived, Fact, ProofNode } from '../../src/resolver/proof.ts';
import { setOf } from '../../src/resolver/version-set.ts';

const only = setOf([1], 1);
const indexOf = (name: string) => name.charCodeAt(0) - 97;
const termsOf = (names: string) => [...names].map((name) => ({ pkg: indexOf(name), set: only }));

/** Plugins `a` to `z` with one version each. */
const packageAt = (index: number): Package => ({
  key: '',
  name: String.fromCharCode(97 + index),
  kind: 'plugin',
  versions: ['1'],
  preferred: () => 0,
  missing: false,
  fixed: false,
  unversioned: false,
  failure: undefined,
  edges: () => [],
  matching: () => only,
  written: () => undefined,
  nearRange: () => [],
});

/** `fact('ab')`: `a` declares a conflict with `b`. */
const fact = (names: string): Fact => {
  const [from = 0, on = 0] = [...names].map(indexOf);
  return { terms: termsOf(names), reason: { kind: 'conflict', from, versions: only, on, range: '*' } };
};

/** `so('ab', …)`: that `a` does not go with `b`, of two premises. */
const so = (names: string, first: ProofNode, second: ProofNode): Derived => ({
  terms: termsOf(names),
  reason: { kind: 'derived', first, second },
});

/** What is told, in short: `a!b` for a conflict that is declared, `a-b` for what does not go together, `a` for what cannot be used. */
const told = (proof: ProofNode) =>
  explain(proof, packageAt, 'END').map((line) =>
    line
      .replace(/`(\w)@1` declares a conflict with `(\w)`/g, '$1!$2')
      .replace(/`(\w)@1` is incompatible with `(\w)@1`/g, '$1-$2')
      .replace(/`(\w)@1` cannot be used/g, '$1'),
  );

const simple = so('ab', fact('ac'), fact('bc'));
const other = so('de', fact('df'), fact('ef'));
/** A statement that takes two lines. */
const deep = so('gh', so('gi', fact('gj'), fact('ij')), so('hi', fact('hk'), fact('ik')));

/** Another such, that `l` or whatever the name is does not go with `m`. */
function deepOf(name: string): Derived {
  return so(`${name}m`, so(`${name}n`, fact(`${name}o`), fact('no')), so('mn', fact('mp'), fact('np')));
}

describe('a proof', () => {
  test.each<[what: string, proof: ProofNode, lines: string[]]>([
    ['of one fact', fact('ab'), ['Because a!b, END.']],
    ['of two facts', so('', fact('ab'), fact('cd')), ['Because a!b and c!d, END.']],
    [
      'of one fact and what follows from two',
      so('', simple, fact('xy')),
      ['Because a!c and b!c, a-b.', 'And because x!y, END.'],
    ],
    [
      'the same, with the fact first',
      so('', fact('xy'), simple),
      ['Because a!c and b!c, a-b.', 'And because x!y, END.'],
    ],
    [
      'a chain: two facts share a line',
      so('', so('mn', simple, fact('mo')), fact('xy')),
      ['Because a!c and b!c, a-b.', 'And because m!o and x!y, END.'],
    ],
    [
      'of two statements that follow from facts',
      so('', simple, other),
      ['Because a!c and b!c, a-b.', 'Because d!f and e!f, d-e.', 'So, END.'],
    ],
    [
      'of a long one and a short one',
      so('', deep, simple),
      [
        'Because g!j and i!j, g-i.',
        'Because h!k and i!k, h-i.',
        'So, g-h.',
        'Because a!c and b!c, a-b.',
        'So, END.',
      ],
    ],
    [
      'of a short one and a long one, which is told first',
      so('', simple, deep),
      [
        'Because g!j and i!j, g-i.',
        'Because h!k and i!k, h-i.',
        'So, g-h.',
        'Because a!c and b!c, a-b.',
        'So, END.',
      ],
    ],
    [
      'of two long ones: the first has a number, since it is far away by then',
      so('', deep, so('uv', deepOf('l'), other)),
      [
        'Because g!j and i!j, g-i.',
        'Because h!k and i!k, h-i.',
        '(1) So, g-h.',
        'Because l!o and n!o, l-n.',
        'Because m!p and n!p, m-n.',
        'So, l-m.',
        'Because d!f and e!f, d-e.',
        'So, u-v.',
        'And because g-h (1), END.',
      ],
    ],
    [
      'that uses a statement twice, with a fact each time',
      so('', so('mn', simple, fact('mo')), so('pq', simple, fact('pr'))),
      [
        '(1) Because a!c and b!c, a-b.',
        '(2) And because m!o, m-n.',
        'Because p!r and a-b (1), p-q.',
        'And because m-n (2), END.',
      ],
    ],
    [
      'that uses a statement twice, the second time with something new',
      so('', so('mn', simple, fact('mo')), so('pq', simple, other)),
      [
        '(1) Because a!c and b!c, a-b.',
        '(2) And because m!o, m-n.',
        'Because d!f and e!f, d-e.',
        'And because a-b (1), p-q.',
        'And because m-n (2), END.',
      ],
    ],
    [
      'that uses two statements twice',
      so('', so('mn', simple, other), so('pq', other, simple)),
      [
        '(1) Because a!c and b!c, a-b.',
        '(2) Because d!f and e!f, d-e.',
        '(3) So, m-n.',
        'Because d-e (2) and a-b (1), p-q.',
        'And because m-n (3), END.',
      ],
    ],
  ])('%s', (_, proof, lines) => expect(told(proof)).toEqual(lines));
});
