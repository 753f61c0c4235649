import type { Fault } from '../../model/fault.ts';
import { componentName } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import { member, textOf, textsBelow } from '../../text/values.ts';
import { type FoundComponents, once, readComponents } from '../components/read-components.ts';
import { referencesIn } from '../components/references.ts';
import type { TextComponent } from '../components/texts.ts';
import { hasFile, hasFolder, pathInTree } from '../file-tree.ts';
import type { Manifest } from '../manifest.ts';
import { suggestion } from './suggest.ts';

/** Files of the plugin itself that hooks, servers and texts refer to, and that are not there. */
export function checkOwnReferences({ tree }: Manifest, found: FoundComponents): Fault[] {
  if (tree === undefined) return [];
  const files = tree.files();
  const isThere = (path: string) => hasFile(files, path) || hasFolder(files, path);
  const configured = [...found.hooks, ...found.mcpServers, ...found.lspServers].flatMap(
    ({ value, file, path }) =>
      textsBelow(value).flatMap((text) =>
        ownPaths(text.text).flatMap((own): Fault[] =>
          isThere(own)
            ? []
            : [
                {
                  rule: 'MKT911',
                  severity: 'warning',
                  message: `\`${own}\` does not exist in the plugin, so what starts it fails`,
                  location: file.read().locate([...path, ...text.path]),
                  help: 'add the file, or mend the path',
                },
              ],
        ),
      ),
  );
  return [...configured, ...found.texts.flatMap((text) => checkBody(text, isThere))];
}

