/**
 * All rules on generated combinations in a project with components of its own, at 300 plugins with 5,000 components, 50 of them with mods,
 * and at ten times that, compared with one pass of `JSON.stringify` over the same releases: `npm run bench:rules [-- --by-rule]`.
 */
import type { Context } from '../../src/analysis/context.ts';
import { runRules } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import type { ModHook, ModReading } from '../../src/model/mod.ts';
import type { NameUse } from '../../src/model/name-use.ts';
import type { OwnComponent } from '../../src/model/own-side.ts';
import type { ComponentDetail, Hook, Release } from '../../src/model/plugin.ts';
import { settingsOf } from '../../tests/support/own-side.ts';
import { contextOf, release } from '../../tests/support/releases.ts';
import { record } from '../record.ts';

const runs = 15;
const componentsOfEach = 5000 / 300;
const settings = { levels: {}, ignores: [] };

/** The same numbers on every machine and in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * below);
  };
}

/**
 * Plugins that resemble real ones: names that a few share, hooks on the usual events, servers, variables, data that passes between
 * them.
 */
function combination(size: number): Context {
  const next = random(7);
  const pool = Math.round(size * componentsOfEach * 0.8);
  const releases = Array.from({ length: size }, (_, at): Release => {
    const names = (amount: number, kind: string) => [
      ...new Set(Array.from({ length: amount }, () => `${kind}-${next(pool)}`)),
    ];
    const agents = names(4, 'agent');
    const commands = names(4, 'command');
    const skills = names(8, 'skill');
    const hooks: Hook[] = Array.from({ length: next(3) }, (_unused, index) => ({
      event: ['PreToolUse', 'PostToolUse', 'SessionStart', 'UserPromptSubmit'][next(4)] as string,
      matcher: ['Bash', 'Edit|Write', '*', '^mcp__.*', 'Read'][next(5)] as string,
      command: `node hook-${index}.js`,
      type: 'command',
    }));
    const details = (
      [
        ['agent', agents],
        ['command', commands],
        ['skill', skills],
      ] as const
    ).flatMap(([kind, all]) =>
      all.map(
        (name): ComponentDetail => ({
          kind,
          name,
          location: { file: `plugins/p${at}/${kind}s/${name}.md`, line: 1, column: 1 },
          description: `What ${name} is for, and when to take it rather than another one`,
          contextTokens: 20 + next(60),
          ...(kind !== 'agent' && {
            listed: `What ${name} is for, and when to take it rather than another one`,
          }),
        }),
      ),
    );
    const made = release(`p${at}@1.${next(9)}.0`, {
      agents,
      commands,
      skills,
      hooks,
      mcpServers: next(3) === 0 ? [{ name: `server-${next(size)}`, command: `run-${next(size)}` }] : [],
      lspServers: next(9) === 0 ? [{ name: `lsp-${at}`, extensions: [`.e${next(60)}`] }] : [],
      executables: next(4) === 0 ? [`tool-${next(size)}`] : [],
      produces: [`artifact-${next(size)}:json`],
      consumes: [`artifact-${next(size)}:json`, `artifact-${next(size)}:csv?`],
      roles: [['development', 'testing', 'ci', 'deployment', 'review'][next(5)] as string],
      integration: {
        requires: {
          runtimes: next(3) === 0 ? { python: '>=3.10' } : {},
          libraries: next(4) === 0 ? { 'python:numpy': '>=1.20' } : {},
          tools: [],
        },
        env: [{ name: `VAR_${next(size)}`, required: next(2) === 0, description: `variable of p${at}` }],
        publishes: [`event-${next(size)}`],
        subscribes: [`event-${next(size)}`],
      },
    });
    return {
      ...made,
      details,
      contextTokens: details.reduce((sum, { contextTokens = 0 }) => sum + contextTokens, 0),
      dependencies: next(3) === 0 ? [{ name: `p${next(size)}`, range: '^1.0.0' }] : [],
      nameUses: () => usesOf(at, { agents, skills }, next),
    };
  });
  const mods = releases
    .filter((_, at) => at % 6 === 0)
    .map((each) => ({ release: each, mod: modOf(each, next) }));
  return contextOf(releases, { mods, ...projectOf(pool, next) });
}

