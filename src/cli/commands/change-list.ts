import { relative, sep } from 'node:path';
import { inMktYaml, inSettings, isEmpty, type ListChange } from '../../changes/list-change.ts';
import { type Review, reviewOf } from '../../changes/review.ts';
import { unlockedInRelease } from '../../client/unlocked-in-release.ts';
import { keyOf } from '../../model/finding.ts';
import { type Lock, lockFile } from '../../model/lock.ts';
import { type PluginId, pluginId } from '../../model/plugin.ts';
import { isError } from '../../model/problems.ts';
import type { CheckResult, Project } from '../../model/project.ts';
import type { Spec } from '../../model/resolution.ts';
import { printable } from '../../model/text.ts';
import { findProject } from '../../project/index.ts';
import { type ListFile, readListFile, withEdits } from '../../project/list-file.ts';
import { type ReadLock, readLock } from '../../project/lock-file.ts';
import type { LockWorld } from '../../project/make-lock.ts';
import { projectSettings } from '../../project/settings-places.ts';
import { type FileChange, ownProject, type Refusal } from '../../project/write.ts';
import type { CombinationChange, ListChangeResult } from '../../report/list-change-result.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { type ExitCode, exitCode, exitCodeOf } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { diffOf } from '../fixes.ts';
import { gather } from '../gather.ts';
import { type ChosenRelease, combinationOf, type Gathered } from '../gathered.ts';
import { inspect } from '../inspection.ts';
import { keptVersions } from '../lock-report.ts';
import { lockBefore, newLock } from '../new-lock.ts';
import { noList, projectOf } from '../project.ts';
import { reviewOfMove } from '../review-of-versions.ts';
import { whatIf } from '../what-if.ts';
import { refuse, tell } from '../written.ts';
import { checkResult } from './check.ts';

/** A change of the list with all that it leads to; nothing is written yet. */
interface Planned {
  readonly result: Omit<ListChangeResult, 'state'>;
  readonly files: readonly FileChange[];
  /** Of the check of the new list. */
  readonly code: ExitCode;
}

/**
 * Changes the list of a project: checks the new whole, shows what it leads to, and writes list and lock together.
 * @param decide what becomes of the list, from its entries and what they resolve to.
 */
export async function changeList(
  call: Call,
  action: ListChangeResult['action'],
  decide: (list: readonly Spec[], gathered: Gathered) => ListChange,
): Promise<Answer<ListChangeResult>> {
  const { options, world } = call;
  const file = findProject(options.cwd, { env: world.env });
  if (file === undefined) throw noList();
  const { root } = await listed(file, call);
  const change = async (write: Write) =>
    changed(await plan(call, { file, project: await listed(file, call), action, decide }), write, call);
  if (options.yes === true && options.dryRun !== true)
    // The list is read only when no other mkt changes it: of two at once, the second adds to what the first has written.
    return ownProject(root, world.env, (own) => {
      tell(own.recovered, world.aside);
      return change((files) => own.write(files));
    });
  // An earlier run may have been stopped between its two files. Nothing is held while a human reads.
  await ownProject(root, world.env, async ({ recovered }) => tell(recovered, world.aside));
  return change((files) => ownProject(root, world.env, (own) => own.write(files)));
}

type Write = (files: readonly FileChange[]) => Promise<readonly Refusal[]>;

/** The project with its list as it is now. */
async function listed(file: string, { options, world }: Call): Promise<Project> {
  const { project, faults } = await projectOf({ ...options, list: file }, world.env, { required: true });
  if (project === undefined || faults.some(isError))
    throw new Failure(`\`${printable(shownPath(file, options.cwd))}\` has errors, so it is not edited`, {
      hint: 'run `mkt check` to see them',
    });
  return project;
}

/** Carries out what was planned, if nothing speaks against it and it is wanted. */
async function changed(
  { result, files, code }: Planned,
  writeFiles: Write,
  { options, world }: Call,
): Promise<Answer<ListChangeResult>> {
  if (files.length === 0) return { code: exitCode.fine, result: { ...result, state: 'unchanged' } };
  const write = async (): Promise<Answer<ListChangeResult>> => {
    refuse(await writeFiles(files));
    return { code: exitCode.fine, result: { ...result, state: 'written' } };
  };
  if (code !== exitCode.fine && options.force !== true)
    return { code, result: { ...result, state: 'refused' } };
  if (options.dryRun === true) return { code: exitCode.fine, result: { ...result, state: 'would-change' } };
  if (options.yes === true) return write();
  if (world.asks?.() !== true) return { code: exitCode.problem, result: { ...result, state: 'unconfirmed' } };
  const yes = async () => {
    const { code, result } = await write();
    return { code, ...(result && { result: { ...result, plugins: [], findings: [], gone: 0, diff: '' } }) };
  };
  return {
    code: exitCode.problem,
    result: { ...result, state: 'would-change' },
    question: { text: 'write this?', yes },
  };
}

const nothing = {
  added: [],
  removed: [],
  changed: [],
  plugins: [],
  findings: [],
  gone: 0,
  diff: '',
  verdict: 'loads',
} as const;

