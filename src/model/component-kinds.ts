/**
 * Everything that mkt knows about the kinds of component, in one table: where each is, how it is declared and named, what is known about
 * one, where two can clash. Types, formats, the fast check of an index, counts, labels and lists of names follow from it. What a
 * kind's files hold is read by its reader in `client/components/`.
 */

/**
 * What a field of a component holds. `name`: a text that is not empty, and by which the component is known where no more is. `text`
 * and `flag` may be missing. `texts`: a list, empty where nothing is known.
 */
interface Field {
  readonly type: 'name' | 'text' | 'flag' | 'texts';
  /** Ends up in the JSON Schemas, and in messages about a missing key. */
  readonly means?: string;
}

type Fields = Readonly<Record<string, Field>>;

interface Place {
  /** Keys of a manifest that declare it, a nested one with a dot; the first is the one to use. */
  readonly keys: readonly string[];
  /** Where the client looks by itself: a folder, or a file. */
  readonly place: string;
  /** What a declaration does to that place: nothing, or the client no longer looks there. */
  readonly declared?: 'adds' | 'replaces';
  /** An entry of a marketplace may state it even if there is a manifest. */
  readonly inEntry?: true;
  /** A folder that has the place is taken for a plugin. */
  readonly isMark?: true;
  /** Not all of them can be seen in the files: what is declared, or has a folder, counts as something that the plugin brings. */
  readonly mayBeUnseen?: true;
}

interface ComponentKind extends Place {
  /** As the details of a release name it. */
  readonly detail: string;
  readonly singular: string;
  readonly plural: string;
  /** What is known of one; without fields only its name is. */
  readonly fields?: Fields;
  /** What the name of one is taken from. */
  readonly nameFrom: string;
  /** How people read its full name, with `{plugin}` and `{name}`. Without one it has no name by which anybody could look for it. */
  readonly called?: string;
  /** What a user types to have it. */
  readonly typed?: string;
  /** Its name may have folders before it; the client knows it by the last part. */
  readonly inFolders?: true;
  /** A field by which people distinguish several with the same name. */
  readonly aside?: string;
  /** A text with front matter, which the model sees in every session. */
  readonly isText?: true;
  /** The name of the rule that reports a clash between plugins, and what clashes. */
  readonly clash?: { readonly rule: string; readonly by: string };
}

