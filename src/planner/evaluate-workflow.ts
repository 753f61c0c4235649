import { componentKinds, namedKinds } from '../model/component-kinds.ts';
import { componentName } from '../model/plugin.ts';
import { count, listed } from '../model/text.ts';
import { withRole } from './roles.ts';
import {
  type Evaluated,
  first,
  firstOf,
  onePlugin,
  pointsOf,
  requiredOpen,
  type Subject,
  several,
} from './subject.ts';
import type { Team } from './team.ts';

const onNames: readonly string[] = namedKinds.map((kind) => componentKinds[kind].clash.rule);

/** Whether two plugins ship an agent, command or skill of one name, which the findings need not say: a comment may silence them. */
function sharesNames({ releases }: Team): boolean {
  return namedKinds.some((kind) => {
    const names = releases.flatMap(({ components }) => [...new Set(components[kind].map(componentName))]);
    return new Set(names).size < names.length;
  });
}

export function modularity({ team, findings, rulesRun }: Subject): Evaluated {
  const rules = ['MKT304', 'MKT305', 'MKT306', 'MKT307', 'MKT308'];
  const clashes = findings.filter(
    ({ rule, severity }) => onNames.includes(rule) || (rules.includes(rule) && severity !== 'note'),
  );
  if (clashes.length > 0) return ['missing', firstOf(clashes)];
  if (team.names.length < 2) return onePlugin;
  const off = rulesRun === undefined ? [] : onNames.filter((rule) => !rulesRun.includes(rule));
  if (off.length > 0)
    return [
      'missing',
      `${listed(off)} on component names ${off.length === 1 ? 'is' : 'are'} switched off, so nobody looked`,
    ];
  if (sharesNames(team)) return ['done', 'the clashes of names that there are were accepted in the list'];
  return ['done', `no two of the ${team.names.length} plugins ship a component of one name`];
}

export function interfaces({ team }: Subject): Evaluated {
  if (team.names.length < 2) return onePlugin;
  const mismatch = team.wiring.open.find(({ port, offered }) => port.optional !== true && offered.length > 0);
  if (mismatch !== undefined) {
    const { plugin, port, offered } = mismatch;
    const formats = listed([...new Set(offered.map(({ format }) => format))], 'or');
    return [
      'missing',
      `${plugin} reads ${port.artifact} as ${port.format}, ${offered[0]?.plugin} writes ${formats}`,
    ];
  }
  const open = requiredOpen(team);
  if (open.length > 0) return ['missing', `no plugin here makes ${several(open)}`];
  const silent = team.releases.filter(
    ({ integration }) => integration.produces.length + integration.consumes.length === 0,
  );
  if (silent.length === team.releases.length)
    return ['missing', 'no plugin states what it takes and what it gives'];
  if (silent.length > 0)
    return [
      'missing',
      `${several(silent.map(({ name }) => name))} ${silent.length === 1 ? 'states' : 'state'} neither inputs nor outputs`,
    ];
  return [
    'done',
    `every required input is met in a format that both sides know (${count(team.wiring.links.length, 'link')})`,
  ];
}

/** Words by which an event tells of something that went wrong. */
const trouble = /fail|error|alert|crash|incident|abort/i;

export function errorHandling({ team }: Subject): Evaluated {
  const heard = team.wiring.events.filter(({ event }) => trouble.test(event));
  if (heard.length > 0)
    return [
      'done',
      several([...new Set(heard.map(({ to, event, from }) => `${to} reacts to ${event} of ${from}`))]),
    ];
  const by = withRole(team, ['debugging', 'monitoring', 'performance-tracking']);
  if (by.length > 0) return ['done', `${several(by)} ${by.length === 1 ? 'looks' : 'look'} into failures`];
  if (team.names.length < 2) return onePlugin;
  return ['missing', 'no plugin hears of a failure in another one: decide what happens when a stage fails'];
}

export function documentation({ team, findings }: Subject): Evaluated {
  const by = withRole(team, ['documentation']);
  if (by.length > 0)
    return ['done', `${several(by)} can document ${count(pointsOf(team), 'integration point')}`];
  const undocumented = first(findings, ['MKT804']);
  if (undocumented !== undefined) return ['missing', undocumented];
  if (pointsOf(team) === 0) return ['not-applicable', 'there is no known integration point to document'];
  return [
    'missing',
    `${count(pointsOf(team), 'integration point')} and no plugin with the role documentation: keep this plan beside the code`,
  ];
}
