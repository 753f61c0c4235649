import type { OrchestrationId, Pattern } from '../model/knowledge.ts';
import { count, listed } from '../model/text.ts';
import {
  againstTheOrder,
  derivedStages,
  eventStages,
  parallelStages,
  patternStages,
  requiredEdges,
  type Stage,
  serialStages,
} from './stages.ts';
import type { Team } from './team.ts';

export interface Orchestrated {
  readonly id: OrchestrationId;
  /** Why this one, and what it could not do. */
  readonly reason: string;
  readonly stages: readonly Stage[];
}

/**
 * Chooses how the plugins run and puts them into stages. A wish for one kind is followed as far as required inputs allow:
 * no order puts a plugin before what it needs, and the reason says where that limited the wish.
 */
export function orchestrate(team: Team, wish: OrchestrationId | 'auto', pattern?: Pattern): Orchestrated {
  if (pattern !== undefined && (wish === 'auto' || wish === pattern.orchestration))
    return asInPattern(team, wish, pattern);
  switch (wish) {
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
      return { id: wish, reason: `asked for: one plugin after the other${limit}`, stages };
    }
    case 'parallel': {
      const stages = parallelStages(team);
      const bound = new Set(requiredEdges(team).map(({ to }) => to)).size;
      const reason =
        bound === 0
          ? 'asked for: no plugin needs the output of another one to start'
          : `asked for, as far as it goes: ${count(bound, 'plugin needs', 'plugins need')} the output of others and cannot start beside them`;
      return { id: wish, reason, stages };
    }
    case 'event-driven': {
      const events = new Set(team.wiring.events.map(({ event }) => event)).size;
      const reason =
        events === 0
          ? 'asked for, but no plugin here awaits an event that another one publishes: add a queue and events of your own, or take a pipeline'
          : `asked for: ${count(events, 'event')} tie publishers to subscribers`;
      return { id: wish, reason, stages: eventStages(team) };
    }
  }
}

function asInPattern(team: Team, wish: OrchestrationId | 'auto', pattern: Pattern): Orchestrated {
  const stages = patternStages(team, pattern);
  const late = againstTheOrder(team, stages).map(
    ({ from, to }) => `\`${to}\` before \`${from}\`, whose output it needs`,
  );
  const warning = late.length === 0 ? '' : `; the pattern puts ${listed([...new Set(late)])}`;
  const { id, reason } =
    wish === 'auto' ? choose(team, stages) : { id: wish, reason: `the pattern ${pattern.id} asks for it` };
  return { id, reason: `${reason}${warning}`, stages };
}

function choose(team: Team, stages: readonly Stage[]): { id: OrchestrationId; reason: string } {
  const { links, events } = team.wiring;
  const data = pairs(links);
  const heard = pairs(events);
  const widest = Math.max(0, ...stages.filter(({ inTurn }) => !inTurn).map(({ members }) => members.length));
  if (team.names.length < 2) return { id: 'pipeline', reason: 'one plugin: there is nothing to arrange' };
  if (data === 0 && heard === 0) {
    return {
      id: 'parallel',
      reason: 'nothing that is known flows between these plugins, so each can run by itself',
    };
  }
  if (heard > data) {
    return {
      id: 'event-driven',
      reason: `events tie ${count(heard, 'pair')} of plugins, artifacts ${data === 0 ? 'none' : data}`,
    };
  }
  if (widest >= 3 && widest * 2 > team.names.length) {
    return { id: 'parallel', reason: `${widest} of ${team.names.length} plugins can run side by side` };
  }
  return {
    id: 'pipeline',
    reason: `${count(links.length, 'link')} put ${team.names.length} plugins into ${count(stages.length, 'stage')}`,
  };
}

function pairs(edges: readonly { readonly from: string; readonly to: string }[]): number {
  return new Set(edges.map(({ from, to }) => `${from}\n${to}`)).size;
}
