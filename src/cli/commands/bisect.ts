import { basename } from 'node:path';
import { nextStep } from '../../changes/bisect.ts';
import { pluginId } from '../../model/plugin-id.ts';
import { printable } from '../../model/text.ts';
import {
  type BisectJournal,
  bisectFiles,
  readBisect,
  removeBisect,
  writeBisect,
  writeSessionSettings,
} from '../../project/bisect-journal.ts';
import type { BisectResult } from '../../report/bisect-result.ts';
import { become, type Ended } from '../../sources/process/become.ts';
import type { Answer, Call } from '../call.ts';
import { diskReason } from '../disk-reason.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { combinationOf } from '../gathered.ts';

export type { BisectJournal } from '../../project/bisect-journal.ts';

/** The variable that names settings which disable the plugins that are left out, for commands that start a client themselves. */
const settingsVariable = 'MKT_BISECT_SETTINGS';

/**
 * The search in the working folder.
 * @throws Failure if its journal cannot be read.
 */
export function bisectIn({ options, world }: Call): BisectJournal | undefined {
  const journal = readBisect(options.cwd, world.env);
  if (journal !== 'unreadable') return journal;
  throw new Failure(`\`${bisectFiles(options.cwd, world.env).journal}\` cannot be read`, {
    hint: 'run `mkt bisect reset` to remove it, along with what was tried so far',
  });
}

/** The search in the working folder, or a new one: over the locked plugins, or what is installed. */
export async function bisectFrom(call: Call): Promise<BisectJournal> {
  const { options } = call;
  const from = options.installed === true ? 'installed' : 'lock';
  const journal = bisectIn(call);
  if (journal !== undefined) {
    if (from === 'installed' && journal.from === 'lock')
      throw new Failure('a search over the locked plugins is in progress in this folder', {
        hint: 'run `mkt bisect reset` to end it',
      });
    return journal;
  }
  const suspects = await call.world.aside.spinner.during('reading plugins', () =>
    from === 'lock' ? lockedSuspects(call) : installedSuspects(call),
  );
  if (suspects.length === 0)
    throw new Failure('there are no plugins to search', {
      code: exitCode.problem,
      hint:
        from === 'lock'
          ? 'add plugins with `mkt add`: the lock is empty'
          : 'run `mkt check --installed` to see what is installed',
    });
  const fresh: BisectJournal = { mkt: 1, from, suspects, tried: [] };
  keep(call, fresh);
  return fresh;
}

/** Adds an answer to the search. */
export function withAnswer(
  call: Call,
  journal: BisectJournal,
  ids: readonly string[],
  isBad: boolean,
): BisectJournal {
  const next = { ...journal, tried: [...journal.tried, { ids: [...ids], isBad }] };
  keep(call, next);
  return next;
}

function keep({ options, world }: Call, journal: BisectJournal): void {
  try {
    writeBisect(options.cwd, world.env, journal);
  } catch (error) {
    const [why] = diskReason(error as NodeJS.ErrnoException);
    throw new Failure(`cannot keep the answers of the search: ${why}`, {
      code: exitCode.failed,
      hint: 'set `XDG_STATE_HOME` to a folder that you can write',
    });
  }
}

/** Where a search stands, for reports. */
export function standOf(journal: BisectJournal): BisectResult {
  const step = nextStep(journal.suspects, journal.tried);
  return {
    state: step.kind,
    from: journal.from,
    size: journal.suspects.length,
    plugins: 'ids' in step ? step.ids : [],
    ...(step.kind === 'try' && { left: step.left }),
    tried: journal.tried,
  };
}

/** How a search ends for its caller. */
export const codeOf = (kind: BisectResult['state']) =>
  kind === 'found' || kind === 'try' ? exitCode.fine : exitCode.problem;

