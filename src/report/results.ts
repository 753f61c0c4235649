/** The results that commands pass to their reports, apart from those of the model, such as `Plan` and `Pattern`. */
import type { Finding } from '../model/finding.ts';
import type { Pattern } from '../model/knowledge.ts';
import type { Location } from '../model/location.ts';
import type { IntegrationMap } from '../model/map.ts';
import type { ModReading } from '../model/mod.ts';
import type { Integration, Plugin, Release } from '../model/plugin.ts';
import type { RuleFacts } from '../model/problems.ts';
import type { CheckResult } from '../model/project.ts';
import type { Chosen, RequestProblem, Resolution, Spec } from '../model/resolution.ts';
import type { TouchedPlugin } from '../model/touched-plugin.ts';

/** `mkt check`, with what only its text shows. */
export interface CheckedList extends CheckResult {
  /** The line at a location, if it is in the user's own list. */
  readonly lineAt?: (location: Location) => string | undefined;
  /** Whether accepted findings are listed, not only counted. */
  readonly listsAccepted?: boolean;
  /** If several lists were checked: each by itself, while the rest of this is of all of them. */
  readonly parts?: readonly CheckedList[];
}

/** `mkt resolve` */
export interface ResolveResult {
  readonly resolution: Resolution | undefined;
  readonly specs: readonly Spec[];
  readonly problems: readonly RequestProblem[];
  readonly findings: readonly Finding[];
}

/** Takes the place of an answer about a resolution: there is none, and why. */
export interface Unresolved {
  readonly unresolved: ResolveResult;
}

