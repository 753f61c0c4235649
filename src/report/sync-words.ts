import { listed, quoted } from '../model/text.ts';
import type {
  ShownCopyChange,
  ShownEdit,
  ShownNoSettings,
  ShownObstacle,
  SyncResult,
} from './sync-result.ts';

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
    off: 'otherwise the client would leave it disabled',
  }[why];
  return `\`${key}\` becomes \`${shown}\` in \`plugin.json\`: ${reason}`;
}

/** What is not a copy, and what that means. */
export function elsewhereWords({ elsewhere, incomplete }: SyncResult): string[] {
  const words = {
    run: ['loads only with `mkt run`', 'load only with `mkt run`'],
    pin: [
      'is installed once on each machine, at the locked commit',
      'are installed once on each machine, at the locked commits',
    ],
    settings: [
      'comes from its marketplace: the client installs what is there at the time, not the locked commit',
      'come from their marketplaces: the client installs what is there at the time, not the locked commits',
    ],
  } as const;
  // Those that go as the project asks are named together; the others each with a reason of its own.
  const asked = (['run', 'pin', 'settings'] as const).flatMap((route) => {
    const ids = elsewhere.filter((each) => each.route === route && each.reason === undefined);
    return ids.length === 0
      ? []
      : [`${listed(quoted(ids.map(({ id }) => id)))} ${words[route][ids.length === 1 ? 0 : 1]}`];
  });
  return [
    ...asked,
    ...elsewhere.flatMap(({ id, route, reason }) =>
      reason === undefined ? [] : [`\`${id}\` ${words[route][0]}: ${reason}`],
    ),
    ...incomplete.map(
      ({ id, requires }) =>
        `\`${id}\` requires \`${requires}\`, which is not copied: it loads only where \`${requires}\` is available, too`,
    ),
  ];
}

/** What a machine has in the way of a copy, and what to do. */
export function obstacleWords(obstacle: ShownObstacle): string {
  switch (obstacle.kind) {
    case 'installed':
      return `on this machine \`${obstacle.id}\` is installed${obstacle.isOn ? '' : ' and disabled'}, and the client loads it instead of the copy \`${obstacle.name}\`: run \`claude plugin uninstall ${obstacle.id}\`, or start with \`mkt run claude\`. The copy has its own data, options and secrets, which start empty`;
    case 'user-copy':
      return `on this machine your own \`skills/${obstacle.name}\` takes precedence over the copy: move it away, or start with \`mkt run claude\``;
    case 'switched-off':
      return `\`${obstacle.name}@skills-dir\` is disabled (${obstacle.file}:${obstacle.line}), so the client does not load the copy: remove that line`;
    case 'sub-folder':
      return `the client reads \`.claude\` only in the folder that it is started in: start it in \`${obstacle.folder}\`, or here with \`mkt run claude\``;
    case 'untrusted':
      return obstacle.isWorktree
        ? `this is a worktree, and the client loads the copies only after the main checkout \`${obstacle.folder}\` is trusted: start \`claude\` there, and accept the prompt`
        : 'on this machine the client does not trust this folder yet: start `claude` here once and accept. Until then it loads no copy, and `claude -p` does not ask';
    case 'other-clone':
      return `on this machine the client has the marketplace \`${obstacle.marketplace}\` from \`${obstacle.folder}\`: adding it from here would change the plugins there at once, so nothing is installed. Start with \`mkt run claude\` here, or run \`claude plugin marketplace remove ${obstacle.marketplace}\` if you no longer use that clone`;
    case 'policy':
      return `an administrator does not allow plugins in \`.claude/skills\` (${obstacle.file}:${obstacle.line}): ask for \`{ "source": "skills-dir" }\` in that setting, or start with \`mkt run claude\``;
  }
}

/** Why settings are not written. */
export function noSettingsWords(refused: ShownNoSettings): string {
  switch (refused.why) {
    case 'unreadable':
      return `\`${refused.shown}\` cannot be read (line ${refused.line}), so it is not edited`;
    case 'other-shape':
      return `${refused.key === '' ? '' : `\`${refused.key}\` in `}\`${refused.shown}\` is not an object, so it is not edited`;
    case 'other-source':
      return `\`${refused.shown}\` gives a different source for the marketplace \`${refused.marketplace}\`: correct it there, or remove it`;
    case 'no-source':
      return `the client's settings cannot express the source of the marketplace \`${refused.marketplace}\``;
    case 'no-argument':
      return `the source of the marketplace \`${refused.marketplace}\` begins with \`-\` or contains control characters, so no command can name it: correct it in \`mkt.lock\``;
  }
}