/** Paths after `${CLAUDE_PLUGIN_ROOT}`, as far as they are plain. */
function ownPaths(text: string): string[] {
  return [...text.matchAll(/\$(?:\{CLAUDE_PLUGIN_ROOT\}|CLAUDE_PLUGIN_ROOT\b)["']?\/([\w./@+-]+)/g)].flatMap(
    ([whole, path = ''], index, all) => {
      const match = all[index];
      const next = text.charAt((match?.index ?? 0) + whole.length);
      // A path that goes on with a variable or a pattern is not known.
      if (next === '$' || next === '*' || next === '{' || next === '<' || next === '[') return [];
      const inside = pathInTree('', path.replace(/\.+$/, ''));
      return inside === undefined || inside === '' ? [] : [inside];
    },
  );
}

/** Files that a text names by the plugin's root, or by a link. What stands in a block of code is an example. */
function checkBody({ front, shown, file, kind }: TextComponent, isThere: (path: string) => boolean): Fault[] {
  if (file === undefined) return [];
  const faults: Fault[] = [];
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  let inCode = false;
  front.body.split('\n').forEach((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) inCode = !inCode;
    if (inCode || line.length > 5000) return;
    const add = (severity: 'warning' | 'note', path: string, column: number) =>
      faults.push({
        rule: 'MKT911',
        severity,
        message: `the text refers to \`${path}\`, which does not exist in the plugin`,
        location: { file: shown, line: front.bodyLine + index, column },
        help: 'add the file, or mend the path',
      });
    if (line.includes('CLAUDE_PLUGIN_ROOT')) {
      for (const path of ownPaths(line))
        if (!isThere(path)) add('warning', path, line.indexOf('CLAUDE_PLUGIN_ROOT') + 1);
    }
    if (kind !== 'skills') return;
    for (const match of line.matchAll(/\]\(([\w./-]+\.[a-z0-9]{1,5})(?:#[^)\s]*)?\)/gi)) {
      const stated = match[1] ?? '';
      const path = stated.startsWith('/') ? undefined : pathInTree(folder, stated);
      if (path !== undefined && !isThere(path)) add('note', stated, match.index + 1);
    }
  });
  return faults;
}

/** What each plugin of a marketplace is called, and what its components are called. */
export type Callable = ReadonlyMap<string, ReadonlySet<string>>;

/** Names by which components of plugins can be called, by the plugin's name; both of its names, where it has two. */
export function callableOf(manifests: readonly Manifest[]): Callable {
  const callable = new Map<string, Set<string>>();
  for (const manifest of manifests) {
    if (manifest.tree === undefined) continue;
    const names = readComponents(manifest).texts.flatMap(({ path, fallback, kind }) =>
      // A text may be called by its folder or file even if it has another name: the client is lenient, and so is the check.
      [path, fallback, componentName(path), ...(kind === 'commands' ? [path.replaceAll('/', ':')] : [])],
    );
    for (const name of new Set([manifest.namespace, manifest.entry?.name ?? manifest.namespace])) {
      const all = callable.get(name) ?? new Set<string>();
      for (const each of names) all.add(each.toLowerCase());
      callable.set(name, all);
    }
  }
  return callable;
}

/** Calls of components that another plugin of the marketplace does not have. Only what is marked as a call counts. */
export function checkCalls(manifest: Manifest, callable: Callable): Fault[] {
  const { texts } = readComponents(manifest);
  const others = new Set([...callable.keys()].filter((name) => name !== manifest.entry?.name));
  return texts.flatMap((text) => {
    const lines = once(() => text.text.split('\n'));
    return referencesIn([text], manifest.namespace, others).flatMap(
      ({ plugin, component, location }): Fault[] => {
        const [name = ''] = component.toLowerCase().split(/[.:/]+$/);
        const has = callable.get(plugin) ?? new Set<string>();
        if (has.has(name) || has.has(componentName(name)) || !isCall(lines(), location)) return [];
        const near = suggestion(name, has);
        return [
          {
            rule: 'MKT911',
            severity: 'warning',
            message: `the text calls \`${plugin}:${component}\`, and \`${plugin}\` has nothing of that name`,
            location,
            help:
              near === undefined
                ? 'mend the name, or say it without the plugin'
                : `did you mean \`${plugin}:${near}\`?`,
          },
        ];
      },
    );
  });
}

/**
 * Agents that the head of a text names for a command to hand work to, and that no plugin of the marketplace has. Names that say
 * their plugin count where the marketplace lists it; nothing is known of the others.
 */
export function checkNamedAgents(manifest: Manifest, callable: Callable): Fault[] {
  const known = new Set([...callable.values()].flatMap((names) => [...names]));
  const { agents } = manifest.facts.names;
  const isThere = (text: string): boolean => {
    const [plugin = '', component] = text.toLowerCase().split(':');
    if (component === undefined) return known.has(plugin) || agents.includes(plugin);
    return callable.get(plugin)?.has(component) ?? true;
  };
  return readComponents(manifest).texts.flatMap(({ front, kind }): Fault[] => {
    const missing = [...new Set(namesBelow(front.value.agents))].filter((name) => !isThere(name));
    if (kind === 'agents' || missing.length === 0) return [];
    const one = missing.length === 1;
    return [
      {
        rule: 'MKT911',
        severity: 'warning',
        message: `the text hands work to the ${one ? 'agent' : 'agents'} ${listed(quoted(missing))}, which no plugin of the marketplace has`,
        location: front.locate(['agents']),
        help: `mend the ${one ? 'name' : 'names'}, add ${one ? 'the agent' : 'the agents'}, or depend on the plugin that has ${one ? 'it' : 'them'}`,
      },
    ];
  });
}

/** The items of lists, and what is called `agent` in a map. */
function namesBelow(value: unknown, depth = 0): string[] {
  if (depth > 4 || typeof value !== 'object' || value === null) return [];
  const named = Array.isArray(value)
    ? value.filter((item) => typeof item === 'string')
    : [textOf(member(value, 'agent'))].filter((name) => name !== undefined);
  return [
    ...named.filter((name) => /^[a-z0-9-]+(:[a-z0-9-]+)?$/i.test(name)),
    ...Object.values(value).flatMap((each) => namesBelow(each, depth + 1)),
  ];
}

/** Whether a name stands after a slash, a quote or a backtick, as calls do: prose has `plugin:word` for other reasons. */
function isCall(lines: readonly string[], { line, column }: Fault['location']): boolean {
  const before = lines[line - 1]?.charAt(column - 2) ?? '';
  return '/`"\''.includes(before) && before !== '';
}
