import { readFileSync } from 'node:fs';
import compare from 'semver/functions/compare.js';
import { describe, expect, it } from 'vitest';
import { componentName } from '../../src/model/plugin.ts';
import { hasHistory, historyFile, needsHistory, pluginFiles, plugins } from './data.ts';

interface HistoricRelease {
  date: string;
  commit: string;
  path: string;
  category: string | null;
  license: string | null;
  keywords: string[];
  agents: string[];
  commands: string[];
  skills: string[];
  hookEvents: string[];
  mcpServers: string[];
  mentions: Record<string, number>;
}

type History = Record<string, Record<string, HistoricRelease>>;

const suites = new Set([
  'agent-core',
  'dev-suite',
  'engineering-suite',
  'infrastructure-suite',
  'quality-suite',
  'research-suite',
  'science-suite',
]);

describe('the plugins of the registry', () => {
  it('are 38 with 335 releases, 31 of them single plugins and seven suites', () => {
    expect(pluginFiles).toHaveLength(38);
    expect(pluginFiles.flatMap(({ plugin }) => Object.keys(plugin.releases))).toHaveLength(335);
    expect([...plugins.keys()].filter((name) => !suites.has(name))).toHaveLength(31);
  });

  it.each(pluginFiles)(
    '$id is named like its file, in one marketplace, and says where its files lie',
    ({ id, plugin }) => {
      expect(plugin.name).toBe(id);
      expect(plugin.marketplace).toBe('scientific-computing-workflows');
      expect(plugin.source).toEqual({
        source: 'git-subdir',
        url: 'https://github.com/imewei/MyClaude.git',
        path: `plugins/${id}`,
      });
      expect(plugin.description).toMatch(/^[A-Z].{40,}[^.]$/);
    },
  );

  it.each(pluginFiles)('$id lists its releases from the lowest to the highest version', ({ plugin }) => {
    const versions = Object.keys(plugin.releases);
    expect(versions).toEqual([...versions].sort(compare));
  });

  it.each(pluginFiles)('$id names only plugins that exist', ({ plugin }) => {
    for (const name of [
      ...(plugin.worksWith ?? []),
      ...(plugin.supersededBy ? [plugin.supersededBy.name] : []),
    ]) {
      expect(plugins.has(name), name).toBe(true);
      expect(name).not.toBe(plugin.name);
    }
    if (plugin.supersededBy)
      expect(plugins.get(plugin.supersededBy.name)?.releases).toHaveProperty([plugin.supersededBy.since]);
  });
});

describe('the facts', needsHistory, () => {
  const history: History = hasHistory ? JSON.parse(readFileSync(historyFile, 'utf8')) : {};

  it('hold the same plugins and versions as the history', () => {
    const versions = (of: Iterable<[string, object]>) =>
      Object.fromEntries([...of].map(([name, releases]) => [name, Object.keys(releases).sort()]));
    expect(versions(pluginFiles.map(({ plugin }) => [plugin.name, plugin.releases]))).toEqual(
      versions(Object.entries(history)),
    );
  });

  it.each(Object.keys(history))('%s: every release states what the history states', (name) => {
    const plugin = plugins.get(name);
    for (const [version, historic] of Object.entries(history[name] ?? {})) {
      const release = plugin?.releases[version] ?? {};
      const {
        agents = [],
        commands = [],
        skills = [],
        hooks = [],
        mcpServers = [],
      } = release.components ?? {};
      const stated = {
        date: release.date,
        commit: release.commit,
        path: (plugin?.source as { path?: string } | undefined)?.path,
        category: (release.category === undefined ? plugin?.category : release.category) ?? null,
        license: (release.license === undefined ? plugin?.license : release.license) ?? null,
        keywords: release.keywords ?? plugin?.keywords ?? [],
        ...{ agents, commands, skills, hookEvents: hooks, mcpServers },
      };
      const { date, commit, path, category, license, keywords, hookEvents } = historic;
      const facts = { date, commit, path, category, license, keywords, hookEvents };
      const components = {
        agents: historic.agents,
        commands: historic.commands,
        skills: historic.skills,
        mcpServers: historic.mcpServers,
      };
      expect({ version, ...stated }).toEqual({ version, ...facts, ...components });
    }
  });

  it.each(Object.keys(history))('%s: worksWith follows the mentions', (name) => {
    const releases = history[name] ?? {};
    const last = Object.keys(releases).sort(compare).at(-1) ?? '';
    const mentions = releases[last]?.mentions ?? {};
    const counts =
      Object.keys(mentions).length > 0
        ? mentions
        : total(Object.values(releases).map((release) => release.mentions));
    const worksWith = plugins.get(name)?.worksWith ?? [];
    expect([...worksWith].sort()).toEqual(Object.keys(counts).sort());
    const ranks = worksWith.map((other) => counts[other] ?? 0);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
  });
});

describe('component names', () => {
  it('are unique within each release', () => {
    for (const { plugin } of pluginFiles) {
      for (const [version, { components }] of Object.entries(plugin.releases)) {
        for (const list of [components?.agents ?? [], components?.commands ?? [], components?.skills ?? []]) {
          expect(new Set(list).size, `${plugin.name}@${version}`).toBe(list.length);
          expect(list.every((path) => componentName(path) !== '')).toBe(true);
        }
      }
    }
  });
});

function total(all: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const mentions of all)
    for (const [name, times] of Object.entries(mentions)) sum[name] = (sum[name] ?? 0) + times;
  return sum;
}
