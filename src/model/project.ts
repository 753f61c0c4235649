import type { Acceptance, AcceptedFinding, Finding, KnownFinding, Severity } from './finding.ts';
import type { Location } from './location.ts';
import type { MachinePlugin } from './machine.ts';
import type { Versioned } from './plugin.ts';
import type { DeclaredSource } from './registry-source.ts';
import type { IntegrationRecord } from './release-record.ts';
import type { Spec } from './resolution.ts';
import type { ClientSettings, SettingsScope } from './settings.ts';
import type { MeetingGrid } from './surface.ts';
import type { ListOrigin, Verdict } from './verdict.ts';

/** The project's own configuration: `mkt.yaml`, else `.claude/settings.json`. */
export interface Project {
  /** The file it was read from. */
  readonly file: string;
  /** Folder of that file (for settings: the folder that holds `.claude`). */
  readonly root: string;
  readonly registries: readonly { readonly source: string; readonly location: Location }[];
  readonly plugins: readonly Spec[];
  readonly patterns: readonly { readonly id: string; readonly location: Location }[];
  readonly environment: Environment;
  readonly budgets: { readonly contextTokens?: number; readonly hooksPerToolCall?: number };
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** The rules that it names, by id or name, as written. */
  readonly named: readonly { readonly rule: string; readonly location: Location }[];
  /** `# mkt-ignore MKT303: reason` comments, which suppress a rule on a line of the list. */
  readonly ignores: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly location: Location;
  }[];
  /** The findings that it accepts. */
  readonly accepted: readonly Acceptance[];
  /** Marketplaces that the client's settings declare, or that the client knows by itself. */
  readonly marketplaces?: readonly DeclaredSource[];
  /** What the client's settings say here, from every source that counts. */
  readonly settings?: ClientSettings;
  /** What settings enable that comes from no marketplace, and is not checked: `x@inline`. */
  readonly otherOrigins?: readonly string[];
  /** `false`: the bundled registry is left out. */
  readonly bundled?: boolean;
  /** How the plugins reach the client: all in one way, or by name or id. */
  readonly route?: Route | ReadonlyMap<string, Route>;
  /** Named parts of the list, each with names of plugins. */
  readonly sets?: ReadonlyMap<string, readonly string[]>;
  /** What plugins produce, consume and need where they do not state it themselves, by name or id. */
  readonly integrations?: ReadonlyMap<string, IntegrationRecord>;
  /** Releases younger than so many days are not locked. */
  readonly minimumReleaseAge?: number;
}

/** How a locked plugin reaches the client. */
export type Route = 'skills' | 'run' | 'pin' | 'settings';

export type RuleLevel = Severity | 'off';

/** What the place where the plugins run provides. */
export interface Environment {
  readonly runtimes: Readonly<Record<string, string>>;
  readonly libraries?: Readonly<Record<string, string>>;
  /** Names of the environment variables that are set; undefined if not known. */
  readonly variables?: readonly string[];
  readonly resources?: { readonly gpu?: number; readonly cpu?: number; readonly memory?: string };
}

/** `mkt check`: everything its reports show. */
export interface CheckResult {
  /** Where the plugins meet, if the report shows it. */
  readonly grid?: MeetingGrid;
  /** What was read: registries with their sizes, and where the list came from. */
  readonly looked: Looked;
  readonly verdict: Verdict;
  /** Whether warnings fail too. */
  readonly strict: boolean;
  /** The request, as the user wrote it. */
  readonly requested: readonly string[];
  readonly plugins: readonly CheckedPlugin[];
  readonly findings: readonly Finding[];
  /** `--installed`: all that is installed or enabled on this machine. */
  readonly installed?: readonly MachinePlugin[];
  /** `--with`: what the added plugins bring; the findings are then only those that come with them. */
  readonly brings?: AddedCost;
  /** The findings that the project's list accepts: they are not among these. */
  readonly accepted?: readonly AcceptedFinding[];
  /** The project's baseline, if it was used: its findings are not among these. */
  readonly baseline?: {
    readonly file: string;
    readonly known: number;
    readonly vanished: readonly KnownFinding[];
  };
}

/** What plugins bring that are added to a list. */
export interface AddedCost {
  /** The added plugins, as the user wrote them. */
  readonly specs: readonly string[];
  /** These, and those of their dependencies that were not there before. */
  readonly plugins: readonly CheckedPlugin[];
  /** Plugins of the list that get another version. */
  readonly moved: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** Estimated tokens of all descriptions in every session, as far as the texts are known. */
  readonly tokens: { readonly before: number; readonly after: number; readonly unknown: readonly string[] };
  /** Processes of hooks for a call of the tool for which most are added; undefined if none are. */
  readonly processes?: { readonly tool: string; readonly before: number; readonly after: number };
  /** How many findings the list has without them. */
  readonly known: number;
}

export interface Looked {
  readonly list: ListOrigin;
  readonly registries: readonly { readonly source: string; readonly plugins?: number }[];
  /** Ids of the rules that ran. */
  readonly rules: readonly string[];
}

export interface CheckedPlugin extends Versioned {
  readonly name: string;
  readonly marketplace: string;
  readonly requested: boolean;
  readonly date?: string;
  /** Count by kind of component, without zeros: `{ agents: 4 }`. */
  readonly components: Readonly<Record<string, number>>;
  readonly requiredBy: readonly string[];
  /** The plugins that work without it, too; absent if there are none. */
  readonly optionalFor?: readonly string[];
  /** The client loads it from a copy in the project, without an installation. */
  readonly copied?: true;
  /** The client installs it from the project's own pins. */
  readonly pinned?: true;
  /** Where it is installed, if that is known. */
  readonly scopes?: readonly SettingsScope[];
}
