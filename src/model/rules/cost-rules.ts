import type {
  ContextCost,
  CutDescriptions,
  Handover,
  HookProcesses,
  LongListing,
  SharedOutput,
} from '../combination-evidence.ts';
import { note, type RuleEntry, warning } from '../rule-entry.ts';

/** Rules about what a combination costs: context, processes, duplicate work. */
export const costRules = {
  MKT401: {
    name: 'chatty-pair',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'two plugins exchange a large number of artifacts',
    cases: { 'one-way': warning<Handover>(), 'both-ways': warning<{ there: Handover; back: Handover }>() },
  },
  MKT402: {
    name: 'hook-fan-out',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'each tool call starts more processes than the budget allows',
    cases: { found: warning<HookProcesses>() },
  },
  MKT403: {
    name: 'context-budget',
    scope: 'combination',
    section: 'Communication Overhead',
    summary: 'the descriptions that every session loads use more tokens than the budget allows',
    cases: { found: warning<ContextCost>() },
  },
  MKT404: {
    name: 'duplicate-producer',
    scope: 'combination',
    section: 'Modular Architecture',
    summary: 'several plugins produce an artifact that another consumes, and nothing says whose is used',
    cases: { found: note<SharedOutput>() },
  },
  MKT405: {
    name: 'listing-cut',
    scope: 'combination',
    section: 'Communication Overhead',
    summary:
      'the client cuts a description, or leaves descriptions out of the list that the model chooses from',
    cases: {
      description: warning<CutDescriptions>(),
      listing: warning<LongListing>(),
      'some-windows': note<LongListing>(),
    },
  },
} as const satisfies Readonly<Record<`MKT4${number}`, RuleEntry>>;