/** What the change leads to; no files if the list says so already. */
async function plan(
  { args, options, world }: Call,
  {
    file,
    project,
    action,
    decide,
  }: {
    file: string;
    project: Project;
    action: ListChangeResult['action'];
    decide: (list: readonly Spec[], gathered: Gathered) => ListChange;
  },
): Promise<Planned> {
  const { root } = project;
  const read = await readLock(root, options.cwd);
  const { lock: before } = await lockBefore(read);
  const kept = keptVersions(before, () => false);
  const asked = { ...options, list: file, unlocked: true, ...(read && { locked: kept }) };
  const was = await gather([], asked, world);
  let change = decide(project.plugins, was);
  if (isEmpty(change))
    return {
      code: exitCode.fine,
      files: [],
      result: { ...nothing, action, file: shownPath(file, options.cwd) },
    };
  if (file.endsWith('.json')) change = { ...change, added: await withMarketplaces(change, was, file) };
  const lists = editedFiles(file, project, change, options.cwd);
  const files = withEdits(new Map(lists.map(({ path, after }) => [path, after])));
  const becomes = await gather([], { ...asked, files, withoutUser: false }, world);
  refuseStillEnabled(change, becomes);
  const call = { args, options };
  const [old, fresh] = [
    checkResult(was, await inspect(was, { options, world }), call),
    checkResult(becomes, await inspect(becomes, { options, world }), call),
  ];
  const findings = newIn(fresh, old);
  const access = accessFor(world, { offline: options.offline });
  const lock = await lockChange(becomes, read, { root, cwd: options.cwd, access });
  const paths = (path: string) => relative(root, path).split(sep).join('/');
  return {
    code: codeOf(findings, old, fresh),
    files: [
      ...lists.map(({ path, read: { text }, after }) => ({
        path: paths(path),
        before: text,
        content: after,
      })),
      ...(lock === undefined ? [] : [lock]),
    ],
    result: {
      action,
      file: lists.map(({ shown }) => shown).join(', '),
      added: change.added.map(({ text }) => text),
      removed: change.removed.map(({ before: { text } }) => text),
      changed: change.changed.map((each) => ({ before: each.before.text, after: each.after.text })),
      plugins: await combinationChanges(was, becomes, {
        lock: before,
        world: { root, cwd: options.cwd, access },
      }),
      findings,
      // A list that cannot be installed is not checked as a whole, so that something may only seem to be gone.
      gone: fresh.verdict.kind === 'loads' ? newIn(old, fresh).length : 0,
      verdict: fresh.verdict.kind,
      diff: lists.map(({ shown, read: { text }, after }) => diffOf({ shown, before: text, after })).join(''),
      ...(read && { lock: { file: read.file, isWritten: lock !== undefined } }),
    },
  };
}

/** The findings of one check that another does not have. */
function newIn({ findings }: CheckResult, other: CheckResult): CheckResult['findings'] {
  const known = new Set(other.findings.map(keyOf));
  return findings.filter((finding) => !known.has(keyOf(finding)));
}

/** How a check of the new list ends; what the old one had already does not keep anybody from a change. */
function codeOf(findings: CheckResult['findings'], old: CheckResult, fresh: CheckResult): ExitCode {
  const isNew =
    fresh.verdict.kind !== old.verdict.kind || findings.some(({ severity }) => severity === 'error');
  return isNew ? exitCodeOf(findings, { strict: false, verdict: fresh.verdict.kind }) : exitCode.fine;
}

/** The edited files: the list itself, or every file of settings that enables a plugin that goes. */
function editedFiles(
  file: string,
  { root, plugins }: Project,
  change: ListChange,
  cwd: string,
): { readonly path: string; readonly shown: string; readonly read: ListFile; readonly after: string }[] {
  const one = (path: string, edit: (text: string) => string | undefined) => {
    const read = readListFile(path);
    const shown = shownPath(path, cwd);
    const after = edit(read.withoutMark);
    if (after === undefined)
      throw new Failure(`\`${printable(shown)}\` cannot be edited without touching more than the list`, {
        code: exitCode.problem,
        hint: `write it there by hand: ${handwork(change)}`,
      });
    return { path, shown, read, after: `${read.mark}${after}` };
  };
  if (!file.endsWith('.json')) return [one(file, (text) => inMktYaml(text, change))];
  if (change.changed.length > 0)
    throw new Failure("the client's settings have no versions, so they cannot contain a range", {
      code: exitCode.problem,
      hint: `list ${plugins.length === 0 ? 'your plugins' : "the settings' plugins"} in \`mkt.yaml\`, which supports ranges`,
    });
  const others = projectSettings(root)
    .map(({ path }) => path)
    .filter((path) => path !== file && readListFile(path).text !== '');
  return [file, ...others]
    .map((path) => one(path, (text) => inSettings(text, path === file ? change : { ...change, added: [] })))
    .filter(({ read, after }) => read.text !== after);
}

const handwork = ({ added, changed, removed }: ListChange): string =>
  [
    ...added.map(({ text }) => `add \`${printable(text)}\``),
    ...changed.map(
      ({ before, after }) => `replace \`${printable(before.text)}\` with \`${printable(after.text)}\``,
    ),
    ...removed.map(({ before }) => `remove \`${printable(before.text)}\``),
  ].join(', ');

