import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { entriesFor } from '../../analysis/accepted.ts';
import { baselineOf } from '../../analysis/baseline.ts';
import type { CheckResult } from '../../model/project.ts';
import { count } from '../../model/text.ts';
import { baselineText } from '../../project/baseline.ts';
import { readListFile } from '../../project/list-file.ts';
import { baselineFile } from '../../project/project-files.ts';
import { editYamlList } from '../../text/yaml-list-edit.ts';
import { folderOf, isOfProject } from '../baseline.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import type { Gathered } from '../gathered.ts';
import { isAnswered } from '../rule-settings.ts';
import { writeOut } from '../write-out.ts';

/**
 * `--write-baseline`: records the findings as accepted, so that only new ones fail: in `mkt.yaml`, or in a file of its own next to
 * settings, which have no place for them.
 */
export async function acceptFindings(
  { options, world }: Call,
  gathered: Gathered,
  { findings, accepted = [] }: CheckResult,
): Promise<Answer<never>> {
  if (!isOfProject(gathered) || options.with !== undefined)
    throw new Failure("findings can be accepted only for a project's list, not for other plugins", {
      hint: 'list them in `mkt.yaml`, and run `mkt check --write-baseline` without plugins',
    });
  if (!isAnswered(gathered))
    throw new Failure(
      'findings can be accepted only once the plugin list can be read and its plugins can be installed',
      {
        hint: 'run `mkt check`, and fix its errors first',
      },
    );
  const say = (amount: number, file: string, more = '') =>
    world.aside.stream.write(
      `wrote ${count(amount, 'finding')} to \`${file}\`; \`mkt check\` now fails only on new ones${more}\n`,
    );
  const { project } = gathered;
  const folder = folderOf(gathered, options.cwd);
  if (project === undefined || !/\.ya?ml$/.test(project.file)) {
    const known = baselineOf(findings);
    writeOut(join(folder, baselineFile), baselineText(known), baselineFile);
    say(known.length, baselineFile);
    return { code: exitCode.fine };
  }
  const path = resolve(options.cwd, project.file);
  const { mark, withoutMark } = readListFile(path);
  const kept = new Set(accepted.map(({ by }) => by));
  const add = entriesFor(findings);
  const text = editYamlList(withoutMark, {
    key: 'accepted',
    replace: new Map(),
    remove: new Set(project.accepted.flatMap((entry, index) => (kept.has(entry) ? [] : [index]))),
    add,
  });
  if (text === undefined)
    throw new Failure(`cannot edit \`accepted:\` in \`${project.file}\``, {
      hint: 'write it as a list with one entry per line, without anchors or aliases',
    });
  writeOut(path, `${mark}${text}`, project.file);
  const old = join(folder, baselineFile);
  const isReplaced = existsSync(old);
  // Its findings are in the list now; left there, all of them would be reported as gone.
  if (isReplaced) rmSync(old);
  say(
    add.length,
    project.file,
    `; give a reason for each there${isReplaced ? `\nremoved \`${baselineFile}\`, which it replaces` : ''}`,
  );
  return { code: exitCode.fine };
}
