import type {
  Ambiguous,
  BlockedDependency,
  BothChosen,
  BrokenListing,
  ClientDiffers,
  ClientLoadsOther,
  IgnoredRanges,
  MarketplaceNameClash,
  NewFeature,
  NoMatchingVersion,
  NotFound,
  NotLookedUp,
  OnlySuperseded,
  OptionalLeftOut,
  OtherClient,
  OtherMarketplaceName,
  RangelessDependency,
  UnknownMarketplace,
  UnknownOfDependency,
  Unresolved,
  UntaggedDependency,
  UnusableSource,
} from '../resolution-evidence.ts';
import { error, note, type RuleEntry, warning } from '../rule-entry.ts';
import type { SettingsScope } from '../settings.ts';
import type {
  BlockedByPolicy,
  BlockedCopies,
  DisabledDependency,
  IgnoredPolicy,
  ListsDiffer,
  NotFetched,
} from '../settings-evidence.ts';

/** Rules about a request: what was asked for, and whether it can be resolved and installed. */
export const requestRules = {
  MKT101: {
    name: 'plugin-not-found',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary:
      'a requested plugin is not in any registry, is in several marketplaces, or could not be looked up',
    cases: {
      'not-found': error<NotFound>('install'),
      ambiguous: error<Ambiguous>('install'),
      'broken-listing': error<BrokenListing>('install'),
      'not-looked-up': warning<NotLookedUp>({ verdict: 'unknown' }),
    },
  },
  MKT102: {
    name: 'no-matching-version',
    scope: 'list',
    topics: ['resolution', 'versions'],
    section: 'Version Compatibility',
    summary: 'the plugin exists, but no release matches the range',
    cases: { found: error<NoMatchingVersion>('install') },
  },
  MKT103: {
    name: 'version-conflict',
    scope: 'list',
    topics: ['resolution', 'versions'],
    section: 'Version Compatibility',
    summary: 'no combination of versions satisfies the request; says why, and what would help',
    ground: 'versions',
    cases: { found: error<Unresolved>('install') },
  },
  MKT104: {
    name: 'unknown-marketplace',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary: 'a spec or a dependency names a marketplace that is not in any registry',
    cases: {
      'of-spec': error<UnknownMarketplace>('install'),
      'unusable-source': error<UnusableSource>('install'),
      'other-name': error<OtherMarketplaceName>('install'),
      'of-dependency': error<UnknownOfDependency>('install'),
    },
  },
  MKT105: {
    name: 'cross-marketplace-blocked',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary:
      'a dependency is in another marketplace, which the marketplace of the requested plugin does not allow',
    cases: {
      found: error<BlockedDependency>('install'),
      declared: error<{ plugin: string; dependency: string; marketplace: string; inEntry?: true }>('load', {
        of: 'dependency',
        alsoIn: 'resolution',
      }),
    },
  },
  MKT106: {
    name: 'dependency-cycle',
    scope: 'combination',
    topics: ['resolution'],
    section: 'Identify Dependencies',
    summary: 'the dependencies of chosen plugins form a cycle',
    cases: {
      cycle: warning<{ plugins: readonly string[] }>(),
      'on-itself': warning<{ plugin: string }>(),
      declared: warning<{ plugins: readonly string[] }>(),
      'declared-on-itself': warning<{ plugin: string }>(),
      'in-entries': error<{ plugins: readonly string[] }>('install'),
      'own-entry': error<{ plugin: string }>('install'),
    },
  },
  MKT107: {
    name: 'renamed-plugin',
    scope: 'list',
    topics: ['resolution'],
    section: 'Plugin Not Found',
    summary: 'a plugin is requested by a name that its marketplace has renamed or removed',
    cases: {
      renamed: warning<{ plugin: string; present: string }>(),
      removed: error<{ plugin: string; registry: string }>('install'),
      'leads-nowhere': error<{ plugin: string; registry: string; names: readonly string[] }>('install'),
      'dependency-removed': error<{ plugin: string; dependency: string; marketplace: string }>('load', {
        of: 'dependency',
      }),
      'dependency-renamed': error<{ plugin: string; dependency: string; present: string }>('load', {
        of: 'dependency',
      }),
    },
  },
  MKT108: {
    name: 'superseded-plugin',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a chosen plugin was replaced by another, which is also chosen, or could be',
    cases: { 'both-chosen': warning<BothChosen>(), 'only-superseded': warning<OnlySuperseded>() },
  },
  MKT109: {
    name: 'unpinnable-plugin',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a chosen plugin has neither a version nor a tag, so what is installed depends on the date',
    cases: {
      found: note<{
        plugins: string[];
        stated: { plugin: string; version: string }[];
        /** The command of mkt that copies releases into a project, where there is one. */
        copyWith?: string;
      }>(),
    },
  },
  MKT110: {
    name: 'client-resolution-differs',
    scope: 'combination',
    topics: ['versions'],
    section: 'Version Compatibility',
    summary: 'a combination exists, but the client would choose a different one, or none',
    cases: {
      'installation-fails': error<ClientDiffers>('install'),
      'not-loaded': error<ClientDiffers>('load'),
      'other-versions': warning<ClientDiffers>({ verdict: 'other' }),
      'other-copy': warning<ClientLoadsOther>({ verdict: 'other' }),
      'entry-ranges': warning<IgnoredRanges>({ verdict: 'other' }),
    },
  },
  MKT111: {
    name: 'untagged-dependency',
    scope: 'combination',
    section: 'Version Compatibility',
    summary: 'a dependency has a version range, but the client cannot choose the version of that plugin',
    cases: {
      'range-ignored': warning<UntaggedDependency>(),
      'no-matching-tag': warning<UntaggedDependency>(),
      'source-without-ranges': warning<RangelessDependency>(),
    },
  },
  MKT112: {
    name: 'marketplace-name-clash',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'several registered marketplaces have the same name, and the client keeps only the last one',
    cases: { found: error<MarketplaceNameClash>('nothing') },
  },
  MKT113: {
    name: 'dependency-disabled',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'a chosen plugin requires a plugin that settings disable',
    cases: { found: error<DisabledDependency>('load') },
  },
  MKT114: {
    name: 'client-too-old',
    scope: 'list',
    section: 'Version Compatibility',
    summary: 'a chosen plugin needs a different version of the client from the one that will load it',
    cases: {
      refused: error<OtherClient>('install'),
      pinned: error<OtherClient>('install'),
      'older-release': note<OtherClient & { version: string; newer?: string }>(),
      'loads-anyway': note<OtherClient>(),
      'mod-not-run': warning<OtherClient>(),
      'feature-installs': error<NewFeature>('install'),
      'feature-loads': error<NewFeature>('load'),
      'feature-ignored': note<NewFeature>(),
    },
  },
  MKT115: {
    name: 'blocked-by-policy',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'managed settings forbid the source of a marketplace in use',
    cases: {
      blocked: error<BlockedByPolicy>('install'),
      'not-allowed': error<BlockedByPolicy>('install'),
      'copies-blocked': error<BlockedCopies>('load'),
      'copies-not-allowed': error<BlockedCopies>('load'),
      ignored: note<IgnoredPolicy>(),
    },
  },
  MKT116: {
    name: 'lists-differ',
    scope: 'list',
    section: 'Configuration Errors',
    summary: "the client's settings enable different plugins from those that `mkt.yaml` lists",
    cases: {
      'enabled-beyond': warning<ListsDiffer>(),
      'switched-off': warning<ListsDiffer>(),
    },
  },
  MKT117: {
    name: 'not-fetched-by-settings',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'project settings enable plugins that the client does not fetch for users who clone the project',
    cases: { found: note<NotFetched>() },
  },
  MKT118: {
    name: 'installed-state',
    scope: 'list',
    section: 'Plugin Not Found',
    summary:
      'the client does not load an enabled or required plugin, or loads a different version from the one it lists',
    cases: {
      'files-gone': error<{ id: string; scope: SettingsScope; version?: string }>('load'),
      'folder-gone': error<{ id: string; folder: string; marketplace: string }>('load'),
      'not-installed': error<{ id: string }>('load'),
      'not-fetched': warning<{ id: string; scope: SettingsScope }>(),
      'not-listed': error<{ plugin: string; marketplace: string; renamedTo?: string }>('load'),
      'marketplace-unknown': error<{ marketplace: string; plugins: readonly string[] }>('load'),
      'marketplace-gone': error<{ marketplace: string; plugins: readonly string[]; place: string }>('load'),
      'name-taken': error<{ name: string; folder: string; by: string; isInstalled: boolean }>('load'),
      'dependency-missing': error<{ plugin: string; dependency: string }>('load', { of: 'dependency' }),
      'dependency-off': error<{ plugin: string; dependency: string }>('load', { of: 'dependency' }),
      'dependency-version': error<{
        plugin: string;
        dependency: string;
        range: string;
        version?: string;
      }>('load', { of: 'dependency' }),
      'required-missing': error<{ spec: string }>('load'),
      'required-off': error<{ id: string }>('load'),
      'required-elsewhere': error<{ id: string }>('load'),
      'required-fails': error<{ id: string }>('load'),
      'other-version': note<{ id: string; recorded: string; loaded: string; copy: string }>(),
    },
  },
  MKT119: {
    name: 'shared-folder',
    scope: 'list',
    section: 'Plugin Not Found',
    summary: 'the client refuses to install two plugins whose ids map to the same folder',
    cases: {
      found: error<{ plugin: string; first: string; folder: string }>('install'),
      'letter-case': warning<{ plugin: string; first: string; folder: string }>(),
    },
  },
  MKT120: {
    name: 'optional-dependency-left-out',
    scope: 'list',
    topics: ['resolution'],
    section: 'Identify Dependencies',
    summary: 'an optional dependency of a chosen plugin is not part of the combination',
    cases: { found: note<OptionalLeftOut>() },
  },
  MKT121: {
    name: 'needs-ssh-key',
    scope: 'combination',
    section: 'Plugin Not Found',
    summary:
      'the client fetches a plugin over SSH only, because its source names the repository in short form',
    cases: { found: warning<{ plugin: string; repository: string; url: string }>() },
  },
} as const satisfies Readonly<Record<`MKT1${number}`, RuleEntry>>;
