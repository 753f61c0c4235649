import coerce from 'semver/functions/coerce.js';
import compare from 'semver/functions/compare.js';
import satisfies from 'semver/functions/satisfies.js';
import type { DoctorLine } from '../../model/doctor.ts';
import type { Finding } from '../../model/finding.ts';
import { lockFile } from '../../model/lock.ts';
import type { Release } from '../../model/plugin.ts';
import { count, listed, printable, quoted } from '../../model/text.ts';
import { readBisect } from '../../project/bisect-journal.ts';
import { isUnfinished } from '../../project/write.ts';
import type { DoctorResult } from '../../report/doctor-result.ts';
import { isInPath, type Probed, probed, versionOfProgram } from '../../sources/process/probe.ts';
import { clientFacts } from '../../sources/registries/bundled-client-facts.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { contextOf, gather } from '../gather.ts';
import { combinationOf } from '../gathered.ts';
import { projectOf } from '../project.ts';

/** `mkt doctor`: the project and this machine against each other, one line for each thing that is looked at. */
export async function run(call: Call): Promise<Answer<DoctorResult>> {
  const { options, world } = call;
  const hasList = (await projectOf(options, world.env, { required: false })).project !== undefined;
  const client = await versionOfProgram('claude', world.env);
  const forClient = {
    ...call,
    options: { ...options, ...(client !== undefined && { claudeCode: options.claudeCode ?? client }) },
  };
  const ofProject = hasList ? await projectLines(forClient) : { lines: [noList], obstacles: [] };
  const lines = [clientLine(client), ...ofProject.lines, ...(await machineLines(forClient))];
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

function clientLine(version: string | undefined): DoctorLine {
  const check = 'client';
  if (version === undefined)
    return {
      check,
      level: 'warning',
      message: '`claude` is not in `PATH`, or does not print its version',
      help: 'install Claude Code, or state its version with `--claude-code`',
    };
  const newest = clientFacts().loading.claudeCode;
  return newest !== undefined && compare(version, newest) > 0
    ? {
        check,
        level: 'warning',
        message: `claude ${version}; mkt knows the client only up to ${newest}`,
        help: 'check for a newer version of mkt',
      }
    : { check, level: 'ok', message: `claude ${version}` };
}

/** Everything about the list in this folder. */
async function projectLines(call: Call): Promise<DoctorResult> {
  const found = await attempt('list', () => checkedList(call));
  if (Array.isArray(found)) return { lines: found, obstacles: [] };
  const { findings, releases, isRead } = found;
  if (!isRead) return { lines: [summaryLine('list', findings, 'mkt check')], obstacles: [] };
  const [runtimes, programs] = [await runtimeLines(releases, call), programLines(releases, call)];
  const locked = await lockLines(call);
  const lines = [
    summaryLine('list', without(findings, toldApart), 'mkt check'),
    ...Object.entries(toldApart).map(([check, rules]) =>
      ruleLine(
        check,
        findings.filter(({ name }) => rules.includes(name)),
      ),
    ),
    ...locked.lines,
    ...runtimes,
    ...programs,
    ...variableLines(releases, call),
  ];
  return { lines, obstacles: locked.obstacles };
}

/** The rules that have a line of their own, by name. */
const toldApart: Readonly<Record<string, readonly string[]>> = {
  engines: ['client-too-old'],
  policy: ['blocked-by-policy'],
  settings: ['lists-differ', 'project-clash'],
  ports: ['port-clash'],
};

const without = (
  findings: readonly Finding[],
  apart: Readonly<Record<string, readonly string[]>>,
): Finding[] => {
  const rules = Object.values(apart).flat();
  return findings.filter(({ name }) => !rules.includes(name));
};

async function checkedList(call: Call) {
  const { run: check } = await import('./check.ts');
  const { result } = await check({ ...call, args: [] });
  const gathered = await gather([], call.options, call.world);
  const isRead = gathered.state !== 'unreadable';
  return {
    findings: result?.findings ?? [],
    releases: isRead ? contextOf(gathered).releases : [],
    isRead: isRead && (combinationOf(gathered).length > 0 || gathered.state === 'resolved'),
  };
}

/** What is wrong, counted; what it is, the command says. */
function summaryLine(check: string, findings: readonly Finding[], command: string): DoctorLine {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (errors.length > 0)
    return {
      check,
      level: 'error',
      message: `${count(errors.length, 'error')}, first: ${firstLine(errors[0])}`,
      help: `run \`${command}\``,
    };
  if (warnings.length > 0)
    return {
      check,
      level: 'warning',
      message: `${count(warnings.length, 'warning')}, first: ${firstLine(warnings[0])}`,
      help: `run \`${command}\``,
    };
  return { check, level: 'ok', message: 'nothing to report' };
}

function ruleLine(check: string, [first, ...more]: readonly Finding[]): DoctorLine {
  if (first === undefined) return { check, level: 'ok', message: 'nothing to report' };
  return {
    check,
    level: first.severity === 'error' ? 'error' : 'warning',
    message: `${firstLine(first)}${more.length > 0 ? `, and ${more.length} more` : ''}`,
    help: `run \`mkt check\`${first.help === undefined ? '' : `: ${first.help}`}`,
  };
}

const firstLine = (finding: Finding | undefined): string => finding?.message.split('\n')[0] ?? '';

/** The lock against the list, the copies against the lock, and what this machine has in the way of them. */
async function lockLines(call: Call): Promise<DoctorResult> {
  const [{ freshLock, readableProject }, { run: sync }] = await Promise.all([
    import('./fresh-lock.ts'),
    import('./sync.ts'),
  ]);
  const project = await readableProject(call);
  const lines: DoctorLine[] = isUnfinished(project.root)
    ? [
        {
          check: 'writing',
          level: 'warning',
          message: 'an earlier run was interrupted while it wrote',
          help: 'run `mkt sync` to complete or undo it',
        },
      ]
    : [];
  const locked = await attempt('lock', () => freshLock(project, call));
  if (Array.isArray(locked)) return { lines: [...lines, ...locked], obstacles: [] };
  const { plugins } = locked.lock;
  lines.push({
    check: 'lock',
    level: 'ok',
    message: `\`${lockFile}\` matches the list: ${count(plugins.size, 'plugin')} locked`,
  });
  const synced = await attempt('copies', () =>
    sync({ ...call, args: [], options: { ...call.options, check: true } }),
  );
  if (Array.isArray(synced)) return { lines: [...lines, ...synced], obstacles: [] };
  const { state, changes = [], refused = [], inTheWay = [] } = synced.result ?? { state: 'fresh' };
  lines.push(
    state === 'fresh'
      ? { check: 'copies', level: 'ok', message: 'they match the lock' }
      : {
          check: 'copies',
          level: state === 'refused' ? 'error' : 'warning',
          message:
            state === 'refused'
              ? `${count(refused.length, 'plugin')} cannot be copied`
              : `${count(changes.length, 'plugin')} to write or remove`,
          help: 'run `mkt sync`',
        },
  );
  return { lines, obstacles: inTheWay };
}

/** The runtimes that the plugins need, as this machine has them. */
async function runtimeLines(releases: readonly Release[], { world }: Call): Promise<DoctorLine[]> {
  const needs = new Map<string, { plugin: string; range: string }[]>();
  for (const { name: plugin, integration } of releases)
    for (const [runtime, range] of Object.entries(integration.requires.runtimes))
      if (runtime !== 'claude-code') needs.set(runtime, [...(needs.get(runtime) ?? []), { plugin, range }]);
  return Promise.all(
    [...needs].map(async ([runtime, all]): Promise<DoctorLine> => {
      const check = 'runtimes';
      const plugins = listed(quoted(all.map(({ plugin }) => plugin)));
      if (!probed.includes(runtime as Probed))
        return {
          check,
          level: 'skipped',
          message: `the version of \`${runtime}\` cannot be determined; ${plugins} ${all.length === 1 ? 'needs' : 'need'} it`,
        };
      const version = coerce(await versionOfProgram(runtime as Probed, world.env))?.version;
      if (version === undefined)
        return {
          check,
          level: 'error',
          message: `${runtime} is not on this machine; ${plugins} ${all.length === 1 ? 'needs' : 'need'} it`,
          help: `install ${runtime} ${all[0]?.range}`,
        };
      const unmet = all.find(({ range }) => !satisfies(version, range));
      return unmet === undefined
        ? { check, level: 'ok', message: `${runtime} ${version}` }
        : {
            check,
            level: 'error',
            message: `${runtime} ${version}; \`${unmet.plugin}\` needs ${unmet.range}`,
            help: `install ${runtime} ${unmet.range}`,
          };
    }),
  );
}

/** The programs that hooks and servers start. None of them is started here. */
function programLines(releases: readonly Release[], { world }: Call): DoctorLine[] {
  const users = usersOf(releases, ({ integration, tools = [] }) => [
    ...integration.requires.tools,
    ...tools.map(({ name }) => name),
  ]);
  const missing = [...users].filter(([program]) => !isInPath(program, world.env));
  const found = users.size - missing.length;
  return [
    ...(found > 0
      ? [
          {
            check: 'programs',
            level: 'ok',
            message: `${count(found, 'program')} that plugins start ${found === 1 ? 'is' : 'are'} in \`PATH\``,
          } as const,
        ]
      : []),
    ...missing.map(
      ([program, plugins]): DoctorLine => ({
        check: 'programs',
        level: 'warning',
        message: `\`${program}\` is not in \`PATH\`; ${listed(quoted(plugins))} ${plugins.length === 1 ? 'starts' : 'start'} it`,
        help: 'install it, or disable the plugin that starts it',
      }),
    ),
  ];
}

/** The variables that plugins read. Their values are never looked at. */
function variableLines(releases: readonly Release[], { world }: Call): DoctorLine[] {
  const users = usersOf(releases, ({ integration, variables = [] }) => [
    ...integration.env.filter(({ required }) => required).map(({ name }) => name),
    ...variables.map(({ name }) => name),
  ]);
  const unset = [...users].filter(([name]) => (world.env[name] ?? '') === '');
  if (users.size === 0) return [];
  if (unset.length === 0)
    return [
      {
        check: 'variables',
        level: 'ok',
        message: `${count(users.size, 'variable')} that plugins read ${users.size === 1 ? 'is' : 'are'} set`,
      },
    ];
  return unset.map(([name, plugins]) => ({
    check: 'variables',
    level: 'warning',
    message: `\`${name}\` is not set; ${listed(quoted(plugins))} ${plugins.length === 1 ? 'reads' : 'read'} it`,
    help: 'set it where you start the client',
  }));
}

function usersOf(
  releases: readonly Release[],
  of: (release: Release) => readonly string[],
): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const release of releases)
    for (const name of new Set(of(release))) users.set(name, [...(users.get(name) ?? []), release.name]);
  return users;
}

/** What is installed, and what was left behind. */
async function machineLines(call: Call): Promise<DoctorLine[]> {
  const { run: check } = await import('./check.ts');
  const checked = await attempt('installed', () =>
    check({ ...call, args: [], options: { ...call.options, installed: true } }),
  );
  const installed = Array.isArray(checked)
    ? checked
    : [summaryLine('installed', checked.result?.findings ?? [], 'mkt check --installed')];
  const isBisecting = readBisect(call.options.cwd, call.world.env) !== undefined;
  return [
    ...installed,
    ...(isBisecting
      ? [
          {
            check: 'bisect',
            level: 'warning',
            message: 'a search for a plugin that breaks something is in progress in this folder',
            help: 'continue with `mkt bisect`, or end it with `mkt bisect reset`',
          } as const,
        ]
      : []),
  ];
}

/** What a check finds, or the line that says why it cannot be made. */
async function attempt<T>(check: string, work: () => Promise<T>): Promise<T | DoctorLine[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [
      {
        check,
        level: 'error',
        message: printable(error.message),
        ...(error.hint !== undefined && { help: error.hint }),
      },
    ];
  }
}
