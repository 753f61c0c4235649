import type { OrchestrationId, Pattern } from '../model/knowledge.ts';
import { count, listed } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import {
  derivedStages,
  eventStages,
  lateInputs,
  parallelStages,
  patternStages,
  requiredEdges,
  type Stage,
  serialStages,
} from './stages.ts';
import type { Team } from './team.ts';

export interface Orchestrated {
  readonly id: OrchestrationId;
  /** Why this one, and where it could not be followed. */
  readonly reason: string;
  readonly stages: readonly Stage[];
}

/**
 * Chooses how the plugins run and sorts them into stages. A requested kind is followed as far as required inputs allow:
 * no plugin comes before what it needs, and the reason says where that limited the request.
 */
export function orchestrate(
  team: Team,
  requested: OrchestrationId | 'auto',
  pattern?: Pattern,
): Orchestrated {
  const isStaged = pattern?.plugins.some(({ stage }) => stage !== undefined);
  if (pattern !== undefined && isStaged && (requested === 'auto' || requested === pattern.orchestration))
    return asInPattern(team, requested, pattern);
  switch (requested) {
    case 'auto': {
      const stages = derivedStages(team);
      return { ...choose(team, stages), stages };
    }
    case 'pipeline': {
      const stages = serialStages(team);
      const held = stages.filter(({ inTurn }) => inTurn);
      const limit =
        held.length === 0
          ? ''
          : `; ${listed(held.map(({ members }) => listed(members)))} need each other and stay in one stage`;
      return { id: requested, reason: `requested: one plugin after another${limit}`, stages };
    }
    case 'parallel': {
      const stages = parallelStages(team);
      const bound = new Set(requiredEdges(team).map(({ to }) => to)).size;
      const reason =
        bound === 0
          ? "requested: no plugin needs another's output to start"
          : `requested, as far as possible: ${count(bound, 'plugin needs', 'plugins need')} the output of others, and cannot start at the same time`;
      return { id: requested, reason, stages };
    }
    case 'event-driven': {
      const events = new Set(team.wiring.events.map(({ event }) => event)).size;
      const reason =
        events === 0
          ? 'requested, but no plugin here subscribes to an event that another publishes: add a queue and your own events, or use a pipeline'
          : `requested: ${count(events, 'event')} ${events === 1 ? 'connects' : 'connect'} publishers to subscribers`;
      return { id: requested, reason, stages: eventStages(team) };
    }
  }
}

function asInPattern(team: Team, requested: OrchestrationId | 'auto', pattern: Pattern): Orchestrated {
  const stages = patternStages(team, pattern);
  const late = lateInputs(team, stages).map(
    ({ from, to }) => `\`${to}\` before \`${from}\`, whose output it needs`,
  );
  const warning = late.length === 0 ? '' : `; the pattern puts ${listed([...new Set(late)])}`;
  const { id, reason } =
    requested === 'auto'
      ? choose(team, stages)
      : { id: requested, reason: `as the pattern ${pattern.id} says` };
  return { id, reason: `${reason}${warning}`, stages };
}

function choose(team: Team, stages: readonly Stage[]): { id: OrchestrationId; reason: string } {
  const { links, events } = team.wiring;
  const data = pairs(links);
  const heard = pairs(events);
  const widest = Math.max(0, ...stages.filter(({ inTurn }) => !inTurn).map(({ members }) => members.length));
  if (team.names.length < 2) return { id: 'pipeline', reason: 'there is only one plugin' };
  if (data === 0 && heard === 0 && stages.length > 1) {
    const [files, dependencies] = [team.handovers.length, pairs(team.dependencies)];
    const what = [
      ...(files > 0
        ? [`files that one plugin writes and another reads connect ${count(files, 'pair')}`]
        : []),
      ...(dependencies > 0 ? [`dependencies connect ${count(dependencies, 'pair')}`] : []),
    ];
    const order = `${team.names.length} plugins into ${count(stages.length, 'stage')}`;
    return {
      id: 'pipeline',
      // Without any of these, only a pattern has stages.
      reason: what.length === 0 ? `the pattern puts ${order}` : `${listed(what)} of plugins and put ${order}`,
    };
  }
  if (data === 0 && heard === 0) {
    return {
      id: 'parallel',
      reason: team.releases.every(statesInterface)
        ? 'no data or event passes between these plugins, so each can run by itself'
        : 'nothing that is known puts one of these plugins before another',
    };
  }
  if (heard > data) {
    return {
      id: 'event-driven',
      reason: `events connect ${count(heard, 'pair')} of plugins, artifacts ${data === 0 ? 'none' : data}`,
    };
  }
  if (widest >= 3 && widest * 2 > team.names.length) {
    return { id: 'parallel', reason: `${widest} of ${team.names.length} plugins can run in parallel` };
  }
  return {
    id: 'pipeline',
    reason: `${count(links.length, 'link')} ${links.length === 1 ? 'puts' : 'put'} ${team.names.length} plugins into ${count(stages.length, 'stage')}`,
  };
}

function pairs(edges: readonly { readonly from: string; readonly to: string }[]): number {
  return new Set(edges.map(({ from, to }) => `${from}\n${to}`)).size;
}
