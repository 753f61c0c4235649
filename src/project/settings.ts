import { dirname, isAbsolute, resolve } from 'node:path';
import type { SettingsLayer } from '../client/settings.ts';
import { type Fault, isError } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import type { DeclaredSource } from '../model/registry-source.ts';
import type { Spec } from '../model/resolution.ts';
import type { ClientSettings, MarketplaceSource, Setting } from '../model/settings.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { isMap, member } from '../text/values.ts';
import { readClientSettings } from './client-settings.ts';
import { readIgnores } from './ignores.ts';
import { emptyProject, type ReadContext, type ReadProject } from './read-project.ts';
import { placesOf } from './settings-places.ts';

/** Where plugins come from that no marketplace lists: flags, a skills folder, the client itself, the user's account. */
const otherOrigins: ReadonlySet<string> = new Set(['inline', 'skills-dir', 'builtin', 'synced']);

/**
 * Reads the plugins that a project's settings for the client enable, merged with the user's and the administrator's as the client
 * merges them.
 * @param file one of the project's settings; the others are next to it.
 */
export function readSettings(file: string, context: ReadContext): ReadProject {
  const { cwd } = context;
  const root = dirname(dirname(file));
  const project = emptyProject(shownPath(file, cwd), root);
  const { settings, layers, faults } = readClientSettings(placesOf(root, context), context);
  const ignored = layers.map(ignoresOf);
  const all = [...faults, ...ignored.flatMap((each) => each.faults)];
  if (all.some(isError)) return { project, faults: all };
  const enabled = [...settings.enabledPlugins].filter(([, { value }]) => value);
  const specs = enabled.map(([id, setting]) => specOf(id, setting));
  const isElsewhere = ({ marketplace = '' }: Spec) => otherOrigins.has(marketplace);
  const plugins = specs.filter((spec) => !isElsewhere(spec));
  return {
    project: {
      ...project,
      plugins,
      ignores: ignored.flatMap(({ ignores }) => ignores),
      marketplaces: declaredBy(settings, plugins, { root, context }),
      settings,
      otherOrigins: specs.filter(isElsewhere).map(({ text }) => text),
    },
    faults: all,
  };
}

/** Everything that is wrong with one file of settings, whatever the others say. */
export function readSettingsFile(path: string, context: ReadContext): readonly Fault[] {
  const { layers, faults } = readClientSettings([{ scope: 'project', path }], context);
  return [...faults, ...layers.flatMap((layer) => ignoresOf(layer).faults)];
}

/** `mkt-ignore` comments on lines with a plugin. */
function ignoresOf({ read }: SettingsLayer): { ignores: Project['ignores']; faults: Fault[] } {
  const enabled = member(read.value, 'enabledPlugins');
  const keys = isMap(enabled) ? Object.keys(enabled) : [];
  const lines = new Set(keys.map((key) => read.locateKey(['enabledPlugins', key]).line));
  return readIgnores(read.comments(), lines);
}

function specOf(id: string, { location }: Setting<boolean>): Spec {
  const at = id.lastIndexOf('@');
  return { text: id, name: id.slice(0, at), range: '*', marketplace: id.slice(at + 1), location };
}

/**
 * The marketplaces to look in. Those of the user's own settings count only if a plugin is enabled from them: the others are of no
 * concern here, and reading them may take a download.
 */
function declaredBy(
  { marketplaces }: ClientSettings,
  plugins: readonly Spec[],
  { root, context }: { root: string; context: ReadContext },
): DeclaredSource[] {
  const used = new Set(plugins.map(({ marketplace }) => marketplace));
  return [...marketplaces]
    .filter(([name, { scope }]) => scope === 'project' || scope === 'local' || used.has(name))
    .map(([name, { value, location }]) => ({
      text: sourceText(value.source, { name, root, cwd: context.cwd }),
      declaredAs: name,
      stated: value.source,
      base: root,
      location,
    }));
}

/** A source as a user would name it to `--registry`, if that is possible. */
export function sourceText(
  source: MarketplaceSource,
  { name, root, cwd }: { name: string; root: string; cwd: string },
): string {
  const at = (mark: string, ref: string | undefined) => (ref === undefined ? '' : `${mark}${ref}`);
  switch (source.kind) {
    case 'github':
      return `${source.repo}${at('@', source.ref)}`;
    case 'git':
      return `${source.url}${at('#', source.ref)}`;
    case 'url':
      return source.url;
    case 'file':
    case 'directory':
      return asPath(shownPath(resolve(root, source.path), cwd));
    default:
      return name;
  }
}

/** A relative path that cannot be mistaken for `owner/repo`. */
const asPath = (path: string): string => (isAbsolute(path) || path.startsWith('.') ? path : `./${path}`);
