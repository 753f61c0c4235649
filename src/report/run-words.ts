import { listed, quoted } from '../model/text.ts';
import type { RunRefusal, RunResult } from './run-result.ts';
import { unlockedWords } from './unlocked-words.ts';

/** `15 locked, 15 verified, 2 replace your own copies` */
export function runSummary(result: RunResult): string {
  const { plugins, replaced } = result;
  const isOne = replaced.length === 1;
  return [
    `${plugins.length} locked, ${plugins.length} verified`,
    ...(replaced.length === 0
      ? []
      : [`${replaced.length} ${isOne ? 'replaces your own copy' : 'replace your own copies'}`]),
    ...unlockedWords(result),
  ].join(', ');
}

/** What the user should know before the command starts. */
export function runNotes({ plugins, replaced, withoutPackages, alsoFrom }: RunResult): string[] {
  const restored = plugins.filter(({ state }) => state === 'restored').map(({ id }) => id);
  return [
    ...(restored.length === 0
      ? []
      : [
          `${named(restored)} had been changed in mkt's store, and ${restored.length === 1 ? 'was' : 'were'} restored`,
        ]),
    ...(replaced.length === 0
      ? []
      : [
          `for this session, ${named(replaced.map(({ id }) => id))} ${replaced.length === 1 ? 'is' : 'are'} replaced: data, options and secrets belong to a plugin's id, so they start empty`,
        ]),
    ...(withoutPackages.length === 0
      ? []
      : [
          `${named(withoutPackages)} ${withoutPackages.length === 1 ? 'needs' : 'need'} Node packages (\`package.json\`), which are not installed for a session`,
        ]),
    ...(alsoFrom === undefined
      ? []
      : [`\`CLAUDE_CODE_PLUGIN_DIRS\` is set, so plugins from \`${alsoFrom}\` are also loaded`]),
  ];
}

const named = (ids: readonly string[]): string => listed(quoted(ids));

/** Why the locked plugins would not load, and what to do. */
export function refusalWords(refusal: RunRefusal): { readonly reason: string; readonly hint?: string } {
  switch (refusal.kind) {
    case 'not-stored':
      return {
        reason: `\`${refusal.id}\`: ${refusal.reason}`,
        ...(refusal.hint !== undefined && { hint: refusal.hint }),
      };
    case 'one-name':
      return {
        reason: `the manifests of ${named(refusal.ids)} have the same name, \`${refusal.name}\`, which the client uses to tell a session's plugins apart`,
        hint: 'remove all but one of them from the plugin list',
      };
    case 'flags-refused':
      return {
        reason: `an administrator does not allow plugins for a single session (\`disableSideloadFlags\`, ${at(refusal)})`,
        hint: 'use `mkt sync`, which copies the plugins into the project',
      };
    case 'managed-name':
      return {
        reason: `an administrator manages \`${refusal.id}\` (${at(refusal)}), so the client skips the locked \`${refusal.name}\``,
        hint: `remove \`${refusal.name}\` from the plugin list, or ask the administrator to remove it from the managed settings`,
      };
    case 'switched-off':
      return {
        reason: `\`${refusal.name}@inline\` is disabled (${at(refusal)}), so the client would not load the locked \`${refusal.name}\``,
        hint: 'remove that line',
      };
  }
}

const at = ({ file, line }: { file: string; line: number }): string => `${file}:${line}`;
