import type { DoctorLine } from '../../../model/doctor.ts';
import type { Release } from '../../../model/plugin.ts';
import { count, listed, quoted } from '../../../model/text.ts';
import { isInPath } from '../../../sources/process/probe.ts';
import type { Io } from '../../io.ts';
import { usersOf } from './users-of.ts';

/** The programs that hooks and servers start. None of them is started here. */
export function programLines(releases: readonly Release[], env: Io['env']): DoctorLine[] {
  const users = usersOf(releases, ({ integration, tools = [] }) => [
    ...integration.requires.tools,
    ...tools.map(({ name }) => name),
  ]);
  const missing = [...users].filter(([program]) => !isInPath(program, env));
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
