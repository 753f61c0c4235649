import type { ShownCopyChange, ShownEdit } from './sync-result.ts';

const kinds = [
  ['add', '+', 'add'],
  ['move', '~', 'move'],
  ['restore', '~', 'restore'],
  ['remove', '-', 'remove'],
] as const;

/** The sign before a copy of each kind. */
export const signs: Readonly<Record<ShownCopyChange['kind'], string>> = {
  add: '+',
  move: '~',
  restore: '~',
  remove: '-',
};

/** `+ 3 to add, ~ 1 to move, - 1 to remove`; kinds of which there is none are left out. */
export function changeCounts(changes: readonly ShownCopyChange[]): string {
  return kinds
    .flatMap(([kind, sign, verb]) => {
      const amount = changes.filter((change) => change.kind === kind).length;
      return amount === 0 ? [] : [`${sign} ${amount} to ${verb}`];
    })
    .join(', ');
}

/** What was changed in a `plugin.json`, and why. */
export function editWords({ key, why, after }: ShownEdit): string {
  const value = JSON.stringify(after);
  const shown = value.length > 60 ? `${value.slice(0, 57)}...` : value;
  const reason = {
    sibling: 'so that the client finds the copy it requires',
    'locked-version': 'the locked version',
    name: 'it has no name',
    entry: 'from its marketplace entry',
    off: 'or the client would leave it switched off',
  }[why];
  return `\`${key}\` becomes \`${shown}\` in \`plugin.json\`: ${reason}`;
}