/** The kinds of component, by their key in the components of a release, in the order in which they are shown. */
export const componentKinds = {
  agents: {
    detail: 'agent',
    singular: 'agent',
    plural: 'agents',
    keys: ['agents'],
    place: 'agents',
    declared: 'replaces',
    inEntry: true,
    isMark: true,
    nameFrom: 'front matter, else file',
    called: '{plugin}:{name}',
    typed: '@agent-{plugin}:{name}',
    inFolders: true,
    isText: true,
    clash: { rule: 'agent-name-clash', by: 'name' },
  },
  commands: {
    detail: 'command',
    singular: 'command',
    plural: 'commands',
    keys: ['commands'],
    place: 'commands',
    declared: 'replaces',
    inEntry: true,
    isMark: true,
    nameFrom: 'file',
    called: '/{plugin}:{name}',
    typed: '/{plugin}:{name}',
    inFolders: true,
    isText: true,
    clash: { rule: 'command-name-clash', by: 'name' },
  },
  skills: {
    detail: 'skill',
    singular: 'skill',
    plural: 'skills',
    keys: ['skills'],
    place: 'skills',
    declared: 'adds',
    inEntry: true,
    isMark: true,
    nameFrom: 'front matter, else folder',
    called: '{plugin}:{name}',
    typed: '/{plugin}:{name}',
    inFolders: true,
    isText: true,
    clash: { rule: 'skill-name-clash', by: 'name' },
  },
  hooks: {
    detail: 'hook',
    singular: 'hook',
    plural: 'hooks',
    keys: ['hooks'],
    place: 'hooks/hooks.json',
    declared: 'adds',
    inEntry: true,
    isMark: true,
    fields: {
      event: { type: 'name', means: 'the hook event' },
      matcher: { type: 'text' },
      /** `command`, `http`, `prompt`, …; where it is not known, a missing matcher is not known either. */
      type: { type: 'text' },
      command: { type: 'text' },
      condition: { type: 'text', means: 'the permission rule of the calls for which it runs' },
      isBackground: { type: 'flag', means: 'the client does not wait for it, so it cannot decide anything' },
    },
    nameFrom: 'event',
    aside: 'matcher',
    clash: { rule: 'hook-overlap', by: 'event and matcher' },
  },
  mcpServers: {
    detail: 'mcp-server',
    singular: 'MCP server',
    plural: 'MCP servers',
    keys: ['mcpServers'],
    place: '.mcp.json',
    declared: 'adds',
    isMark: true,
    mayBeUnseen: true,
    fields: {
      name: { type: 'name', means: 'the server' },
      command: { type: 'text' },
      url: { type: 'text' },
      isIdentified: { type: 'flag', means: 'it gets a header that identifies the user' },
    },
    nameFrom: 'key',
    called: 'plugin:{plugin}:{name}',
    clash: { rule: 'mcp-server-clash', by: 'name, or what is started' },
  },
  lspServers: {
    detail: 'lsp-server',
    singular: 'LSP server',
    plural: 'LSP servers',
    keys: ['lspServers'],
    place: '.lsp.json',
    declared: 'adds',
    isMark: true,
    mayBeUnseen: true,
    fields: {
      name: { type: 'name', means: 'the server' },
      extensions: { type: 'texts' },
      command: { type: 'text' },
    },
    nameFrom: 'key',
    called: '{name}',
    clash: { rule: 'lsp-extension-clash', by: 'file extension' },
  },
  executables: {
    detail: 'executable',
    singular: 'executable',
    plural: 'executables',
    keys: [],
    place: 'bin',
    nameFrom: 'file',
    called: '{name}',
    clash: { rule: 'executable-clash', by: 'name' },
  },
  outputStyles: {
    detail: 'output-style',
    singular: 'output style',
    plural: 'output styles',
    keys: ['outputStyles'],
    place: 'output-styles',
    declared: 'replaces',
    inEntry: true,
    isMark: true,
    mayBeUnseen: true,
    nameFrom: 'front matter, else file',
    called: '{plugin}:{name}',
  },
  workflows: {
    detail: 'workflow',
    singular: 'workflow',
    plural: 'workflows',
    keys: ['workflows'],
    place: 'workflows',
    declared: 'replaces',
    mayBeUnseen: true,
    nameFrom: '`meta.name`, else file',
    called: '/{plugin}:{name}',
    typed: '/{plugin}:{name}',
  },
  monitors: {
    detail: 'monitor',
    singular: 'monitor',
    plural: 'monitors',
    keys: ['experimental.monitors', 'monitors'],
    place: 'monitors/monitors.json',
    declared: 'replaces',
    mayBeUnseen: true,
    fields: { name: { type: 'name', means: 'the monitor' }, command: { type: 'text' } },
    nameFrom: '`name`',
    called: '{name}',
  },
  themes: {
    detail: 'theme',
    singular: 'theme',
    plural: 'themes',
    keys: ['experimental.themes', 'themes'],
    place: 'themes',
    declared: 'replaces',
    inEntry: true,
    mayBeUnseen: true,
    nameFrom: 'file',
    called: '{plugin}:{name}',
  },
  mods: {
    detail: 'mod',
    singular: 'mod',
    plural: 'mods',
    keys: [],
    place: 'hooks/hooks.json',
    nameFrom: 'path of the module',
    called: '{plugin}',
  },
} as const satisfies Readonly<Record<string, ComponentKind>>;

type Table = typeof componentKinds;

export type ComponentKey = keyof Table;