/** Names in hooks, lists of tools and front matter: most resolve, some do not. */
function usesOf(
  at: number,
  { agents, skills }: { readonly agents: readonly string[]; readonly skills: readonly string[] },
  next: (below: number) => number,
): NameUse[] {
  const location = { file: `plugins/p${at}/x.md`, line: 2, column: 1 };
  return [
    {
      field: 'matcher',
      by: 'PreToolUse',
      names: [['Bash', 'mcp__server-1__.*', 'Edit|Write'][next(3)] ?? ''],
      runs: 'x',
      location,
    },
    ...agents.map(
      (by): NameUse => ({ field: 'tools', by, names: ['Read', `mcp__server-${next(300)}__read`], location }),
    ),
    ...skills.map((by): NameUse => ({ field: 'agent', by, names: [`p${at}:${agents[0]}`], location })),
  ];
}

/** A mod that listens to a few events, answers some of them, registers a command, and calls the client. */
function modOf({ name }: Release, next: (below: number) => number): ModReading {
  const location = { file: `plugins/${name}/hooks/register.js`, line: 3, column: 3 };
  const events = ['tool.call', 'tool.check', 'prompt.submit', 'command.run', 'turn.complete', 'ui.render'];
  return {
    module: 'hooks/register.js',
    hooks: Array.from({ length: 4 }, (): ModHook => {
      const event = events[next(events.length)] as string;
      const matcher: ModHook['matcher'] = event.startsWith('tool.')
        ? { tool: { is: ['Bash', 'Edit', 'Read', 'Write'][next(4)] as string } }
        : {};
      const kind = (['refuse', 'result', 'allow'] as const)[next(3)] ?? 'refuse';
      return {
        event,
        matcher,
        answers: next(2) === 0 ? [{ kind, location }] : [],
        hasCatch: false,
        location,
      };
    }),
    registrations: [{ kind: 'command', name: `mod-command-${next(40)}`, location }],
    nouns: [],
    calls: [
      { name: 'fs.read', location },
      { name: 'http.fetch', subject: 'api.example.com', location },
    ],
    unknown: [],
    refusals: [],
  };
}

/** A project that has agents, skills and servers of its own, and hooks in its settings. */
function projectOf(pool: number, next: (below: number) => number): Pick<Context, 'own' | 'settings'> {
  const own = (kind: OwnComponent['kind'], name: string): OwnComponent => ({
    kind,
    name,
    level: 'project',
    location: { file: `.claude/${kind}s/${name}.md`, line: 1, column: 1 },
    ...(kind === 'mcp-server' && { server: { name, command: `run-${next(300)}` } }),
  });
  const amounts = [
    ['agent', 20],
    ['skill', 20],
    ['mcp-server', 5],
  ] as const;
  return {
    own: {
      components: amounts.flatMap(([kind, amount]) =>
        Array.from({ length: amount }, () =>
          own(kind, `${kind === 'mcp-server' ? 'server' : kind}-${next(pool)}`),
        ),
      ),
      mcpJson: [],
      nameUses: () => [],
    },
    settings: settingsOf({
      project: {
        hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'check.sh' }] }] },
        permissions: { deny: ['Bash(rm *)', 'mcp__server-2__write'] },
      },
    }),
  };
}

function timed(work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

let before: number | undefined;
for (const size of [300, 3000]) {
  const context = combination(size);
  const components = context.releases.reduce(
    (sum, { components: all }) => sum + Object.values(all).reduce((count, list) => count + list.length, 0),
    0,
  );
  const pass = timed(() => JSON.stringify(context.releases));
  const all = timed(() => runRules(rules, context, settings));
  const found = runRules(rules, context, settings).length;
  const growth = before === undefined ? '' : `, ${(all / before).toFixed(1)}x the previous size`;
  console.log(
    `${size} plugins, ${components} components, ${found} findings: ${all.toFixed(1)} ms, ${(all / pass).toFixed(1)}x one pass of JSON.stringify (${pass.toFixed(1)} ms)${growth}`,
  );
  record([
    {
      what: `all rules on ${size} plugins with ${components} components`,
      value: all,
      unit: 'ms',
      peer: 'one pass of JSON.stringify',
      peerValue: pass,
    },
  ]);
  before = all;
  if (process.argv.includes('--by-rule')) {
    const each = rules.flatMap(({ id, check }) =>
      check === undefined ? [] : [{ id, time: timed(() => check(context)) }],
    );
    for (const { id, time } of each.sort((a, b) => b.time - a.time).slice(0, 8))
      console.log(`  ${id} ${time.toFixed(2)} ms`);
  }
}
