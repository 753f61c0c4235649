import { named } from '../model/plugin.ts';
import { count, everyOne, listed } from '../model/text.ts';
import {
  type Evaluation,
  type EvaluationInput,
  first,
  onePlugin,
  onlyOf,
  requiredOpen,
  seenWith,
  several,
  unknownFor,
} from './evaluation.ts';
import { testers } from './roles.ts';

export function dependencies({ team }: EvaluationInput): Evaluation {
  if (team.names.length < 2) return onePlugin;
  const { links, events } = team.wiring;
  const all = [...links, ...events, ...team.calls, ...team.handovers, ...team.dependencies];
  const tied = new Set(all.flatMap(({ from, to }) => [from, to]));
  const loose = team.names.filter((name) => !tied.has(name));
  const ties = [
    ...(links.length > 0 ? [count(links.length, 'data link')] : []),
    ...(events.length > 0 ? [count(events.length, 'event link')] : []),
    ...(team.calls.length > 0 ? [count(team.calls.length, 'call')] : []),
    ...(team.handovers.length > 0 ? [count(team.handovers.length, 'file link')] : []),
    ...(team.dependencies.length > 0
      ? [count(team.dependencies.length, 'declared dependency', 'declared dependencies')]
      : []),
  ];
  const connect = all.length === 1 ? 'connects' : 'connect';
  const what = 'what it needs from others, and nothing else shows it';
  const unknown =
    loose.length === 0 ? undefined : (unknownFor(onlyOf(team, loose), what) ?? unknownFor(team, what));
  if (unknown !== undefined)
    return tied.size === 0
      ? unknown
      : [
          unknown[0],
          `${listed(ties)} ${connect} ${several([...tied])}; ${loose.length === 1 ? '' : `of the other ${loose.length}, `}${unknown[1]}`,
        ];
  if (loose.length > 0)
    return [
      'missing',
      `no known link connects ${several(loose)} to the others: say what ${loose.length === 1 ? 'it is for, or remove it' : 'they are for, or remove them'}`,
    ];
  return ['done', `${listed(ties)} ${connect} ${everyOne(team.names.length, 'plugin')}`];
}

export function dataFlow({ team }: EvaluationInput): Evaluation {
  if (team.names.length < 2) return onePlugin;
  const { links } = team.wiring;
  const open = requiredOpen(team);
  if (open.length > 0)
    return (
      unknownFor(team, `whether it produces ${several(open)}`) ?? [
        'missing',
        `no plugin here produces ${several(open)}: say where ${open.length === 1 ? 'it comes' : 'they come'} from`,
      ]
    );
  const unknown = unknownFor(team, 'what it hands on');
  if (links.length === 0)
    return (
      unknown ?? [
        'not-applicable',
        'all plugins state what they hand on, and none of it is an input of another',
      ]
    );
  if (unknown !== undefined)
    return [
      unknown[0],
      `${unknown[1]}; of the others, ${count(links.length, 'link')} ${links.length === 1 ? 'is' : 'are'} known`,
    ];
  const artifacts = new Set(links.map(({ artifact }) => artifact)).size;
  return [
    'done',
    `${count(artifacts, 'artifact')} over ${count(links.length, 'link')}, as listed in this plan`,
  ];
}

export function versions({ team, findings }: EvaluationInput): Evaluation {
  const clash = first(findings, 'versions');
  if (clash !== undefined) return ['missing', clash];
  const loose = team.releases.filter(({ unpinnable }) => unpinnable === true).map(({ name }) => name);
  if (loose.length > 0)
    return [
      'missing',
      `${several(loose)} ${loose.length === 1 ? 'has no version' : 'have no versions'}: what is installed depends on the date`,
    ];
  const chosen = team.releases.map((release) => named(release.name, release));
  const demanding = team.releases.filter(
    ({ integration }) => Object.keys(integration.requires.runtimes).length > 0,
  ).length;
  return ['done', `resolved: ${several(chosen)}${demanding > 1 ? '; their runtimes are compatible' : ''}`];
}

export function testing(input: EvaluationInput): Evaluation {
  const { team } = input;
  const by = testers(team);
  const events = team.wiring.events.filter(({ channel }) => channel !== undefined).length;
  const files = team.files.filter(({ isSure }) => isSure).length;
  const links = team.wiring.links.length + team.calls.length + files + events;
  if (links === 0)
    return (
      unknownFor(team, 'what it hands on, so there is no known link to test') ?? [
        'not-applicable',
        'nothing passes between the plugins',
      ]
    );
  if (by.length > 0)
    return ['done', `${several(by)} can write and run the ${count(links, 'test')} of this plan`];
  const seen = seenWith(input, ['testing']);
  if (seen.length > 0)
    return [
      'done',
      `by ${seen.length === 1 ? 'its' : 'their'} own words, ${several(seen)} ${seen.length === 1 ? 'tests' : 'test'}: let ${seen.length === 1 ? 'it' : 'them'} write the ${count(links, 'test')} of this plan`,
    ];
  return (
    unknownFor(team, 'whether it tests') ?? [
      'missing',
      `${count(links, 'link')}, but no plugin with the role testing: write the tests of this plan yourself, or add such a plugin`,
    ]
  );
}
