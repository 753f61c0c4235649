import type { DoctorLine } from '../../../model/doctor.ts';
import { shellWord } from '../../../model/shell.ts';
import { count, listed, quoted } from '../../../model/text.ts';
import { installsOfLostFolders } from '../../../project/machine/lost-folders.ts';
import { machinePaths } from '../../../project/machine/machine-places.ts';
import { leftInCache } from '../../../sources/cache/left-over.ts';
import { isStaleLock } from '../../../sources/cache/lock.ts';
import { registriesFile } from '../../../sources/cache/user-registries.ts';
import { cacheFolder } from '../../../sources/files/user-folders.ts';
import type { Io } from '../../io.ts';

/** What stopped runs of mkt have left, what its cache has without need, and what the client has for folders that are gone. */
export function leftOverLines(env: Io['env'], cwd: string): DoctorLine[] {
  const shown = machinePaths(cwd, env);
  const lockOfRegistries = `${registriesFile(env)}.lock`;
  const { locks, halves, unused } = leftInCache(cacheFolder(env), Date.now());
  const all = [...locks, ...(isStaleLock(lockOfRegistries) ? [lockOfRegistries] : [])];
  const lost = installsOfLostFolders(env);
  const folders = [...new Set(lost.map(({ projectPath }) => projectPath))];
  const [first] = lost;
  return [
    ...(all.length === 0
      ? []
      : [
          warning(
            'locks',
            `${all.length === 1 ? 'a lock file' : `${all.length} lock files`} left by mkt processes that no longer run: ${someOf(all.map(shown))}`,
            'run `mkt cache clean`',
          ),
        ]),
    ...(halves.length === 0
      ? []
      : [
          warning(
            'cache',
            `${count(halves.length, 'file or folder', 'files and folders')} left incomplete by mkt processes that were stopped: ${someOf(halves.map(shown))}`,
            'run `mkt cache clean`',
          ),
        ]),
    ...(unused.length === 0
      ? []
      : [
          warning(
            'cache',
            `${count(unused.length, 'cached repository', 'cached repositories')} that mkt has not updated for 90 days: ${someOf(unused)}`,
            'run `mkt cache clean`; what is still needed is fetched again',
          ),
        ]),
    ...(first === undefined
      ? []
      : [
          warning(
            'folders',
            `the client has ${count(lost.length, 'plugin')} installed for ${folders.length === 1 ? 'a folder that no longer exists' : `${folders.length} folders that no longer exist`}, such as deleted worktrees: ${someOf(folders.map(shown))}`,
            `create the folder again, run \`claude plugin uninstall ${shellWord(first.id)} --scope ${first.scope}\` there for each plugin, and remove the folder`,
          ),
        ]),
  ];
}

const warning = (check: string, message: string, help: string): DoctorLine => ({
  check,
  level: 'warning',
  message,
  help,
});

/** Some names, and how many more there are. */
const someOf = (names: readonly string[], most = 3): string =>
  names.length <= most
    ? listed(quoted(names))
    : listed([...quoted(names.slice(0, most)), `${names.length - most} more`]);
