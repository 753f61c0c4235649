import type { DoctorLine } from '../../model/doctor.ts';
import type { Lock } from '../../model/lock.ts';
import type { Project } from '../../model/project.ts';
import { findProject } from '../../project/index.ts';
import type { DoctorResult } from '../../report/doctor-result.ts';
import type { SyncResult } from '../../report/sync-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { projectOf } from '../project.ts';
import { whileWaiting } from '../while-waiting.ts';
import { bisectLines } from './doctor/bisect-check.ts';
import { clientLine, judgedClient } from './doctor/client-check.ts';
import { copiesResult } from './doctor/copies-check.ts';
import { attempt } from './doctor/doctor-lines.ts';
import { installedLine } from './doctor/installed-check.ts';
import { leftOverLines } from './doctor/left-over-check.ts';
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
  const client = await whileWaiting('asking claude for its version', world, () => judgedClient(call));
  const { version, program } = client;
  const forClient = {
    ...call,
    options: { ...options, ...(version !== undefined && { claudeCode: options.claudeCode ?? version }) },
    world: { ...world, env: { ...world.env, ...(program !== undefined && { MKT_CLIENT: program }) } },
  };
  const ofProject =
    project === undefined
      ? { lines: [noList, ...writingLines(options.cwd, false)], obstacles: [] }
      : await projectResult(project, forClient, program !== undefined);
  const lines = [
    clientLine(client),
    ...ofProject.lines,
    await installedLine(forClient),
    ...bisectLines(options.cwd, world.env),
    ...leftOverLines(world.env, options.cwd),
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
  message: 'there is no plugin list in this folder or above it',
  help: 'run `mkt init` to create one',
};

/** Everything about the list in this folder. */
async function projectResult(project: Project, call: Call, asksClient: boolean): Promise<DoctorResult> {
  const list = await attempt('list', () => checkedList(call));
  if ('level' in list) return { lines: [list], obstacles: [] };
  if (!list.isRead) return { lines: listLines(list), obstacles: [] };
  const { releases } = list;
  const { env } = call.world;
  const { line, lock } = await lockLine(project, call);
  const copies = lock === undefined ? { lines: [], obstacles: [] } : await copiesResult(project, call);
  const lines = [
    ...listLines(list),
    ...writingLines(project.root, true),
    line,
    ...copies.lines,
    ...(asksClient && lock !== undefined ? [await loaded(project, lock, copies, call)] : []),
    ...(await whileWaiting('asking runtimes for their versions', call.world, () =>
      runtimeLines(releases, env),
    )),
    ...programLines(releases, env),
    ...variableLines(releases, env),
  ];
  return { lines, obstacles: copies.obstacles };
}

/** What the client that the user named lists here. */
async function loaded(
  project: Project,
  lock: Lock,
  { synced }: { readonly synced?: SyncResult | undefined },
  call: Call,
): Promise<DoctorLine> {
  const { loadedLine } = await import('./doctor/loaded-check.ts');
  return whileWaiting('asking the client for its plugins', call.world, () =>
    loadedLine(project, { lock, synced }, call),
  );
}
