import { changesBetween, type Runs, runsOf } from '../../changes/machine-runs.ts';
import { pluginId } from '../../model/plugin.ts';
import {
  readRememberedRuns,
  rememberedRunsFile,
  writeRememberedRuns,
} from '../../project/machine/remembered-runs.ts';
import type { ChangedResult } from '../../report/changed-result.ts';
import { today } from '../acceptances.ts';
import type { Answer, Call } from '../call.ts';
import { diskReason } from '../disk-reason.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { combinationOf, type Gathered } from '../gathered.ts';
import { gatherInstalled } from '../installed.ts';
import { refuseFaults } from '../refuse-faults.ts';
import type { World } from '../world.ts';

/** `mkt changed`: what the plugins on this machine run, compared with what they ran before. */
export async function run({ options, world }: Call): Promise<Answer<ChangedResult>> {
  const gathered = await gatherInstalled(options, world, { isAsked: false });
  if (gathered.state === 'unreadable')
    await refuseFaults({ ofList: gathered.faults, ofRegistries: [] }, world.aside);
  const file = rememberedRunsFile(world.env);
  const remembered = readRememberedRuns(world.env);
  if (remembered === 'unreadable')
    throw new Failure(`\`${file}\` cannot be read`, {
      hint: 'remove it: the next `mkt changed` then remembers what runs at that time',
    });
  const now = new Map(
    combinationOf(gathered).map(({ chosen: { name, marketplace }, release }) => [
      pluginId(name, marketplace),
      runsOf(release),
    ]),
  );
  const before = remembered?.plugins ?? now;
  const after = new Map([...stillThere(before, gathered), ...now]);
  const changes = changesBetween(before, after);
  const isRemembered = remembered === undefined || (options.accept === true && changes.length > 0);
  if (isRemembered) remember(world, file, { day: today(), plugins: after });
  const isChange = changes.length > 0 && options.accept !== true;
  return {
    code: options.check === true && isChange ? exitCode.problem : exitCode.fine,
    result: {
      plugins: now.size,
      ...(remembered !== undefined && { since: remembered.day }),
      changes,
      isRemembered,
    },
  };
}

/** What does not run in this folder, but is installed anyway: it may run in another folder, and is not gone. */
function stillThere(
  before: ReadonlyMap<string, Runs>,
  { installed = [] }: Gathered,
): (readonly [string, Runs])[] {
  const ids = new Set(installed.map(({ id }) => id));
  return [...before].filter(([id]) => ids.has(id));
}

function remember({ env }: World, file: string, what: Parameters<typeof writeRememberedRuns>[1]): void {
  try {
    writeRememberedRuns(env, what);
  } catch (error) {
    const [why] = diskReason(error as NodeJS.ErrnoException);
    throw new Failure(`cannot write \`${file}\`: ${why}`, {
      code: exitCode.failed,
      hint: 'set `XDG_STATE_HOME` to a folder that you can write',
    });
  }
}
