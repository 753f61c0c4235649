// mkt as a library: the commands as functions, with the values that `--json` prints. Importing it reads and starts nothing; the program
// is loaded by the first call.
import { createRequire } from 'node:module';
import { resolve as absolute } from 'node:path';

const require = createRequire(import.meta.url);
let main;

/** What keeps a command from giving an answer: wrong options, an unreadable file, a network that is needed. */
export class MktError extends Error {
  constructor(message, { hint, code }) {
    super(message);
    this.name = 'MktError';
    this.hint = hint;
    this.code = code;
  }
}

export const check = (specs = [], options = {}) =>
  answerOf('check', specs, options, {
    ...selection(options),
    '--with': options.with,
    '--installed': options.installed,
    '--rule': Object.entries(options.rules ?? {}).map(([rule, level]) => `${rule}=${level}`),
    '--policy': options.policy,
  });

export const plan = (specs = [], options = {}) =>
  answerOf('plan', specs, options, { ...selection(options), '--orchestration': options.orchestration });

export const resolve = (specs = [], options = {}) => answerOf('resolve', specs, options, selection(options));

export const validate = (path = '.', options = {}) =>
  answerOf('validate', [path], options, { '--since': options.since });

export const lock = (options = {}) =>
  answerOf('lock', [], options, {
    '--dry-run': options.write !== true,
    '--yes': options.write === true,
    '--upgrade': options.upgrade,
    '--exclude-newer': options.excludeNewer,
  });

const selection = ({ pattern, strategy }) => ({ '--pattern': pattern, '--strategy': strategy });

async function answerOf(command, words, options, own) {
  const {
    cwd = process.cwd(),
    registries,
    bundled,
    offline,
    claudeCode,
    strict,
    env = process.env,
  } = options;
  const flags = {
    '--registry': registries,
    '--no-bundled': bundled === false,
    '--offline': offline,
    '--claude-code': claudeCode,
    '--strict': strict,
    ...own,
  };
  const args = [command, '--json', ...Object.entries(flags).flatMap(argumentsOf), '--', ...words];
  const said = { stdout: '', stderr: '' };
  const sink = (name) => ({
    write: (text) => {
      said[name] += text;
      return true;
    },
  });
  main ??= require('../bin/load.js').load([command], env).main;
  const code = await main(args, { stdout: sink('stdout'), stderr: sink('stderr'), env, cwd: absolute(cwd) });
  const value = said.stdout.trim() === '' ? undefined : JSON.parse(said.stdout);
  if (value !== undefined && value.error === undefined) return value;
  const { message = said.stderr.trim(), hint } = value?.error ?? {};
  throw new MktError(message, { hint, code });
}

/** `true` is an option without a value, a list one that is repeated, undefined and `false` none. */
function argumentsOf([flag, value]) {
  if (value === undefined || value === false) return [];
  if (value === true) return [flag];
  return [value].flat().map((each) => `${flag}=${each}`);
}
