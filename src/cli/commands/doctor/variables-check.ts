import type { DoctorLine } from '../../../model/doctor.ts';
import type { Release } from '../../../model/plugin.ts';
import { count, listed, quoted } from '../../../model/text.ts';
import type { Io } from '../../io.ts';
import { usersOf } from './users-of.ts';

/** The variables that plugins read. Their values are never looked at. */
export function variableLines(releases: readonly Release[], env: Io['env']): DoctorLine[] {
  const users = usersOf(releases, ({ integration, variables = [] }) => [
    ...integration.env.filter(({ required }) => required).map(({ name }) => name),
    ...variables.map(({ name }) => name),
  ]);
  const unset = [...users].filter(([name]) => (env[name] ?? '') === '');
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
