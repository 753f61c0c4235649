import type { Policy } from '../client/policy.ts';
import { type ClientFacts, noClientFacts } from '../model/client.ts';
import type { ClientRun } from '../model/client-run.ts';
import type { OrchestrationId, Vocabulary } from '../model/knowledge.ts';
import type { ModReading } from '../model/mod.ts';
import type { OwnSide } from '../model/own-side.ts';
import type { Integration, Plugin, PluginId, Release } from '../model/plugin.ts';
import type { Fault, ProblemOf } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Declared } from '../model/registry-source.ts';
import type {
  Chosen,
  FailedResolution,
  LeftOutDependency,
  RequestProblem,
  Resolution,
  Spec,
} from '../model/resolution.ts';
import type { ClientSettings, MarketplaceSource } from '../model/settings.ts';
import type { Wiring } from '../model/wiring.ts';

/** Everything that a rule may look at: plain values, gathered by the command before any rule runs. */
export interface Context {
  /** What the readers found wrong in files. */
  readonly faults: readonly Fault[];
  /** What is wrong with plugins that must load on this machine. */
  readonly requiredHere?: readonly ProblemOf<'MKT118'>[];
  /** What the user requested, with its locations in the list. */
  readonly request: readonly Spec[];
  /** Requested plugins that could not enter the resolution. */
  readonly problems: readonly RequestProblem[];
  /** Requested plugins that were found under a new name. */
  readonly renamed: readonly { readonly spec: Spec; readonly name: string }[];
  /** Dependencies on plugins of marketplaces that no registry holds. */
  readonly outside: readonly { readonly name: string; readonly marketplace: string }[];
  /** Dependencies on marketplaces that those of the request do not allow. */
  readonly blocked: readonly {
    readonly name: string;
    readonly marketplace: string;
    readonly roots: readonly string[];
  }[];
  /** Optional dependencies of chosen plugins that are not part of the combination, and why. */
  readonly leftOut: readonly LeftOutDependency[];
  /** Part of the request is missing; everything below is about the rest. */
  readonly isPartial: boolean;
  /** Undefined if there was nothing to resolve. */
  readonly resolution: Resolution | undefined;
  /** Further conflicts, which have no plugin in common with that of the resolution. */
  readonly moreConflicts: readonly FailedResolution[];
  /** Where runtimes or libraries keep the request from being resolved: why, and what would be chosen if they did not count. */
  readonly needs?: { readonly failed: FailedResolution; readonly releases: readonly Release[] };
  /** The chosen releases; empty without a resolution. */
  readonly releases: readonly Release[];
  readonly chosen: readonly Chosen[];
  /** Where the registries list the plugins, as far as that is known. */
  readonly plugins: ReadonlyMap<PluginId, Pick<Plugin, 'location' | 'client'>>;
  /** Data and events among the chosen releases. */
  readonly wiring: Wiring;
  readonly environment: Environment;
  readonly vocabulary: Vocabulary;
  /** What is known of the client that will load the plugins. */
  readonly client: ClientFacts;
  /** How much the combination may take; what the project does not say is the rule's default. */
  readonly budgets: Project['budgets'];
  /** How the plugins run, if a pattern or an option says so. */
  readonly orchestration: Orchestration;
  /** What the client itself would make of the request; undefined where that is not known. */
  readonly clientRun?: ClientRun;
  /** The chosen plugins that the client loads from copies in the project, without an installation. */
  readonly copied?: ReadonlySet<PluginId>;
  /** The chosen plugins that the client installs from the project's own pins, in the chosen versions. */
  readonly pinned?: ReadonlySet<PluginId>;
  /** The chosen releases that have a mod, with what it does; undefined if no code was read. */
  readonly mods?: readonly ChosenMod[];
  /** The marketplaces of the client that were asked, with the registry that each was read from. */
  readonly marketplaces: readonly {
    readonly name: string;
    readonly registry: string;
    /** The source that the client has of it once it is added; known only where there is a policy. */
    readonly added?: MarketplaceSource;
  }[];
  /** What the administrator's settings say of sources; undefined if they say nothing. */
  readonly policy?: Policy;
  /** The marketplaces that settings declare, or that the client knows, with what was found there. */
  readonly declared: readonly Declared[];
  /** The project's own list, with the client's settings that concern it; undefined if plugins were named instead. */
  readonly project?: Project;
  /** The settings that count where the list is; undefined if plugins were named instead. */
  readonly settings?: ClientSettings;
  /** What the client finds there besides plugins; undefined if plugins were named instead, or it was not looked at. */
  readonly own?: OwnSide;
  /** Newest release of each plugin that the registries can list, for advice; not what is checked. */
  readonly catalogue: readonly CatalogueEntry[];
  /** One entry of the catalogue, which need not be built for it. */
  readonly inCatalogue: (plugin: Pick<CatalogueEntry, 'name' | 'marketplace'>) => CatalogueEntry | undefined;
  /** The names of mkt's own commands: help offers no other. */
  readonly commands: readonly string[];
  /** The findings become part of a plan of the combination. */
  readonly inPlan?: boolean;
}

/** A chosen release with its mod. */
export interface ChosenMod {
  readonly release: Release;
  readonly mod: ModReading;
}

/** The order in which plugins run. */
export interface Orchestration {
  readonly asked?: OrchestrationId;
  /** Which plugins run in parallel, and in which order; empty if that is not stated. */
  readonly stages: readonly { readonly members: readonly string[]; readonly inTurn: boolean }[];
}

export interface CatalogueEntry {
  readonly name: string;
  readonly marketplace: string;
  readonly newest: string;
  /** Of that release. */
  readonly date?: string | undefined;
  readonly integration: Integration;
  /** What its own manifest calls it, where that is another name. */
  readonly namespace?: string | undefined;
  readonly supersededBy?: { readonly name: string; readonly since: string };
}

/** A context without anything in it: for rules that only look at faults. */
export const emptyContext: Context = {
  faults: [],
  request: [],
  problems: [],
  isPartial: false,
  renamed: [],
  blocked: [],
  outside: [],
  leftOut: [],
  resolution: undefined,
  moreConflicts: [],
  releases: [],
  chosen: [],
  plugins: new Map(),
  wiring: { links: [], events: [], open: [] },
  environment: { runtimes: {} },
  vocabulary: { artifacts: {}, formats: {}, events: {}, roles: {}, verify: {} },
  client: noClientFacts,
  budgets: {},
  orchestration: { stages: [] },
  marketplaces: [],
  declared: [],
  catalogue: [],
  inCatalogue: () => undefined,
  commands: [],
};
