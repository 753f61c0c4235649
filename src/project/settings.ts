import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { settings as format, type SettingsFile } from '../model/formats/settings.ts';
import { type Fault, isError } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import type { Spec } from '../model/resolution.ts';
import { readText, shownPath } from '../sources/files/text-file.ts';
import { readJson } from '../text/json.ts';
import type { Read } from '../text/source-text.ts';
import { validate } from '../text/validate.ts';
import { readIgnores } from './ignores.ts';
import { emptyProject, type ReadProject } from './read-project.ts';

/**
 * Reads the plugins that the settings of a project enable for the client. What `settings.local.json` says about a plugin wins over
 * `settings.json` next to it, as in the client.
 */
export function readSettings(file: string, cwd: string): ReadProject {
  const folder = dirname(file);
  const names = ['settings.json', 'settings.local.json'].filter((name) => existsSync(join(folder, name)));
  const parts = names.map((name) => readOne(join(folder, name), cwd));
  const faults = parts.flatMap((part) => part.faults);
  const project = emptyProject(shownPath(file, cwd), dirname(folder));
  if (faults.some(isError)) return { project, faults };
  const enabled = new Map<string, Spec | undefined>();
  for (const part of parts) for (const [key, spec] of part.enabled) enabled.set(key, spec);
  return {
    project: {
      ...project,
      plugins: [...enabled.values()].filter((spec) => spec !== undefined),
      ignores: parts.flatMap(({ ignores }) => ignores),
      marketplaces: parts.flatMap(({ marketplaces }) => marketplaces),
    },
    faults,
  };
}

interface Part {
  readonly faults: readonly Fault[];
  /** Undefined: disabled. */
  readonly enabled: readonly (readonly [key: string, spec: Spec | undefined])[];
  readonly marketplaces: NonNullable<Project['marketplaces']>;
  readonly ignores: Project['ignores'];
}

function readOne(file: string, cwd: string): Part {
  const shown = shownPath(file, cwd);
  const nothing = { enabled: [], marketplaces: [], ignores: [] };
  const content = readText(file, shown);
  if ('fault' in content) return { ...nothing, faults: [content.fault] };
  const read = readJson(content.text, shown, { comments: true });
  const { value, faults } = validate(format, read);
  if (value === undefined)
    return { ...nothing, faults: [...faults, ...readIgnores(read.comments(), undefined).faults] };
  const enabled = Object.entries(value.enabledPlugins ?? {}).map(
    ([key, on]) => [key, on ? specOf(key, read) : undefined] as const,
  );
  const lines = new Set(enabled.map(([key]) => read.locateKey(['enabledPlugins', key]).line));
  const { ignores, faults: ignoreFaults } = readIgnores(read.comments(), lines);
  return {
    enabled,
    marketplaces: marketplacesOf(value, read, dirname(dirname(file)), cwd),
    ignores,
    faults: [...faults, ...ignoreFaults],
  };
}

function specOf(key: string, read: Read): Spec {
  const at = key.lastIndexOf('@');
  const location = read.locateKey(['enabledPlugins', key]);
  return { text: key, name: key.slice(0, at), range: '*', marketplace: key.slice(at + 1), location };
}

function marketplacesOf(
  value: SettingsFile,
  read: Read,
  root: string,
  cwd: string,
): NonNullable<Project['marketplaces']> {
  return Object.entries(value.extraKnownMarketplaces ?? {}).flatMap(([name, { source }]) => {
    const { repo, url, path, ref } = source as Partial<Record<'repo' | 'url' | 'path' | 'ref', unknown>>;
    const place =
      typeof path === 'string' && ['directory', 'file'].includes(source.source)
        ? asPath(shownPath(resolve(root, path), cwd))
        : undefined;
    const at = (mark: string) => (typeof ref === 'string' ? `${mark}${ref}` : '');
    const github = typeof repo === 'string' ? `${repo}${at('@')}` : undefined;
    const text = place ?? github ?? (typeof url === 'string' ? `${url}${at('#')}` : undefined);
    return text === undefined
      ? []
      : [{ name, source: text, location: read.locateKey(['extraKnownMarketplaces', name]) }];
  });
}

/** A relative path that cannot be mistaken for `owner/repo`. */
const asPath = (path: string): string => (isAbsolute(path) || path.startsWith('.') ? path : `./${path}`);
