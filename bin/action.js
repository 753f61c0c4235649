// The step of `action.yml`: runs mkt and hands its findings to GitHub as annotations, a summary, SARIF and outputs.
const { spawnSync } = require('node:child_process');
const { appendFileSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const { env } = process;
// Arguments are split here and never pass through a shell: they may come from the author of the pull request.
const words = [env.INPUT_COMMAND || 'check', ...(env.INPUT_ARGS || '').split(/\s+/)].filter(
  (word) => word !== '',
);

function mkt(...more) {
  const args = [join(__dirname, 'mkt.js'), ...words, ...more];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw error;
  return { code: status ?? 3, stdout, stderr };
}

const formats = (/^Formats: (.*)$/m.exec(mkt('--help').stdout) ?? ['', ''])[1].split(', ');
const strict = env.INPUT_STRICT === 'true' ? ['--strict'] : [];

const first = formats[0] === undefined || formats[0] === '' ? 'text' : formats[0];
const shown = mkt(...strict, '--format', formats.includes('github') ? 'github' : first);
process.stdout.write(shown.stdout);
process.stderr.write(shown.stderr);
process.exitCode = shown.code;

if (env.INPUT_SUMMARY === 'true' && env.GITHUB_STEP_SUMMARY && formats.includes('markdown'))
  appendFileSync(env.GITHUB_STEP_SUMMARY, mkt(...strict, '--format', 'markdown').stdout);
if (env.INPUT_SARIF && formats.includes('sarif'))
  writeFileSync(env.INPUT_SARIF, mkt(...strict, '--format', 'sarif').stdout);
if (env.GITHUB_OUTPUT && formats.includes('json')) {
  const report = join(env.RUNNER_TEMP || tmpdir(), 'mkt.json');
  const { stdout } = mkt(...strict, '--format', 'json');
  writeFileSync(report, stdout);
  const { errors = 0, warnings = 0 } = summaryOf(stdout);
  appendFileSync(env.GITHUB_OUTPUT, `errors=${errors}\nwarnings=${warnings}\nreport-file=${report}\n`);
}

/** The counts of a report; none if mkt could not make one. */
function summaryOf(text) {
  try {
    return JSON.parse(text).summary ?? {};
  } catch {
    return {};
  }
}
