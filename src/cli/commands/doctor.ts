import type { DoctorLine } from '../../model/doctor.ts';
import type { Project } from '../../model/project.ts';
import { findProject } from '../../project/index.ts';
import type { DoctorResult } from '../../report/doctor-result.ts';
import { versionOfProgram } from '../../sources/process/probe.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { projectOf } from '../project.ts';
import { whileWaiting } from '../while-waiting.ts';
import { bisectLines } from './doctor/bisect-check.ts';
import { clientLine } from './doctor/client-check.ts';
import { copiesResult } from './doctor/copies-check.ts';
import { attempt } from './doctor/doctor-lines.ts';
import { installedLine } from './doctor/installed-check.ts';
import { checkedList, listLines } from './doctor/list-check.ts';
import { lockLine, writingLines } from './doctor/lock-check.ts';
import { programLines } from './doctor/programs-check.ts';
import { runtimeLines } from './doctor/runtimes-check.ts';
import { variableLines } from './doctor/variables-check.ts';

/** `mkt doctor`: the project and this machine against each other, one line for each thing that is looked at. */
export async function run(call: Call): Promise<Answer<DoctorResult>> {
  const { options, world } = call;
  const hasList = findProject(options.cwd, { env: world.env }) !== undefined;
  const { project } = hasList
    ? await projectOf(options, world.env, { required: true, takesPlugins: false })
    : { project: undefined };
  const client = await whileWaiting('asking claude for its version', world, () =>
    versionOfProgram('claude', world.env),
  );
  const forClient = {
    ...call,
    options: { ...options, ...(client !== undefined && { claudeCode: options.claudeCode ?? client }) },
  };
  const ofProject =
    project === undefined ? { lines: [noList], obstacles: [] } : await projectResult(project, forClient);
  const lines = [
    clientLine(client),
    ...ofProject.lines,
    await installedLine(forClient),
    ...bisectLines(options.cwd, world.env),
  ];
  const isSick = lines.some(({ level }) => level === 'error');
  return {
    code: isSick ? exitCode.problem : exitCode.fine,
    result: { lines, obstacles: ofProject.obstacles },
  };
}

const noList: DoctorLine = {
  check: 'list',
  level: 'skipped',
  message: 'there is no list of plugins in this folder or above',
  help: 'run `mkt init` to create one',
};

/** Everything about the list in this folder. */
async function projectResult(project: Project, call: Call): Promise<DoctorResult> {
  const list = await attempt('list', () => checkedList(call));
  if ('level' in list) return { lines: [list], obstacles: [] };
  if (!list.isRead) return { lines: listLines(list), obstacles: [] };
  const { releases } = list;
  const { env } = call.world;
  const lock = await lockLine(project, call);
  const copies = lock.level === 'ok' ? await copiesResult(project, call) : { lines: [], obstacles: [] };
  const lines = [
    ...listLines(list),
    ...writingLines(project),
    lock,
    ...copies.lines,
    ...(await whileWaiting('asking runtimes for their versions', call.world, () =>
      runtimeLines(releases, env),
    )),
    ...programLines(releases, env),
    ...variableLines(releases, env),
  ];
  return { lines, obstacles: copies.obstacles };
}