/** The keys of the kinds of which the table says this. */
type KeyWhere<Said> = { [Key in ComponentKey]: Table[Key] extends Said ? Key : never }[ComponentKey];

/** The kinds that are texts for the model. */
export type TextKey = KeyWhere<{ readonly isText: true }>;

/** The kinds in which a text clashes with others of its name. */
export type NamedComponentKind = TextKey & KeyWhere<{ readonly clash: { readonly by: 'name' } }>;

/** One component as far as it is known. */
export type ComponentItem<Key extends ComponentKey> = Key extends unknown
  ? Table[Key] extends { readonly fields: infer Known extends Fields }
    ? ItemOf<Known>
    : string
  : never;

type ItemOf<Known extends Fields> = {
  readonly [Name in keyof Known as Known[Name]['type'] extends 'name' | 'texts' ? Name : never]: ValueOf<
    Known[Name]
  >;
} & {
  readonly [Name in keyof Known as Known[Name]['type'] extends 'text' | 'flag' ? Name : never]?: ValueOf<
    Known[Name]
  >;
};

type ValueOf<Known extends Field> = {
  name: string;
  text: string;
  flag: boolean;
  texts: readonly string[];
}[Known['type']];

/** All keys of the table, in its order. */
export const componentKeys = Object.keys(componentKinds) as readonly ComponentKey[];

/** What the table says about any kind. */
export function kindOf(key: ComponentKey): ComponentKind {
  return componentKinds[key];
}

/** A map with a value for each kind, in the order of the table. */
export function forEachKind<Values extends { readonly [Key in ComponentKey]: unknown }>(
  make: (key: ComponentKey) => Values[ComponentKey],
): Values {
  // Key by key: `Object.fromEntries` takes five times as long, and large registries have 100,000 such maps.
  const values: Partial<Record<ComponentKey, unknown>> = {};
  for (const key of componentKeys) values[key] = make(key);
  return values as unknown as Values;
}

export const textKeys = componentKeys.filter((key) => kindOf(key).isText) as readonly TextKey[];

/** Those in which texts clash by their names. */
export const namedKinds = textKeys.filter((key) => kindOf(key).clash?.by === 'name');

/** The text by which people know a component: of one with fields that of its `name`, of a path its last part. */
export function nameOf<Key extends ComponentKey>(key: Key, item: ComponentItem<Key>): string {
  const { fields, inFolders } = kindOf(key);
  const name = String(fields === undefined ? item : (item as Record<string, unknown>)[nameField(fields)]);
  return inFolders ? componentName(name) : name;
}

/** The name behind that of its plugin, as the client has it: `review:sec` for `sec` in the folder `review`. */
export function fullNameOf<Key extends ComponentKey>(key: Key, item: ComponentItem<Key>): string {
  return kindOf(key).inFolders && typeof item === 'string' ? item.replaceAll('/', ':') : nameOf(key, item);
}

/** The last part of a name that may have folders before it. */
export function componentName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The field that holds the name. */
export function nameField(fields: Fields): string {
  return Object.keys(fields).find((field) => fields[field]?.type === 'name') ?? 'name';
}

/** The full name of a component, as people read it. */
export function fullName(key: ComponentKey, plugin: string, name: string): string {
  return filledIn(kindOf(key).called ?? '{name}', plugin, name);
}

/** What a user types to have a component, if it is for users to type. */
export function typedName(key: ComponentKey, plugin: string, name: string): string | undefined {
  const { typed } = kindOf(key);
  return typed === undefined ? undefined : filledIn(typed, plugin, name);
}

/** A name of foreign origin may hold what looks like a place of the template, so that both are filled in at once. */
const filledIn = (template: string, plugin: string, name: string): string =>
  template.replace(/\{(plugin|name)\}/g, (_, part) => (part === 'plugin' ? plugin : name));

/** Every place where the client looks for components. */
export const places: readonly Place[] = Object.values<Place>(componentKinds);
