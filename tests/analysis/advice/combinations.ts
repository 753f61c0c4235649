/** What is advised about plugins that meet: names, hooks, servers, mods, budgets, variables. */
import { expect } from 'vitest';
import {
  type AdviceOn,
  type Advised,
  type Beyond,
  copyOf,
  drops,
  edits,
  type Files,
  leavesOut,
  moves,
  puts,
  type Way,
} from './follow.ts';
import { check, checkList, json, type MadePlugin, market, meet, meeting } from './made.ts';

/** The plugins of the meeting, and a list of them. */
const withList = (list: string): Files => ({
  ...meeting,
  'mkt.yaml': `registries: [.]\nbundled: false\n${list}\n`,
});

const pair = (
  plugins: Readonly<Record<string, MadePlugin>>,
  help: string,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: market(plugins),
  run: check(...Object.keys(plugins)),
  help,
  ways,
  ...more,
});

const example = (
  rule: string,
  names: readonly string[],
  help: string,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: copyOf(`examples/rules/${rule}`),
  run: check(...names),
  help,
  ways,
  ...more,
});

const habit: Beyond = { beyond: 'it is about what the user types; mkt sees no prompts' };
const nothingToDo: Beyond = { beyond: 'the help says that there is nothing to do' };
const readIt: Beyond = { beyond: 'whether the code does what the user wants, only reading it can tell' };

const agent = (name: string) => `---\nname: ${name}\ndescription: Looks for ${name}\n---\nLook.\n`;
const skill = (name: string) => `---\nname: ${name}\ndescription: Shows ${name}\n---\nShow.\n`;
const server = (name: string, value: object) => ({ '.mcp.json': json({ mcpServers: { [name]: value } }) });

const twoAgents = {
  east: { files: { 'agents/look.md': agent('look') } },
  west: { files: { 'agents/look.md': agent('look') } },
};

const either = (first: string, second: string): Record<string, Way> => ({
  'disable the first': leavesOut(first),
  'disable the second': leavesOut(second),
});

const clash = (what: string) =>
  `use the full name (\`…\`), disable the plugin that you need less, or ask a maintainer to rename the ${what}`;

const mod = (text: string) => ({
  'hooks/hooks.json': json({ modules: ['./mod.js'] }),
  'hooks/mod.js': `export function register(on) {\n${text}\n}\n`,
});

const answers = (on: string) => mod(`  on(${on}, async () => ({ text: 'done' }));`);

const registering = (what: string, name: string) =>
  `  on('session.start', async ($, e, next) => {\n    await $.${what}.register({ name: '${name}', description: 'x' });\n    return next(e);\n  });`;

const addsNoun =
  "  on('engine.create', async ($, e, next) => { const { ...beneath } = await next(e); return { ...beneath, voice: {} }; });";

const guard = (matcher: string) => ({
  'hooks/hooks.json': json({
    hooks: { PreToolUse: [{ matcher, hooks: [{ type: 'command', command: 'exit 2' }] }] },
  }),
});

const rightName =
  'write `…`, or ask the maintainer to do so; ignore this if `…` refers to a server that you configured yourself';

export const combinations: AdviceOn<
  | 'MKT301'
  | 'MKT302'
  | 'MKT303'
  | 'MKT304'
  | 'MKT305'
  | 'MKT306'
  | 'MKT307'
  | 'MKT308'
  | 'MKT309'
  | 'MKT310'
  | 'MKT311'
  | 'MKT312'
  | 'MKT313'
  | 'MKT314'
  | 'MKT316'
  | 'MKT401'
  | 'MKT402'
  | 'MKT403'
  | 'MKT404'
  | 'MKT501'
  | 'MKT502'
  | 'MKT503'
  | 'MKT504'
  | 'MKT505'
  | 'MKT507'