/** Runs a command with some of the plugins, for one session; nothing of the user's is changed. */
export async function runWith(
  call: Call,
  journal: BisectJournal,
  ids: readonly string[],
): Promise<Exclude<Ended, { readonly problem: unknown }>> {
  const { options, world } = call;
  const [asked = 'claude', ...rest] = call.args;
  const isClient = /^claude(?:\.exe)?$/i.test(basename(asked));
  const settings = writeSessionSettings(options.cwd, world.env, switchesOf(journal, ids));
  const session = isClient ? ['--settings', settings] : [];
  const variables = isClient ? {} : { [settingsVariable]: settings };
  const { command, environment } =
    journal.from === 'lock'
      ? await world.aside.spinner.during('reading plugins', () =>
          lockedCommand({ ...call, args: [asked, ...session, ...rest] }, ids),
        )
      : { command: [asked, ...session, ...rest], environment: {} };
  const [program = '', ...args] = command;
  const ended = await become(program, args, {
    cwd: options.cwd,
    env: { ...world.env, ...environment, ...variables },
  });
  if (!('problem' in ended)) return ended;
  throw new Failure(
    `\`${printable(asked)}\` ${ended.problem === 'not-found' ? 'was not found' : 'is not executable'}`,
    { code: exitCode.failed, hint: 'correct the command and run it again: the search is unchanged' },
  );
}

/** What settings of the session say: copies in the skills folder would load as well, and are disabled with their plugin. */
function switchesOf({ from, suspects }: BisectJournal, ids: readonly string[]): Record<string, boolean> {
  const wanted = new Set(ids);
  return Object.fromEntries(
    suspects.flatMap(({ id, name }) => {
      if (from === 'installed') return [[id, wanted.has(id)]];
      // What takes part in the session is loaded from its locked copy.
      return [id, `${name}@skills-dir`].map((each) => [each, false]);
    }),
  );
}

async function lockedCommand(call: Call, ids: readonly string[]) {
  const [{ readableProject, freshLock }, { prepared }] = await Promise.all([
    import('./fresh-lock.ts'),
    import('./run.ts'),
  ]);
  const project = await readableProject(call);
  const { lock } = await freshLock(project, call);
  const wanted = [...lock.plugins.keys()].filter((id) => ids.includes(id));
  const result = await prepared(call, project, lock, wanted);
  if (result.state !== 'refused') return result;
  const { refusalWords } = await import('../../report/run-words.ts');
  const [first] = result.refused.map(refusalWords);
  throw new Failure(`the plugins cannot be started: ${first?.reason}`, {
    code: exitCode.problem,
    hint: first?.hint,
  });
}

async function lockedSuspects(call: Call): Promise<BisectJournal['suspects']> {
  const { readableProject, freshLock } = await import('./fresh-lock.ts');
  const { lock } = await freshLock(await readableProject(call), call);
  return [...lock.plugins].map(([id, { name, dependencies }]) => ({
    id,
    name,
    requires: dependencies.map(({ name, marketplace }) => pluginId(name, marketplace)),
  }));
}

async function installedSuspects({ options, world }: Call): Promise<BisectJournal['suspects']> {
  const { gatherInstalled } = await import('../installed.ts');
  const gathered = await gatherInstalled(options, world, { isAsked: false });
  const combination = combinationOf(gathered);
  return combination.map(({ chosen: { name, marketplace } }) => ({
    id: pluginId(name, marketplace),
    name,
    requires: combination.flatMap(({ chosen }) =>
      chosen.requiredBy.some((by) => by.name === name) ? [pluginId(chosen.name, chosen.marketplace)] : [],
    ),
  }));
}

/** No search is under way. */
export const noSearch: BisectResult = { state: 'none', size: 0, plugins: [], tried: [] };

/** Takes an answer for what is to be tried, and says what comes next. What the search was for is told once, and then forgotten. */
export async function answered(call: Call, isBad: boolean): Promise<Answer<BisectResult>> {
  const journal = bisectIn(call);
  if (journal === undefined)
    throw new Failure('no search is in progress', { hint: 'run `mkt bisect try` to start one' });
  const before = standOf(journal);
  const stand = before.state === 'try' ? standOf(withAnswer(call, journal, before.plugins, isBad)) : before;
  if (stand.state !== 'try') removeBisect(call.options.cwd, call.world.env);
  return { code: codeOf(stand.state), result: stand };
}