/** A plugin whose version would change. */
export interface Change {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The result of a request with one more requirement. */
export interface Held {
  readonly resolution: Resolution | undefined;
  readonly changes: readonly Change[];
}

/** `mkt why` */
export interface WhyResult {
  readonly chosen: Chosen;
  readonly newest: string;
  /** The result of requesting the newest version; undefined if it is chosen already. */
  readonly held: Held | undefined;
}

/** `mkt why-not` */
export interface WhyNotResult {
  readonly asked: string;
  readonly resolution: Resolution;
  readonly changes: readonly Change[];
}

/** `mkt validate` */
export interface ValidateResult {
  /** As the user wrote it. */
  readonly path: string;
  /** What it was recognized as. */
  readonly kind: string;
  readonly findings: readonly Finding[];
  /** The file that it is, or is read from. */
  readonly file: string;
  /** What the folder holds, if that is more than one thing. */
  readonly parts?: readonly { readonly kind: string; readonly path: string }[];
  /** `--since`: the findings are only those that the change brings. */
  readonly since?: Since;
}

/** What `mkt validate --since` compared. */
export interface Since {
  /** As the user wrote it. */
  readonly ref: string;
  /** The commit that was compared with: where the branches parted, or that of the ref. */
  readonly commit: string;
  /** The number of files that the change touches below the path. */
  readonly files: number;
  /** The plugins of the marketplace that it touches. */
  readonly plugins: readonly TouchedPlugin[];
  /** With how many other plugins each added or changed one was tried. */
  readonly others: number;
  /** The number of plugins that were not tried, because their files are not in the repository. */
  readonly elsewhere: number;
  /** Those of the findings that are about plugins that meet. */
  readonly collisions: readonly Finding[];
  /** The number of findings that were there before. */
  readonly before: number;
}

/** `mkt map` */
export interface MapResult extends IntegrationMap {
  /** The registries, as the user wrote them. */
  readonly sources: readonly string[];
}

/** One plugin of `mkt list` or `mkt search`. */
export interface ListItem {
  readonly plugin: Pick<Plugin, 'name' | 'marketplace'>;
  /** Not the whole release: there may be a hundred thousand. */
  readonly release: Pick<
    Release,
    'version' | 'unpinnable' | 'statedVersion' | 'category' | 'description' | 'keywords'
  > & { readonly integration: Pick<Integration, 'roles'> };
  /** Where a search found its words. */
  readonly matched?: readonly string[];
}

/** `mkt search`: plugins, then patterns, each with the best match first. */
export interface SearchResult {
  readonly plugins: readonly ListItem[];
  readonly patterns: readonly (Pick<Pattern, 'id' | 'title' | 'category' | 'plugins'> & {
    readonly matched: readonly string[];
  })[];
}

/** `mkt info` */
export interface InfoResult {
  readonly plugin: Plugin;
  readonly release: Release;
  /** Ids of the patterns that contain it. */
  readonly patterns: readonly string[];
  readonly takesFrom: readonly Neighbour[];
  readonly givesTo: readonly Neighbour[];
  /** What its mod does; undefined if it has none, or its files are not known. */
  readonly mod?: ModReading;
}

/** A plugin that takes data from another, or gives data to it. */
export interface Neighbour {
  readonly plugin: string;
  readonly artifact: string;
  readonly format: string;
}

/** `mkt patterns new` */
export interface NewPattern {
  readonly pattern: Pattern;
  /** The line by which editors find its schema, if there is one. */
  readonly schemaLine?: string;
}

/** `mkt patterns suggest` */
export interface SuggestResult {
  readonly names: readonly string[];
  /** Where the plugins are listed, if the user does not name them. */
  readonly list?: string;
  readonly suggestions: readonly {
    readonly pattern: { readonly id: string; readonly title: string };
    readonly has: readonly string[];
    /** Plugins that can take the role of one that the pattern names. */
    readonly instead: readonly { readonly plugin: string; readonly role: string; readonly of: string }[];
    readonly needs: readonly string[];
  }[];
}

/** One row of the list of registries. */
export interface RegistryRow {
  /** Without credentials, to be shown. */
  readonly source: string;
  /** Who named it: `--registry`, the project, the user's own list, or mkt itself. */
  readonly from: 'option' | 'project' | 'user' | 'bundled';
  readonly marketplaces: readonly string[];
  /** The number of its plugins; undefined if it is not known. */
  readonly plugins?: number;
  /** When its cached copy was last compared with the original: an ISO date, and how long ago that was. */
  readonly fetched?: { readonly at: string; readonly age: string };
  /** Why it cannot be read. */
  readonly problem?: string;
  /** The cause is the network, a server or git. */
  readonly isWorld?: boolean;
}

/** `mkt registry list` and `mkt registry update` */
export interface RegistriesResult {
  readonly rows: readonly RegistryRow[];
}

/** `mkt registry add` and `mkt registry remove` */
export interface RegistryChange {
  readonly rows: readonly [RegistryRow];
  /** It was on the user's list before. */
  readonly wasThere: boolean;
}

/** `mkt cache clean` */
export interface CleanResult {
  readonly folder: string;
  readonly copies: number;
  readonly bytes: number;
  /** Locks and half-written files of runs that were stopped. */
  readonly leftOver: number;
}

/** `mkt explain`: all rules, the page of one, or a piece of advice. */
export type ExplainResult =
  | { readonly rules: readonly RuleFacts[] }
  | { readonly rule: RuleFacts; readonly page: string }
  | { readonly advice: Advice; readonly here?: AdviceHere };

/** What to run here to follow a piece of advice. */
export interface AdviceHere {
  /** The project's list; undefined if there is none around the working folder. */
  readonly list?: string;
  readonly commands: readonly string[];
  /** What the rules behind the advice find in the list; absent if they were not run. */
  readonly findings?: readonly Finding[];
}

/** A practice, pitfall, troubleshooting step or orchestration. */
export interface Advice {
  readonly id: string;
  readonly title: string;
  readonly advice?: string;
  readonly problem?: string;
  readonly solution?: string;
  readonly idea?: string;
  readonly when?: string;
  readonly steps?: readonly string[];
  readonly rules?: readonly string[];
}

/** `mkt completion` */
export interface CompletionScript {
  readonly shell: string;
  readonly script: string;
}
