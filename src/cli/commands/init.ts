import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type HookTool, hookTexts, withPreCommitHook } from '../../changes/hook-text.ts';
import { newListText } from '../../changes/new-list.ts';
import { schemaLine } from '../../model/formats/schema-address.ts';
import { isError } from '../../model/problems.ts';
import { printable } from '../../model/text.ts';
import { listIn, settingsIn } from '../../project/find.ts';
import { hookToolOf } from '../../project/hook-tool.ts';
import { type FileChange, ownProject } from '../../project/write.ts';
import type { InitResult } from '../../report/init-result.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { projectOf } from '../project.ts';
import { published } from '../published.ts';
import { refuse, tell } from '../written.ts';

/** `mkt init`: a list from what is there, or an empty one. */
export async function run({ options, world }: Call): Promise<Answer<InitResult>> {
  const { cwd, dryRun } = options;
  const there = listIn(cwd);
  if (there !== undefined && options.hook !== true)
    throw new Failure(`\`${printable(shownPath(there, cwd))}\` already exists, and is not overwritten`, {
      code: exitCode.problem,
      hint: 'run `mkt add <plugin>` to add to it, or `mkt init --hook` to write the hook',
    });
  const found = there === undefined ? await foundIn(cwd, { options, world }) : nothing;
  const registries = [...new Set([...options.registry, ...found.registries])];
  const hook = hookOf(cwd, options.hook === true);
  const files: FileChange[] = [
    ...(there === undefined
      ? [
          {
            path: 'mkt.yaml',
            before: null,
            content: newListText({
              ...found,
              registries,
              bundled: options.bundled,
              schemaLine: schemaLine('project', published()),
            }),
          },
        ]
      : []),
    ...(hook.change === undefined ? [] : [hook.change]),
  ];
  if (dryRun !== true)
    refuse(
      await ownProject(cwd, world.env, (own) => {
        tell(own.recovered, world.aside);
        return own.write(files);
      }),
    );
  const { tool, file, text } = hook;
  return {
    code: exitCode.fine,
    result: {
      file: there === undefined ? 'mkt.yaml' : shownPath(there, cwd),
      ...(there !== undefined && { isKept: true }),
      state: dryRun === true ? 'would-change' : 'written',
      ...(found.from !== undefined && { from: found.from }),
      plugins: found.plugins,
      ...(found.ofUser !== undefined && found.ofUser > 0 && { ofUser: found.ofUser }),
      hook: { tool, ...(file !== undefined && { file }), text, isWritten: hook.change !== undefined },
    },
  };
}

/** What goes into a new list. */
interface Found {
  /** The file, or `this machine`. */
  readonly from?: string;
  /** How many plugins are installed for the user, and were left out. */
  readonly ofUser?: number;
  readonly plugins: readonly string[];
  readonly registries: readonly string[];
}

const nothing: Found = { plugins: [], registries: [] };

/** What the settings in a folder enable; without any, what the client has installed for it. */
async function foundIn(cwd: string, { options, world }: Pick<Call, 'options' | 'world'>): Promise<Found> {
  const enabled = options.installed === true ? nothing : await enabledIn(cwd, { options, world });
  if (enabled.from !== undefined) return enabled;
  const { installedList } = await import('../../project/machine/installed-list.ts');
  const { plugins, registries, ofUser } = installedList(cwd, world.env, options.installed === true);
  return { plugins, registries, ofUser, ...(plugins.length > 0 && { from: 'this machine' }) };
}

/** What the settings in a folder enable, and the marketplaces that they declare. */
async function enabledIn(cwd: string, { options, world }: Pick<Call, 'options' | 'world'>): Promise<Found> {
  const settings = settingsIn(cwd);
  if (settings === undefined) return nothing;
  // The list is for everyone who works on the project: what only this user enables does not belong in it.
  const { project, faults } = await projectOf({ ...options, list: settings, withoutUser: true }, world.env, {
    required: true,
  });
  const from = shownPath(settings, cwd);
  if (project === undefined || faults.some(isError))
    throw new Failure(`\`${printable(from)}\` has errors, so no list is created from it`, {
      hint: 'run `mkt check` to see them',
    });
  return {
    from,
    plugins: project.plugins.map(({ text }) => text),
    registries: (project.marketplaces ?? []).map(({ text }) => text),
  };
}

interface Hook {
  readonly tool: HookTool;
  readonly text: string;
  readonly file?: string;
  readonly change?: FileChange;
}

/** The hook of the project's tool, and what writes it, if that was asked for and can be done without harm. */
function hookOf(root: string, isAsked: boolean): Hook {
  const { tool, file } = hookToolOf(root);
  const text = hookTexts[tool];
  const shown = { tool, text, ...(file !== undefined && { file }) };
  if (!isAsked) return shown;
  if (tool === 'pre-commit' && file !== undefined) {
    const before = readOwn(join(root, file));
    const content = withPreCommitHook(before);
    if (content !== undefined) return { ...shown, change: { path: file, before, content } };
  }
  if (tool === 'git' && file !== undefined && !existsSync(join(root, file)))
    return { ...shown, change: { path: file, before: null, content: text, executable: true } };
  throw new Failure(
    tool === 'pre-commit' || tool === 'git'
      ? `\`${file}\` already has a hook, or has an unexpected layout, so it is not changed`
      : `hooks are written only for pre-commit and plain git, and this project uses ${tool === 'none' ? 'neither' : tool}`,
    { code: exitCode.problem, hint: 'run `mkt init` without `--hook`: it shows what to add' },
  );
}
