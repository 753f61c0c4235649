import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Copy, Sample, SampleMarketplace, SamplePlugin } from './sample.ts';

/** Where a sample is: the sources of its marketplaces as the client and mkt take them, and its project. */
export interface Written {
  readonly project: string;
  /** In the order in which they are added. */
  readonly marketplaces: readonly { readonly name: string; readonly client: string; readonly mkt: string }[];
}

/** A server that the configuration of git maps to the folder of the sample: the client clones nothing from a folder. */
export const server = 'https://git.lab.invalid/';

/** Writes a sample into an empty folder. */
export function writeSample(sample: Sample, folder: string): Written {
  const marketplaces = [...sample.others, sample.lab].flatMap((marketplace) => {
    const path = writeMarketplace(marketplace, folder);
    if (!marketplace.isAdded) return [];
    const isCloned = marketplace.home === 'clone';
    return [
      {
        name: marketplace.name,
        client: isCloned ? `${server}${path}` : join(folder, path),
        mkt: isCloned ? `file://${join(folder, path)}` : join(folder, path),
      },
    ];
  });
  const project = join(folder, 'project');
  mkdirSync(project, { recursive: true });
  for (const [name, copy] of Object.entries(sample.skills))
    writeCopy(copy, join(project, '.claude/skills', name));
  return { project, marketplaces };
}

/** @returns its path in the folder. */
function writeMarketplace(marketplace: SampleMarketplace, folder: string): string {
  const path = `${marketplace.name.replace(/\W/g, '-')}-${marketplace.home}.git`;
  const place = join(folder, path);
  const inside = marketplace.plugins.filter(({ source }) => source === 'path');
  const commits = new Map<SamplePlugin, readonly string[]>(
    marketplace.plugins
      .filter(({ source }) => source !== 'path')
      .map((plugin) => [
        plugin,
        writeRepository([plugin], join(folder, `${plugin.name}.git`), plugin.source === 'url'),
      ]),
  );
  const text = `${JSON.stringify(documentOf(marketplace, { folder, commits }), null, 2)}\n`;
  const files = { '.claude-plugin/marketplace.json': text };
  if (marketplace.home === 'folder') {
    write(files, place);
    for (const { name, copies } of inside) writeCopy(copies.at(-1) as Copy, join(place, 'plugins', name));
  } else writeRepository(inside, place, false, files);
  return path;
}

function documentOf(
  { name, fields, plugins, moreEntries }: SampleMarketplace,
  { folder, commits }: { folder: string; commits: ReadonlyMap<SamplePlugin, readonly string[]> },
) {
  const sourceOf = (plugin: SamplePlugin): unknown => {
    if (plugin.wrongSource !== undefined) return plugin.wrongSource;
    if (plugin.source === 'path') return `./plugins/${plugin.name}`;
    const sha = plugin.pin === undefined ? undefined : commits.get(plugin)?.[plugin.pin];
    return {
      source: plugin.source,
      url: `file://${folder}/${plugin.name}.git`,
      ...(plugin.source === 'git-subdir' && { path: `plugins/${plugin.name}` }),
      ...(sha !== undefined && { sha }),
    };
  };
  return {
    name,
    description: 'a sample',
    owner: { name: 'lab' },
    ...fields,
    plugins: [
      ...plugins.map((plugin) => ({ name: plugin.name, source: sourceOf(plugin), ...plugin.entry })),
      ...moreEntries,
    ],
  };
}

/**
 * A repository with a commit for each version of the plugins; the last one has all current copies.
 * @param isRoot whether the files of its one plugin are in its root.
 * @returns the commits.
 */
function writeRepository(
  plugins: readonly SamplePlugin[],
  place: string,
  isRoot: boolean,
  files: Readonly<Record<string, string>> = {},
): string[] {
  mkdirSync(place, { recursive: true });
  git(place, 'init', '-q', '-b', 'main');
  const rounds = Math.max(1, ...plugins.map(({ copies }) => copies.length));
  return Array.from({ length: rounds }, (_, round) => {
    write(files, place);
    const tags: string[] = [];
    for (const { name, copies } of plugins) {
      const copy = copies[Math.min(round, copies.length - 1)] as Copy;
      const folder = isRoot ? place : join(place, 'plugins', name);
      if (!isRoot) rmSync(folder, { recursive: true, force: true });
      writeCopy(copy, folder);
      if (round < copies.length && copy.tag !== undefined) tags.push(copy.tag);
    }
    git(place, 'add', '-A');
    git(place, 'commit', '-q', '--allow-empty', '-m', `round ${round}`);
    for (const tag of tags) git(place, 'tag', '-f', tag);
    return git(place, 'rev-parse', 'HEAD');
  });
}

function writeCopy({ manifest, place, files }: Copy, folder: string): void {
  write(files, folder);
  if (manifest !== undefined) write({ [place]: `${JSON.stringify(manifest, null, 2)}\n` }, folder);
}

function write(files: Readonly<Record<string, string>>, folder: string): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The same commits on every machine. */
const identity = {
  GIT_AUTHOR_NAME: 'lab',
  GIT_AUTHOR_EMAIL: 'lab@example.invalid',
  GIT_AUTHOR_DATE: '2026-01-19T12:00:00Z',
  GIT_COMMITTER_NAME: 'lab',
  GIT_COMMITTER_EMAIL: 'lab@example.invalid',
  GIT_COMMITTER_DATE: '2026-01-19T12:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...identity },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
