import type {
  DataCycle,
  EventEvidence,
  MissingInput,
  UnpublishedEvents,
  WrongFormat,
} from '../combination-evidence.ts';
import { note, type RuleEntry, warning } from '../rule-entry.ts';

/** Rules about artifacts and events that flow from one plugin to another. */
export const dataFlowRules = {
  MKT601: {
    name: 'unmet-input',
    scope: 'combination',
    section: 'Map Data Flow',
    summary: 'a plugin needs an artifact that no chosen plugin produces',
    cases: { found: warning<MissingInput>() },
  },
  MKT602: {
    name: 'format-mismatch',
    scope: 'combination',
    section: 'Verify Interfaces',
    summary: 'an artifact that a plugin consumes is produced, but only in formats that it does not read',
    cases: { needed: warning<WrongFormat>(), optional: note<WrongFormat>() },
  },
  MKT603: {
    name: 'data-cycle',
    scope: 'combination',
    section: 'Map Data Flow',
    summary: 'required artifacts form a cycle, so no stage can come first',
    cases: { found: warning<DataCycle>() },
  },
  MKT604: {
    name: 'isolated-plugin',
    scope: 'combination',
    section: 'Identify Dependencies',
    summary: 'no data, event or dependency connects a chosen plugin to the others',
    cases: { some: note<{ plugins: readonly string[] }>(), all: note<{ plugins: readonly string[] }>() },
  },
  MKT605: {
    name: 'event-unheard',
    scope: 'combination',
    section: 'Event-Driven Architecture',
    summary:
      'a plugin subscribes to an event that no plugin publishes; in event-driven plans, also an event without a subscriber',
    cases: {
      unpublished: note<UnpublishedEvents>(),
      unheard: note<{ published: readonly EventEvidence[] }>(),
    },
  },
} as const satisfies Readonly<Record<`MKT6${number}`, RuleEntry>>;
