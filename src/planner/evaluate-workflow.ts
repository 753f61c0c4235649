import { namedKinds } from '../model/component-kinds.ts';
import { componentName } from '../model/plugin.ts';
import { isAbout, rulesAbout } from '../model/problems.ts';
import { count, listed } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import {
  type Evaluation,
  type EvaluationInput,
  first,
  firstOf,
  onePlugin,
  pointsOf,
  requiredOpen,
  seenWith,
  several,
  unknownFor,
} from './evaluation.ts';
import { withRole } from './roles.ts';
import type { Team } from './team.ts';

/** Whether two plugins ship an agent, command or skill with the same name. A comment may suppress the findings that would say so. */
function sharesNames({ releases }: Team): boolean {
  return namedKinds.some((kind) => {
    const names = releases.flatMap(({ components }) => [...new Set(components[kind].map(componentName))]);
    return new Set(names).size < names.length;
  });
}

export function modularity({ team, findings, rulesRun }: EvaluationInput): Evaluation {
  const clashes = findings.filter(
    ({ rule, severity }) => isAbout(rule, 'names') || (isAbout(rule, 'overlaps') && severity !== 'note'),
  );
  if (clashes.length > 0) return ['missing', firstOf(clashes)];
  if (team.names.length < 2) return onePlugin;
  const off = rulesRun === undefined ? [] : rulesAbout('names').filter((rule) => !rulesRun.includes(rule));
  if (off.length > 0)
    return [
      'missing',
      `${listed(off)} on component names ${off.length === 1 ? 'is' : 'are'} turned off, so names were not checked`,
    ];
  if (sharesNames(team)) return ['done', 'all name clashes are accepted in the plugin list'];
  return ['done', `no two of the ${team.names.length} plugins ship a component with the same name`];
}

export function interfaces({ team }: EvaluationInput): Evaluation {
  if (team.names.length < 2) return onePlugin;
  const mismatch = team.wiring.open.find(({ port, offered }) => port.optional !== true && offered.length > 0);
  if (mismatch !== undefined) {
    const { plugin, port, offered } = mismatch;
    const formats = listed([...new Set(offered.map(({ format }) => format))], 'or');
    return [
      'missing',
      `${plugin} reads ${port.artifact} as ${port.format}, but ${offered[0]?.plugin} writes ${formats}`,
    ];
  }
  const open = requiredOpen(team);
  const unknown = unknownFor(team, 'its inputs and outputs');
  if (unknown !== undefined) return unknown;
  if (open.length > 0) return ['missing', `no plugin here produces ${several(open)}`];
  const silent = team.releases.filter(
    ({ integration }) => integration.produces.length + integration.consumes.length === 0,
  );
  if (silent.length > 0)
    return [
      'missing',
      `${several(silent.map(({ name }) => name))} ${silent.length === 1 ? 'declares' : 'declare'} neither inputs nor outputs`,
    ];
  return [
    'done',
    `every required input is produced in a format that both sides support (${count(team.wiring.links.length, 'link')})`,
  ];
}

/** Words in the name of an event that reports a failure. */
const trouble = /fail|error|alert|crash|incident|abort/i;

export function errorHandling(input: EvaluationInput): Evaluation {
  const { team } = input;
  const heard = team.wiring.events.filter(({ event }) => trouble.test(event));
  if (heard.length > 0)
    return [
      'done',
      several([...new Set(heard.map(({ to, event, from }) => `${to} reacts to ${event} from ${from}`))]),
    ];
  const roles = ['debugging', 'monitoring', 'performance-tracking'];
  const by = [...withRole(team, roles), ...seenWith(input, roles)];
  if (by.length > 0) return ['done', `${several(by)} ${by.length === 1 ? 'looks' : 'look'} into failures`];
  if (team.names.length < 2) return onePlugin;
  if (pointsOf(team) > 0 && team.releases.every(statesInterface))
    return ['missing', 'no plugin reacts to a failure in another: decide what happens when a stage fails'];
  return (
    unknownFor(team, 'how it reacts to a failure') ?? [
      'not-applicable',
      'nothing passes between the plugins, so a failure of one does not reach another',
    ]
  );
}

export function documentation(input: EvaluationInput): Evaluation {
  const { team, findings } = input;
  const by = [...withRole(team, ['documentation']), ...seenWith(input, ['documentation'])];
  if (by.length > 0)
    return pointsOf(team) === 0
      ? ['not-applicable', 'there is no known integration point to document']
      : ['done', `${several(by)} can document ${count(pointsOf(team), 'integration point')}`];
  const undocumented = first(findings, 'documentation');
  if (undocumented !== undefined) return ['missing', undocumented];
  const own = documented(team);
  if (pointsOf(team) === 0) {
    const unknown = unknownFor(team, 'what it hands on, so there is no known integration point to document');
    return unknown === undefined
      ? ['not-applicable', `${own}there is no integration point to document`]
      : [unknown[0], `${own}${unknown[1]}`];
  }
  return [
    'missing',
    `${own}${count(pointsOf(team), 'integration point')}, but no plugin ${team.releases.every(statesInterface) ? 'with the role documentation' : 'states that it documents'}: keep this plan next to the code`,
  ];
}

/** What the plugins themselves bring to read, as the beginning of a sentence; empty if that is not known of all of them. */
function documented({ releases }: Team): string {
  const isKnown = releases.every((release) => release.documentation !== undefined);
  const all = releases.every(({ documentation }) => documentation?.readme || documentation?.homepage);
  return isKnown && all ? 'each plugin has a README or a homepage; ' : '';
}
