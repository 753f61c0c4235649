import type {
  BadName,
  InFile,
  InvalidSource,
  Language,
  MissingDependency,
  Nothing,
  NotSemver,
  RepeatedKey,
  Syntax,
  TextKind,
  Violation,
} from '../file-evidence.ts';
import type { ModRefusal } from '../mod.ts';
import { error, note, type RuleEntry, warning } from '../rule-entry.ts';

/** Rules about files: of a plugin, a marketplace and a project. */
export const fileRules = {
  MKT901: {
    name: 'malformed-file',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a file is not valid JSON or YAML, is not text, is too large, or has a duplicate key',
    cases: {
      syntax: error<InFile<Syntax>>('load'),
      'too-deep': error<InFile<{ language: Language; most: number }>>('load'),
      'duplicate-key': error<InFile<RepeatedKey>>('load'),
      'key-overruled': warning<InFile<RepeatedKey>>(),
      'key-not-text': error<InFile>('load'),
      'second-document': error<InFile>('load'),
      alias: error<InFile<{ detail: string }>>('load'),
      empty: error<InFile<{ kind: 'manifest' | 'list' }>>('load'),
      encoding: error<InFile<{ found: 'UTF-16' | 'NUL' | 'bytes that are not UTF-8' }>>('load'),
      'too-large': error<InFile<{ bytes: number; most: number }>>('load'),
      more: error<InFile<{ amount: number }>>('load'),
      'more-warnings': warning<InFile<{ amount: number }>>(),
      unreadable: error<InFile<{ reason: string }>>('load'),
      'not-a-file': error<InFile>('load'),
      'not-cached': error<InFile>('load'),
      'no-file': error<InFile>('load'),
      'no-manifests': error<InFile>('load'),
      'too-many-manifests': error<InFile<{ amount: number; most: number }>>('load'),
      link: error<InFile<{ to: 'folder' | 'file' | 'other-file' }>>('load'),
      'front-matter': error<InFile<{ kind: TextKind; because?: { case: string; evidence: object } }>>('load'),
      'front-matter-guessed': note<InFile>(),
      'text-too-large': warning<InFile<{ bytes: number; most: number }>>(),
      'text-encoding': warning<InFile>(),
    },
  },
  MKT902: {
    name: 'schema-violation',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a value has the wrong type, or a key is missing',
    cases: {
      violation: error<Violation>('load'),
      'ignored-violation': warning<Violation>(),
      'server-violation': error<Violation>('nothing'),
      'validator-only': error<Violation>('nothing', { onlyIn: 'validate' }),
      'source-missing': error<{ plugin: string }>('install'),
      source: error<InvalidSource>('install'),
      'monitors-not-a-list': error<Nothing>('load'),
      'monitor-twice': error<{ name: string }>('load'),
      'headers-helper': error<{ plugin: string }>('load'),
      'entry-hook-files': error<{ plugin: string }>('load'),
      'nameless-entry': error<{ isMap: boolean }>('install'),
      'dependencies-not-a-list': error<Nothing>('load'),
      'dependency-without-name': error<{ isMap: boolean }>('load'),
      'dependency-name': error<{ stated: string }>('load'),
      'conflicting-manifests': error<{ plugin: string; components: readonly string[] }>('load'),
      'not-a-map': warning<{ key: string }>(),
      'no-version': note<Nothing>(),
      'no-description': note<Nothing>(),
      'no-author': note<Nothing>(),
      'no-plugins': warning<Nothing>(),
      'marketplace-without-description': note<Nothing>(),
      email: warning<{ email: string }>(),
      'no-server-map': error<Nothing>('load'),
      'guard-outside-hooks': error<{ event: string }>('load'),
      'event-outside-hooks': warning<{ event: string }>(),
      'no-hooks-map': warning<Nothing>(),
      'guard-not-a-list': error<{ event: string }>('load'),
      'event-not-a-list': warning<{ event: string }>(),
      matcher: warning<{ matcher: string }>(),
      'guard-kind': error<{ type: string; known: readonly string[] }>('load'),
      'hook-kind': warning<{ type: string; known: readonly string[] }>(),
      'guard-lacks': error<{ type: string; needed: string }>('load'),
      'hook-lacks': warning<{ type: string; needed: string }>(),
      'mod-amount': error<{ amount: number }>('nothing'),
      'mod-missing': error<Nothing>('nothing'),
      'mod-refused': error<{ why: Exclude<ModRefusal['why'], 'unread'>; detail?: string }>('nothing'),
      'mod-event': error<{ event: string; near: string }>('nothing'),
      'mod-unread': warning<{ detail: string }>(),
      'unquoted-path': note<Nothing>(),
      'option-in-shell': warning<Nothing>(),
      'no-front-matter': warning<{ kind: TextKind }>(),
      'front-matter-not-a-map': error<Nothing>('load'),
      'front-matter-text': error<{ key: string; quote?: string }>('load'),
      'front-matter-list': error<{ key: string }>('load'),
      undescribed: warning<{ kind: TextKind }>(),
      'nameless-agent': note<Nothing>(),
      model: warning<{ known: readonly string[]; model?: string }>(),
      'ignore-without-colon': warning<{ meant: string }>(),
      'ignore-without-rule': warning<Nothing>(),
      /** `meant`: what to write instead, where that is evident. */
      'ignore-of-no-rule': warning<{ rule: string; meant?: string }>(),
      'ignore-without-reason': warning<{ meant?: string }>(),
      'ignore-of-nothing': warning<Nothing>(),
      'unknown-pattern': error<{ pattern: string; near: readonly string[] }>('nothing'),
    },
  },
  MKT903: {
    name: 'unknown-key',
    scope: 'file',
    section: 'Validate configuration format',
    summary: 'a key is not part of the format',
    cases: {
      'unknown-key': warning<{
        key: string;
        known: readonly string[];
        at?: string;
        near?: string;
        isRight?: boolean;
      }>(),
      'key-of-the-entry': warning<{ key: string }>(),
      'source-key': warning<{
        plugin: string;
        key: string;
        kind: string;
        known: readonly string[];
        isSubdir: boolean;
      }>(),
      'no-effect': warning<{ plugin: string; key: string }>(),
      'dependency-key': warning<{ key: string; known: readonly string[]; near?: string }>(),
      'hook-event': warning<{ event: string; near?: string }>(),
      'moved-key': warning<{ key: string }>(),
      'not-in-plugins': warning<{ key: string }>(),
      'front-matter-misspelt': warning<{ key: string; kind: TextKind; near: string }>(),
      'unknown-rule': warning<{ rule: string; near: readonly string[] }>(),
      'stale-ignore': note<{ rule: string }>(),
      'stale-acceptance': note<{ rule: string; plugins?: readonly string[]; message?: string }>(),
    },
  },
  MKT904: {
    name: 'missing-source',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a path leaves its folder, or points to something that does not exist',
    cases: {
      'no-folder': error<{ plugin: string; folder: string; isFile: boolean; near?: string }>('install'),
      'source-leaves': error<InvalidSource>('install'),
      'source-on-this-machine': warning<{ plugin: string; url: string }>(),
      'linked-marketplace': error<{ of: 'folder' | 'commit' }>('install'),
      link: warning<{ of: 'folder' | 'commit' }>(),
      nested: warning<{ of: 'folder' | 'commit'; most: number }>(),
      'too-many-files': warning<{ of: 'folder' | 'commit'; most: number }>(),
      'unreadable-folder': warning<Nothing>(),
      'not-copied': warning<{ what: 'special-file' | 'submodule' | 'name' | 'second-of-name' | 'target' }>(),
    },
  },
  MKT905: {
    name: 'unlisted-plugin',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a folder of a marketplace contains a plugin that no entry lists',
    cases: {
      folder: warning<{ folder: string }>(),
      folders: warning<{ folders: readonly string[] }>(),
    },
  },
  MKT906: {
    name: 'version-mismatch',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: 'the marketplace entry and the manifest of a plugin disagree',
    cases: {
      version: warning<{ entry: string; manifest: string }>(),
      name: warning<{ entry: string; manifest: string }>(),
      'dependency-range': warning<{ dependency: string; entry: string; manifest: string }>(),
    },
  },
  MKT907: {
    name: 'duplicate-plugin',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a plugin is described twice',
    cases: {
      'listed-twice': error<{ plugin: string; firstLine: number }>('nothing'),
      'described-twice': error<{ plugin: string; place: string }>('nothing'),
      'one-source': warning<{ plugin: string; other: string; otherLine: number }>(),
      'dependency-twice': warning<{
        dependency: string;
        firstLine: number;
        forgotten?: string;
        kept?: string;
      }>(),
      components: warning<{ name: string; kinds: readonly TextKind[] }>(),
      'asked-twice': warning<{ plugin: string; firstLine: number; specs?: readonly string[] }>(),
      'hooks-file-named': note<{ path: string }>(),
      'hooks-file-refused': error<{ path: string }>('load'),
    },
  },
  MKT908: {
    name: 'bad-name',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: 'a name does not match its file, or the client does not accept it',
    cases: {
      plugin: warning<BadName>(),
      component: warning<BadName>(),
      'reserved-component': warning<{ kind: 'skill' | 'command'; name: string }>(),
      'skill-folder': note<{ namespace: string; skills: readonly { name: string; folder: string }[] }>(),
      marketplace: warning<BadName>(),
      'only-capitals': warning<{ plugin: string; other: string; otherLine: number }>(),
      reserved: error<{ name: string }>('install'),
      'official-elsewhere': error<{ name: string }>('install'),
      /** In a copy that says to be Anthropic's. */
      official: note<{ name: string }>(),
      impersonating: error<{ name: string }>('install'),
      respelling: error<{ name: string }>('install'),
      documented: warning<{ name: string }>(),
      desktop: warning<{ name: string }>(),
    },
  },
  MKT909: {
    name: 'broken-rename',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'a chain of renames forms a cycle or leads nowhere',
    cases: {
      cycle: error<{ chain: readonly string[] }>('nothing'),
      'dead-end': error<{ chain: readonly string[] }>('nothing'),
      'still-listed': warning<{ plugin: string }>(),
    },
  },
  MKT910: {
    name: 'bad-version',
    scope: 'plugin',
    section: 'Version Compatibility',
    summary: 'a version or range is not valid semver',
    cases: {
      version: warning<{ version: string; plugin?: string }>(),
      'marketplace-version': note<{ version: string }>(),
      'not-semver': error<NotSemver>('load'),
      'ignored-not-semver': warning<NotSemver>(),
      'dependency-range': error<{ dependency: string; range: string }>('install'),
      'range-in-name': warning<{ stated: string; name: string; range: string }>(),
      'range-not-text': warning<{ dependency: string; text: string }>(),
      'range-in-entry': warning<{ dependency: string; range: string }>(),
    },
  },
  MKT911: {
    name: 'dangling-reference',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary:
      'a reference points to something that does not exist, or a file is where the client does not look',
    cases: {
      /** `variable`: the environment variable that names the file, so that nothing is known to start it. */
      file: warning<{ path: string; variable?: string }>(),
      'file-in-text': warning<{ path: string }>(),
      'link-in-text': note<{ path: string }>(),
      path: error<{ path: string; from: 'manifest' | 'entry'; near?: string }>('load'),
      'default-folder': warning<{ key: string; folder: string; files: number }>(),
      dependency: error<MissingDependency>('load', { of: 'dependency' }),
      /** The client follows it only for a plugin that is requested; the resolution knows which are. */
      'dependency-in-entry': error<MissingDependency>('install', { of: 'dependency', alsoIn: 'resolution' }),
      'dependency-at-install': warning<MissingDependency>(),
      component: warning<{ plugin: string; component: string; near?: string }>(),
      agents: warning<{ agents: readonly string[] }>(),
      'own-component': note<{ name: string; key: string }>(),
      tools: note<{ key: string; tools: readonly string[]; near?: string }>(),
      'channel-server': warning<{ server: string; known: readonly string[] }>(),
      'stray-manifest': warning<{ hasEntry: boolean }>(),
      /** A manifest of Agent Plugins, which other clients read. `servers`: of `mcp.json`, which only they start. */
      'agent-plugins': note<{ servers: readonly string[] }>(),
      'empty-plugin': note<Nothing>(),
      'not-a-folder': warning<{ folder: string }>(),
      'beside-manifest': warning<{ folder: string; inside: string }>(),
      'loose-skill': warning<{ file: string }>(),
      'skill-capitals': warning<{ file: string }>(),
      'skill-not-a-file': warning<Nothing>(),
      'skill-too-deep': warning<{ folder: string }>(),
      'no-skill-file': warning<{ folder: string }>(),
      'claude-md': note<Nothing>(),
    },
  },
  MKT912: {
    name: 'unsatisfiable-release',
    scope: 'marketplace',
    section: 'Check plugin registry',
    summary: 'no registry can satisfy the dependencies of a release',
    cases: {
      release: error<{
        plugin: string;
        versions: readonly string[];
        explanation: readonly string[];
        way?: string;
      }>('install'),
    },
  },
  MKT913: {
    name: 'stale-lock',
    scope: 'file',
    section: 'Version Compatibility',
    summary: "the lock does not match the project's list",
    cases: {
      'not-locked': error<{ plugin: string }>('nothing'),
      constraint: error<{ plugin: string; version: string; range: string }>('nothing'),
      'dependency-range': error<{ plugin: string; dependency: string; version: string; range: string }>(
        'nothing',
      ),
      'dependency-missing': error<{ plugin: string; dependency: string }>('nothing'),
      unreached: error<{ plugin: string; version: string }>('nothing'),
      conflict: error<{ plugin: string; other: string; version: string; range: string }>('nothing'),
    },
  },
  MKT914: {
    name: 'content-changed',
    scope: 'file',
    section: 'Version Compatibility',
    summary: 'what was locked has changed: a tag moved, a commit no longer exists, or files differ',
    cases: {
      'files-differ': error<{ plugin: string; locked: string; found: string }>('nothing'),
      'tag-moved': error<{ plugin: string; tag: string; locked: string; now: string }>('nothing'),
      'tag-gone': error<{ plugin: string; tag: string }>('nothing'),
      /** Without `branch`, no branch or tag has it. */
      'not-in-history': error<{ plugin: string; commit: string; branch?: string }>('nothing'),
      'files-gone': error<{ plugin: string; reason: string }>('nothing'),
      'other-source': error<{ plugin: string; locked: string; listed: string }>('nothing'),
      'copy-not-locked': error<{
        plugin: string;
        folder: string;
        state: 'missing' | 'unlocked' | 'other-release' | 'changed';
      }>('nothing'),
      'copy-differs': error<{ plugin: string; folder: string; files: readonly string[] }>('nothing'),
    },
  },
  MKT915: {
    name: 'entry-overrules-manifest',
    scope: 'combination',
    section: 'Check plugin registry',
    summary:
      "a field of the marketplace entry replaces one of the plugin's manifest, or is ignored because of it",
    cases: {
      'hooks-replaced': warning<{ plugin: string; events: readonly string[] }>(),
      'key-ignored': warning<{ plugin: string; key: string }>(),
    },
  },
  MKT916: {
    name: 'name-reads-as-official',
    scope: 'plugin',
    section: 'Check plugin registry',
    summary: "a plugin name looks like one of Anthropic's own, so the client's validator fails or warns",
    cases: { reserved: error<{ name: string }>('nothing'), word: warning<{ name: string }>() },
  },
} as const satisfies Readonly<Record<`MKT9${number}`, RuleEntry>>;
