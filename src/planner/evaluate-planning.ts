import { count, listed } from '../model/text.ts';
import { testers } from './roles.ts';
import { type Evaluated, first, onePlugin, requiredOpen, type Subject, several } from './subject.ts';

export function dependencies({ team }: Subject): Evaluated {
  if (team.names.length < 2) return onePlugin;
  const { links, events } = team.wiring;
  const tied = new Set([...links, ...events, ...team.dependencies].flatMap(({ from, to }) => [from, to]));
  const loose = team.names.filter((name) => !tied.has(name));
  if (loose.length > 0)
    return [
      'missing',
      `nothing that is known ties ${several(loose)} to the others: say what each is for, or drop it`,
    ];
  const ties = [
    ...(links.length > 0 ? [count(links.length, 'data link')] : []),
    ...(events.length > 0 ? [count(events.length, 'event link')] : []),
    ...(team.dependencies.length > 0
      ? [count(team.dependencies.length, 'declared dependency', 'declared dependencies')]
      : []),
  ];
  return ['done', `${listed(ties)} tie all ${team.names.length} plugins`];
}

export function dataFlow({ team }: Subject): Evaluated {
  if (team.names.length < 2) return onePlugin;
  const { links } = team.wiring;
  const open = requiredOpen(team);
  if (open.length > 0)
    return [
      'missing',
      `${several(open)} ${open.length === 1 ? 'comes' : 'come'} from no plugin here: say where from`,
    ];
  if (links.length === 0)
    return ['missing', 'no artifact is known to pass between these plugins: write down what does'];
  const artifacts = new Set(links.map(({ artifact }) => artifact)).size;
  return ['done', `${count(artifacts, 'artifact')} over ${count(links.length, 'link')}, see the data flow`];
}

export function versions({ team, findings }: Subject): Evaluated {
  const clash = first(findings, 'versions');
  if (clash !== undefined) return ['missing', clash];
  const chosen = team.releases.map(({ name, version }) => `${name} ${version}`);
  const demanding = team.releases.filter(
    ({ integration }) => Object.keys(integration.requires.runtimes).length > 0,
  ).length;
  return ['done', `resolved: ${several(chosen)}${demanding > 1 ? '; their runtimes agree' : ''}`];
}

export function testing({ team }: Subject): Evaluated {
  const by = testers(team);
  const links = team.wiring.links.length + team.wiring.events.length;
  if (links === 0) return ['not-applicable', 'nothing is known to pass between the plugins'];
  if (by.length > 0) return ['done', `${several(by)} can run the ${count(links, 'test')} of this plan`];
  return [
    'missing',
    `${count(links, 'link')} and no plugin with the role testing: write the tests of this plan yourself, or add one`,
  ];
}
