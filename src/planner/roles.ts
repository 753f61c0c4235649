import type { Team } from './team.ts';

/** Returns the plugins with a testing role. */
export function testers(team: Team): string[] {
  return withRole(team, ['testing', 'automated-testing', 'comprehensive-testing']);
}

/** Returns the plugins that have one of the roles. */
export function withRole(team: Team, roles: readonly string[]): string[] {
  return team.releases
    .filter(({ integration }) => integration.roles.some((role) => roles.includes(role)))
    .map(({ name }) => name);
}