/** Settings name a plugin with its marketplace; where the request leaves it open, it is the one that the plugin resolves to. */
async function withMarketplaces({ added }: ListChange, gathered: Gathered, file: string): Promise<Spec[]> {
  const whole: Spec[] = [];
  for (const spec of added) {
    if (spec.range !== '*')
      throw new Failure(
        `\`${printable(spec.text)}\` has a range, which the client's settings cannot contain`,
        {
          code: exitCode.problem,
          hint: `add \`${printable(spec.name)}\` without it, or move the list to \`mkt.yaml\``,
        },
      );
    if (spec.marketplace !== undefined) {
      whole.push(spec);
      continue;
    }
    const { resolution } = await whatIf(gathered, spec, 'highest');
    const chosen = resolution?.ok ? resolution.chosen.find(({ name }) => name === spec.name) : undefined;
    if (chosen === undefined)
      throw new Failure(`it is not known which marketplace \`${printable(spec.name)}\` comes from`, {
        code: exitCode.problem,
        hint: `write it as \`${printable(spec.name)}@marketplace\`, as \`${printable(file.split(sep).at(-1) ?? '')}\` does`,
      });
    const id = pluginId(chosen.name, chosen.marketplace);
    whole.push({ ...spec, text: id, marketplace: chosen.marketplace });
  }
  return whole;
}

/** The user's own settings are not those of a project: mkt does not edit them. */
function refuseStillEnabled({ removed }: ListChange, { project }: Gathered): void {
  const still = project?.plugins.find(({ name, marketplace }) =>
    removed.some(({ before }) => before.name === name && before.marketplace === marketplace),
  );
  if (still === undefined) return;
  throw new Failure(
    `\`${printable(still.text)}\` is also enabled in \`${printable(still.location?.file ?? 'other settings')}\`, which does not belong to the project`,
    { code: exitCode.problem, hint: 'remove it there' },
  );
}

/** The new lock, if there is one and the new list can be locked. */
async function lockChange(
  becomes: Gathered,
  read: ReadLock | undefined,
  world: LockWorld,
): Promise<FileChange | undefined> {
  if (read === undefined || becomes.state !== 'resolved') return undefined;
  const { lock: before } = await lockBefore(read);
  const { text } = await newLock(becomes, { before, moving: () => false }, world);
  return { path: lockFile, before: read.text, content: text };
}

/** Whether a list that is in conflict asks for a plugin anyway: it names it, or all that require it. */
function isWanted({ chosen: { name, requiredBy } }: ChosenRelease, list: Gathered): boolean {
  if (list.state === 'resolved') return false;
  const named = new Set(list.specs.map((spec) => spec.name));
  return named.has(name) || (requiredBy.length > 0 && requiredBy.every((each) => named.has(each.name)));
}

/** What changes from one chosen release to another, with the files of both as far as they are known. */
async function reviewOfChange(
  id: PluginId,
  [old, fresh]: readonly [ChosenRelease, ChosenRelease],
  becomes: Gathered,
  { lock, world }: { readonly lock: Lock; readonly world: LockWorld },
): Promise<Review> {
  const plugin = becomes.state === 'unreadable' ? undefined : becomes.plugins.get(id);
  const versions = { version: old.chosen.version, after: fresh.chosen.version };
  const review = plugin && (await reviewOfMove(plugin, { lock, ...versions }, world));
  return review ?? reviewOf(old.release, fresh.release);
}

/**
 * What comes, moves and goes, by plugin. A list that is in conflict has no combination to compare: what one side does not have because
 * of a conflict neither goes with it nor comes back.
 */
async function combinationChanges(
  was: Gathered,
  becomes: Gathered,
  locked: { readonly lock: Lock; readonly world: LockWorld },
): Promise<CombinationChange[]> {
  const byId = (gathered: Gathered) =>
    new Map(
      combinationOf(gathered).map((each): [PluginId, ChosenRelease] => [
        pluginId(each.chosen.name, each.chosen.marketplace),
        each,
      ]),
    );
  const [before, after] = [byId(was), byId(becomes)];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes: CombinationChange[] = [];
  for (const id of ids) {
    const [old, fresh] = [before.get(id), after.get(id)];
    if (old?.chosen.version === fresh?.chosen.version) continue;
    if (old === undefined && fresh !== undefined && isWanted(fresh, was)) continue;
    if (fresh === undefined && old !== undefined && isWanted(old, becomes)) continue;
    changes.push({
      kind: old === undefined ? 'add' : fresh === undefined ? 'drop' : 'move',
      id,
      ...(old && { before: old.chosen.version }),
      ...(fresh && { after: fresh.chosen.version }),
      ...(old && fresh && { review: await reviewOfChange(id, [old, fresh], becomes, locked) }),
      unlocked: fresh === undefined ? [] : unlockedInRelease(fresh.release).map(({ runs }) => runs),
      requiredBy: (fresh ?? old)?.chosen.requiredBy.map(({ name }) => name) ?? [],
    });
  }
  return changes;
}
