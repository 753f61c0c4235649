// npm runs this after `npm ci`, before packing, and when the package is installed from git (as pre-commit does). It is `postprepare` and not
// `prepare`, of which npm warns at each installation of the tarball, although it does not run it there.
// From git, npm runs with its global flag and without the build tools, so they are installed here first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error !== undefined || status !== 0) {
    process.stderr.write(
      `error: \`${[command, ...args].join(' ')}\` failed${error ? `: ${error.message}` : ''}\n`,
    );
    process.exit(1);
  }
}

if (!existsSync(`${root}node_modules/tsx`)) {
  const npm = process.env.npm_execpath ?? '';
  const flags = [
    'install',
    '--global=false',
    '--include=dev',
    '--ignore-scripts',
    '--no-save',
    '--no-audit',
    '--no-fund',
  ];
  if (npm !== '') run(process.execPath, [npm, ...flags]);
  else run('npm', flags);
}
run(process.execPath, [`${root}node_modules/tsx/dist/cli.mjs`, `${root}scripts/build.ts`]);