> = {
  MKT301: {
    found: pair(
      twoAgents,
      clash('agent'),
      {
        'use the full name': habit,
        ...either('east', 'west'),
        'rename it': ({ move, replace }) => {
          replace('name: look', 'name: search', 'plugins/west/agents/look.md');
          move('plugins/west/agents/look.md', 'plugins/west/agents/search.md');
          return undefined;
        },
      },
      { aside: [0] },
    ),
  },
  MKT302: {
    found: pair(
      {
        east: { files: { 'commands/go.md': skill('go') } },
        west: { files: { 'commands/go.md': skill('go') } },
      },
      clash('command'),
      {
        'use the full name': habit,
        ...either('east', 'west'),
        'rename it': moves('plugins/west/commands/go.md', 'plugins/west/commands/walk.md'),
      },
      { aside: [0] },
    ),
  },
  MKT303: {
    found: pair(
      {
        east: { files: { 'skills/go/SKILL.md': skill('go') } },
        west: { files: { 'skills/go/SKILL.md': skill('go') } },
      },
      clash('skill'),
      {
        'use the full name': habit,
        ...either('east', 'west'),
        'rename it': ({ move, replace }) => {
          replace('name: go', 'name: walk', 'plugins/west/skills/go/SKILL.md');
          move('plugins/west/skills/go', 'plugins/west/skills/walk');
          return undefined;
        },
      },
      { aside: [0] },
    ),
  },
  MKT304: {
    'different-servers': pair(
      {
        east: { files: server('search', { url: 'https://east.example/mcp' }) },
        west: { files: server('search', { url: 'https://west.example/mcp' }) },
      },
      'use full tool names in permissions, agents and prompts, disable the plugin that you need less, or ask a maintainer to rename the server',
      {
        'use full names': habit,
        ...either('east', 'west'),
        'rename it': puts('"search"', '"search-west"', 'plugins/west/.mcp.json'),
      },
    ),
    'same-server': nothingToDo,
  },
  MKT305: {
    found: meet(
      ['go-tools', 'go-check'],
      'keep one server for `…`: disable the plugin that you need less, or ask a maintainer to remove the extension',
      {
        ...either('go-tools', 'go-check'),
        'remove the extension': edits(({ gopls }, offer) => {
          delete gopls.extensionToLanguage[offer()];
        }, 'plugins/go-tools/.lsp.json'),
      },
    ),
  },
  MKT306: {
    'can-decide': meet(
      ['guard', 'audit'],
      'check what these hooks decide before you enable both plugins; disable the plugin that you need less, or ask a maintainer for a narrower matcher',
      {
        'read what they decide': readIt,
        ...either('guard', 'audit'),
        'narrow the matcher': puts('"*"', '"Read"', 'plugins/audit/hooks/hooks.json'),
      },
    ),
    'side-by-side': nothingToDo,
  },
  MKT307: {
    'over-command': pair(
      { notes: { files: { 'commands/memory.md': skill('memory') } } },
      "type `…` to run the plugin's version, and ask the maintainer to rename it; or disable the plugin to get the client's own `…` back",
      {
        'type the full name': habit,
        'rename it': moves('plugins/notes/commands/memory.md', 'plugins/notes/commands/keep.md'),
        'disable the plugin': { beyond: 'it is the only one in this list' },
      },
      { aside: 'others' },
    ),
    'beside-skill': pair(
      { notes: { files: { 'skills/code-review/SKILL.md': skill('code-review') } } },
      "type `…` to run the plugin's version",
      { 'type the full name': habit },
    ),
  },
  MKT308: {
    found: meet(
      ['packer', 'bundler'],
      'disable the plugin that you need less, or ask a maintainer to rename the executable, such as to `…` or `…`',
      {
        ...either('packer', 'bundler'),
        'rename it so': moves('plugins/bundler/bin/pack', 'plugins/bundler/bin/{0}'),
        'rename the other so': moves('plugins/packer/bin/pack', 'plugins/packer/bin/{1}'),
      },
    ),
  },
  MKT309: {
    found: pair(
      { plot: { files: server('observability-platform-metrics', { url: 'https://metrics.example/mcp' }) } },
      'ask the maintainer to shorten the names of the plugin and the server to at most 24 characters combined; until then, check whether any tool name has 16 characters or more',
      {
        'shorten it': ({ replace, finding }) => {
          const name = 'x'.repeat(Number(finding.evidence.namesTogether) - 'plot'.length);
          replace('observability-platform-metrics', name, 'plugins/plot/.mcp.json');
          return undefined;
        },
        'check its tools': readIt,
      },
    ),
  },
  MKT310: {
    forced: example(
      'MKT310',
      ['terse', 'tutor'],
      'disable the plugins whose style you do not want, or ask a maintainer to remove `…`',
      {
        ...either('terse', 'tutor'),
        'remove it': puts('{0}: true\n', '', 'plugins/tutor/output-styles/answers.md'),
      },
    ),
    'same-name': { beyond: 'it says to choose a style by its full name, which mkt does not see' },
  },
  MKT311: {
    'same-answer': pair(
      {
        east: { files: answers("'command.run', { command: 'build' }") },
        west: { files: answers("'command.run', { command: 'build' }") },
      },
      "disable the plugin that you need less, or ask a maintainer for a narrower matcher, or to make one plugin depend on the other: a plugin's mod runs before those of its dependencies",
      { ...either('east', 'west'), 'narrow it': puts("'build'", "'test'", 'plugins/west/hooks/mod.js') },
    ),
    'same-command': example(
      'MKT311',
      ['bake', 'forge'],
      'disable the plugin that you need less, or ask a maintainer to rename the command',
      {
        ...either('bake', 'forge'),
        'rename it': ({ read, write }) => {
          const path = 'plugins/forge/hooks/register.js';
          write(path, read(path).replaceAll("'build'", "'forge'"));
          return undefined;
        },
      },
    ),
    'same-noun': pair(
      { east: { files: mod(addsNoun) }, west: { files: mod(addsNoun) } },
      'disable the plugin that you need less, or ask a maintainer to add it under a different name',
      { ...either('east', 'west'), 'rename it': puts('voice', 'sound', 'plugins/west/hooks/mod.js') },
    ),
    'same-plugin-name': pair(
      {
        east: { manifest: { name: 'both' }, files: mod('') },
        west: { manifest: { name: 'both' }, files: mod('') },
      },
      'disable the plugin that you need less',
      either('east', 'west'),
    ),
    'client-command': pair(
      {
        east: {
          files: mod(
            "  on('session.start', async ($, e, next) => {\n    await $.command.register({ name: 'help', description: 'Helps' });\n    return next(e);\n  });",
          ),
        },
      },
      'ask the maintainer to rename the command',
      {
        'rename it': puts("'help'", "'assist'", 'plugins/east/hooks/mod.js'),
      },
    ),
    'own-agent': pair(
      {
        east: {
          files: {
            ...mod(registering('agent', 'look')),
            'agents/look.md': agent('look'),
          },
        },
      },
      'ask the maintainer to rename one of the two agents',
      {
        'rename that of the mod': puts("'look'", "'search'", 'plugins/east/hooks/mod.js'),
        'rename the file': ({ move, replace }) => {
          replace('name: look', 'name: search', 'plugins/east/agents/look.md');
          move('plugins/east/agents/look.md', 'plugins/east/agents/search.md');
          return undefined;
        },
      },
    ),
    'same-gate': { beyond: 'the help says that there is nothing to do unless one should decide alone' },
  },
  MKT312: {
    'hook-skipped': example(
      'MKT312',
      ['gate', 'sandbox'],
      'check when the mod answers, and disable `…` if the guard must always run; only a `…` hook in managed settings runs before mods',
      { 'read when it answers': readIt, 'disable it': drops(0) },
      { aside: [1] },
    ),
    'hook-overruled': pair(
      {
        gate: { files: guard('Bash') },
        trust: { files: mod("  on('tool.check', { tool: 'Bash' }, async () => ({ decision: 'allow' }));") },
      },
      'check what the mod allows, and disable `…` if the guard must have the last word; only a block from managed settings is final',
      { 'read what it allows': readIt, 'disable it': drops(0) },
    ),
    'mod-skipped': pair(
      {
        gate: {
          files: mod(
            "  on('tool.call', { tool: 'Bash' }, async ($, e, next) => (e.isBad ? { deny: 'no' } : next(e)));",
          ),
        },
        box: { files: mod("  on('tool.call', { tool: 'Bash' }, async () => ({ result: 'done' }));") },
      },
      "if the guard must always run, disable `…`, or ask the maintainer of `…` to make it depend on `…`: a plugin's mod runs before those of its dependencies",
      {
        'disable it': drops(0),
        'let the guard depend on it': edits((value, offer) => {
          value.dependencies = [offer(2)];
        }, 'plugins/gate/.claude-plugin/plugin.json'),
      },
      { aside: [1] },
    ),
  },
  MKT313: {
    found: example(
      'MKT313',
      ['browse', 'paint'],
      'give one of them a different port, if its plugin has an option for it, or disable one of the plugins',
      {
        'give one another port': puts('8931', '8932', 'plugins/paint/.mcp.json'),
        ...either('browse', 'paint'),
      },
    ),
    address: pair(
      {
        browse: { files: server('pages', { command: 'pages', args: ['--port', '8931'] }) },
        paint: { files: server('canvas', { type: 'http', url: 'http://localhost:8931/mcp' }) },
      },
      'ignore this if both are meant to use the same program; otherwise, give one of them a different port or disable one of the plugins',
      {
        'they mean the same program': { beyond: 'nothing to do' },
        'give one another port': puts('8931', '8932', 'plugins/paint/.mcp.json'),
        ...either('browse', 'paint'),
      },
    ),
  },
  MKT314: {
    guard: example(
      'MKT314',
      ['notes'],
      'write `…`, or ask the maintainer to do so; ignore this if `…` refers to a server that you configured yourself',
      {
        'write it': puts('mcp__store__.*', '{0}', 'plugins/notes/hooks/hooks.json'),
      },
      { aside: [1] },
    ),
    agent: example(
      'MKT314',
      ['notes', 'db'],
      'write `…`, or ask the maintainer to do so; ignore this if `…` is an agent that you configured yourself',
      {
        'write it': puts('agent: dba', 'agent: {0}', 'plugins/notes/skills/tidy/SKILL.md'),
      },
      { aside: [1] },
    ),
    name: pair(
      {
        notes: {
          files: {
            ...server('store', { command: 'store' }),
            'agents/keep.md':
              '---\nname: keep\ndescription: Keeps\ntools: Read, mcp__store__write\n---\nKeep.\n',
          },
        },
      },
      rightName,
      {
        'write it': puts('mcp__store__write', '{0}', 'plugins/notes/agents/keep.md'),
      },
      { aside: [1] },
    ),
  },
  MKT316: { found: { beyond: 'what a mod can reach is a fact about it; the help says to read its code' } },
  MKT401: {
    'one-way': { beyond: 'how much is handed over at once is a matter of the work, which mkt does not see' },
    'both-ways': {
      beyond: 'how much is handed over at once is a matter of the work, which mkt does not see',
    },
  },
  MKT402: {
    found: {
      given: withList('plugins: [watchful, builder]'),
      run: checkList,
      help: 'disable the plugins whose hooks you need least, ask maintainers for a matcher that names the tools they mean, or allow more with `…` in `…`',
      ways: {
        'disable the plugin': puts('watchful, ', '', 'mkt.yaml'),
        'narrow a matcher': ({ json: edit }) => {
          edit('plugins/watchful/hooks/hooks.json', ({ hooks }) => {
            for (const groups of Object.values<{ matcher?: string }[]>(hooks))
              for (const group of groups) group.matcher = 'Read';
            hooks.PostToolUse.pop();
          });
          return undefined;
        },
        'allow more': ({ offer, read, write }) => {
          write(offer(1), `${read(offer(1))}${offer(0)}\n`);
          return undefined;
        },
      },
    },
  },
  MKT403: {
    found: {
      given: withList('plugins: [handbook, builder]\nbudgets: { contextTokens: 150 }'),
      run: checkList,
      help: 'disable what this project does not use, largest first, or allow more with `…` in `…`',
      ways: {
        'disable the largest': puts('handbook, ', '', 'mkt.yaml'),
        'allow more': ({ offer, replace }) => {
          replace('budgets: { contextTokens: 150 }', offer(0), offer(1));
          return undefined;
        },
      },
    },
  },
  MKT404: {
    found: meet(
      ['figures-fast', 'figures-fine', 'paper'],
      'decide which of these plugins to use, and tell the agent, such as in `…`; or have them write to different places',
      {
        'say it in the plan': { beyond: 'mkt reads no plan that somebody has changed' },
        'write them to different places': {
          beyond: 'where results are written is a matter of the work, which mkt does not see',
        },
      },
    ),
  },
  MKT501: {
    found: meet(
      ['web-preview', 'data-server'],
      'use the plugins in separate projects, each with its own value, or ask a maintainer to rename the variable, such as to `…`',
      {
        'start them apart': { beyond: 'how the client is started is outside of what mkt reads' },
        'rename it so': puts('"PORT"', '"{0}"', 'plugins/data-server/.claude-plugin/plugin.json'),
      },
    ),
  },
  MKT502: {
    found: {
      given: withList('plugins: [tracker]\nenvironment:\n  variables: [EDITOR]'),
      run: checkList,
      help: 'set it in `…` of `…`; or set it in the shell, and add it to `…` in `…`',
      ways: {
        'set it in the settings': ({ offer, write, finding }) => {
          const [missing] = finding.evidence.missing as { variable: string }[];
          write(offer(1), json({ [offer(0)]: { [missing?.variable ?? '']: 'secret' } }));
          return undefined;
        },
        'say that it is set in the shell': ({ offer, replace, finding }) => {
          const [missing] = finding.evidence.missing as { variable: string }[];
          expect(offer(2)).toBe('environment.variables');
          replace('[EDITOR]', `[EDITOR, ${missing?.variable}]`, offer(3));
          return undefined;
        },
      },
    },
  },
  MKT503: {
    'same-option': nothingToDo,
    found: {
      given: withList('plugins: [cloud, warehouse]'),
      run: checkList,
      help: 'put the variables in `…` of `…`, secrets in `…`; `…` lists all of them',
      ways: {
        'put them there': ({ offer, write, finding }) => {
          const all = (finding.evidence.plugins as { settings: { name: string }[] }[]).flatMap(
            ({ settings }) => settings.map(({ name }) => name),
          );
          const isSecret = (name: string) => /TOKEN|PASSWORD/.test(name);
          const env = (names: string[]) => ({
            [offer(0)]: Object.fromEntries(names.map((name) => [name, 'x'])),
          });
          write(offer(1), json(env(all.filter((name) => !isSecret(name)))));
          write(`.claude/${offer(2)}`, json(env(all.filter(isSecret))));
          return undefined;
        },
      },
      aside: [3],
    },
  },
  MKT504: {
    found: {
      given: withList('plugins: [brief-tone, long-tone]'),
      run: checkList,
      // A note that says whose agent a session then starts with.
      brings: ['MKT315 agent-overruled'],
      help: "set `…` in `…`: the project's own value overrides those of plugins",
      ways: {
        'set it': ({ offer, write }) => {
          write(offer(1), json({ [offer(0)]: 'brief-tone:brief' }));
          return undefined;
        },
      },
    },
  },
  MKT505: {
    found: meet(
      ['leaky'],
      'revoke it first; then use `…` instead, and have every user set that variable; if the plugin is not yours, tell its maintainer',
      {
        'use a variable': puts('q7Zp2mVx94LkTd81RsBw', '{0}', 'plugins/leaky/.mcp.json'),
      },
    ),
  },
  MKT507: {
    found: example(
      'MKT507',
      ['browse'],
      'write `…` in place of `…`: `…` names that version',
      {
        'name the version': ({ replace, offer }) => {
          replace(offer(1), offer(0), 'plugins/browse/.mcp.json');
          return undefined;
        },
      },
      { aside: [2] },
    ),
  },
};
