/** What is advised about a list as a whole: the client, settings, policies, locks, and what the project has itself. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { commitIn } from '../../support/git.ts';
import {
  type AdviceOn,
  type Advised,
  type Beyond,
  copyOf,
  edits,
  type Files,
  leavesOut,
  puts,
  removes,
  type Way,
  writes,
} from './follow.ts';
import { check, checkList, json, type MadePlugin, market } from './made.ts';

const example = (
  rule: string,
  help: string | undefined,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: copyOf(`examples/rules/${rule}`),
  run: checkList,
  ...(help !== undefined && { help }),
  ways,
  ...more,
});

const settings = '.claude/settings.json';
const source = (path: string) => ({ source: { source: 'directory', path } });

/** A list of plugins of a marketplace beside it, with what the project has itself. */
const project = (
  plugins: Readonly<Record<string, MadePlugin>>,
  own: Files,
  help: string,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: {
    ...market(plugins, { at: 'shop' }),
    'mkt.yaml': `bundled: false\nregistries: [./shop]\nplugins: [${Object.keys(plugins).join(', ')}]\n`,
    ...own,
  },
  run: ['check'],
  help,
  ways,
  ...more,
});

const onlyOne: Beyond = { beyond: 'it is the only plugin of the list' };
const habit: Beyond = { beyond: 'it is about what the user types; mkt sees no prompts' };
const nothingToDo: Beyond = { beyond: 'the help says that there is nothing to do' };

const agent = (name: string) => `---\nname: ${name}\ndescription: Looks for ${name}\n---\nLook.\n`;
const guard = { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'exit 2' }] }] };
const server = { mcpServers: { notes: { command: 'notes', args: ['serve'] } } };

/** A marketplace in a repository, whose plugin needs a newer client. */
const inRepository = (modern: MadePlugin, help: string, ways: Advised['ways']): Advised => ({
  given: {},
  prepare: (root) => commitIn(join(root, 'shop'), market({ modern })),
  run: ['check', 'modern', '--no-bundled', '--registry', './shop/.git', '--claude-code', '2.1.300'],
  help,
  ways,
});

const otherClient = 'use Claude Code `…`, and state its version with `…` or in the `…` of `…`';

/** Names the version of the client that the help asks for. */
const newerClient: Way = ({ args, offer }) => {
  const version = offer(0).replace('>=', '');
  return [...args.slice(0, args.indexOf(offer(1))), offer(1), version];
};

/** What the client of this version does not know. */
const feature = (made: MadePlugin, client: string, instead: string, fields: object = {}): Advised => ({
  given: market({ plot: made }, { ...fields }),
  run: ['validate', '.', '--claude-code', client],
  help: `use Claude Code \`…\`, or ${instead}`,
  ways: {
    'use it': ({ args, offer }) => [...args.slice(0, -1), offer(0).replace('>=', '')],
  },
});

const lib = (policy: object, help: string, ways: Advised['ways']): Advised =>
  example('MKT115', help, ways, {
    given: { ...copyOf('examples/rules/MKT115'), 'policy.json': json(policy) },
    run: [...checkList, '--policy', 'policy.json'],
  });

const dropsLib: Way = edits((value, offer) => {
  delete value.enabledPlugins[`${offer(0)}@shop`];
}, settings);

/** A lock that does not answer its list, from one that does. */
const stale = (change: Files): Advised => ({
  given: {
    ...copyOf('examples/rules/MKT913'),
    'mkt.yaml': 'bundled: false\nregistries: [./market]\nplugins: [plot@lab]\n',
    ...change,
  },
  run: ['lock', '--check'],
  help: 'run `…`, which leaves all other plugins unchanged',
  ways: {
    'lock again': async ({ mkt, offer }) => {
      const { code, stderr } = await mkt([...offer().split(' ').slice(1), '--yes']);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      return undefined;
    },
  },
});

const lockText = String(copyOf('examples/rules/MKT913')['mkt.lock']);
const withoutTable = `${lockText.slice(0, lockText.indexOf('  table@lab:'))}`;
const listed = (plugins: string) => ({
  'mkt.yaml': `bundled: false\nregistries: [./market]\nplugins: [${plugins}]\n`,
});

export const lists: AdviceOn<
  | 'MKT119'
  | 'MKT120'
  | 'MKT121'
  | 'MKT109'
  | 'MKT110'
  | 'MKT111'
  | 'MKT112'
  | 'MKT113'
  | 'MKT114'
  | 'MKT115'
  | 'MKT116'
  | 'MKT117'
  | 'MKT315'
  | 'MKT405'
  | 'MKT913'
  | 'MKT914'
> = {
  MKT109: {
    found: {
      given: {
        ...market({ plot: { manifest: { version: undefined } } }),
        'mkt.yaml': 'registries: [.]\nbundled: false\nplugins: [plot]\n',
      },
      run: ['check'],
      help: 'ask the maintainer for a `…` in `…` and a tag for each release, or pin the marketplace to a commit; or run `…` and `…`, which keep the current files in the project (a plugin without a license only with `…` in `…`)',
      ways: {
        'add a version': edits((value, offer) => {
          value[offer(0)] = '1.0.0';
        }, 'plugins/plot/.claude-plugin/plugin.json'),
        'pin the marketplace': { beyond: 'a folder has no commit' },
        'keep the files': async ({ mkt, offer, read, write }) => {
          write(offer(5), `${read(offer(5))}${offer(4)}\n`);
          for (const command of [offer(2), offer(3)])
            expect(await mkt([...command.split(' ').slice(1), '--yes'])).toMatchObject({ code: 0 });
          return undefined;
        },
      },
      aside: [1],
    },
  },
  MKT110: {
    'installation-fails': {
      given: {
        ...copyOf('examples/paint'),
        'mkt.yaml': 'registries: [./paint.git]\nbundled: false\nplugins: [easel]\n',
      },
      run: ['check'],
      help: 'run `…` and `…`, which copy these versions into the project (plugins without a license only with `…` in `…`); or ask the maintainers for narrower ranges',
      ways: {
        'copy them': async ({ mkt, offer, read, write }) => {
          write(offer(3), `${read(offer(3))}${offer(2)}\n`);
          for (const command of [offer(0), offer(1)])
            expect(await mkt([...command.split(' ').slice(1), '--yes'])).toMatchObject({ code: 0 });
          return undefined;
        },
        'narrow the ranges': { beyond: 'releases that are out there do not change' },
      },
    },
    'not-loaded': {
      beyond:
        'its help is that of `installation-fails`, or an order to install them in, which only the client can follow',
    },
    'other-versions': {
      beyond: 'its help is that of `installation-fails`, or to remove a range, which another copy then fits',
    },
    'entry-ranges': { beyond: 'its help is that of MKT910 `range-in-entry`' },
    'other-copy': { beyond: 'it is about releases that are out there, which do not change' },
  },
  MKT111: {
    'range-ignored': {
      beyond: 'it is about releases that are out there: a tag that the maintainer adds ends it',
    },
    'no-matching-tag': {
      beyond: 'it is about releases that are out there: a tag that the maintainer adds ends it',
    },
    'source-without-ranges': {
      given: copyOf('examples/meeting'),
      run: check('letters'),
      help: 'ask the maintainer of `…` for a source in git with tags such as `…`, or the maintainer of `…` to remove the range',
      ways: {
        'get another source': { beyond: 'a repository would have to be there' },
        'remove the range': edits((value) => {
          value.dependencies = ['fonts'];
        }, 'plugins/letters/.claude-plugin/plugin.json'),
      },
      aside: [0, 1, 2],
    },
  },
  MKT112: {
    found: {
      given: { ...market({ plot: {} }), ...market({ chart: {} }, { at: 'other' }) },
      run: [...check('plot'), '--registry', './other'],
      help: 'register only one of them, or ask a maintainer to change the `…` in `…`',
      ways: {
        'register one': ({ args }) => args.slice(0, -2),
        'change the name': ({ json: edit, offer }) => {
          edit(`other/.claude-plugin/${offer(1)}`, (value) => {
            value[offer(0)] = 'other';
          });
          return undefined;
        },
      },
    },
  },
  MKT113: {
    found: example('MKT113', 'set `…` to `…`, or remove `…`', {
      'switch it on': edits((value, offer) => {
        value.enabledPlugins[JSON.parse(offer(0))] = JSON.parse(offer(1));
      }, settings),
      'remove the other': edits((value, offer) => {
        delete value.enabledPlugins[`${offer(2)}@shop`];
      }, settings),
    }),
  },
  MKT114: {
    'feature-installs': feature(
      {
        entry: { source: { source: 'archive', url: 'https://example.org/plot.zip', sha256: '0'.repeat(64) } },
      },
      '2.1.200',
      'use a different value',
    ),
    'feature-loads': {
      ...feature({ manifest: { skills: ['.'] } }, '2.1.220', 'use a different value'),
      ways: {
        ...feature({}, '', '').ways,
        'use a different value': edits((value) => {
          delete value.skills;
        }, 'plugins/plot/.claude-plugin/plugin.json'),
      },
    },
    'feature-ignored': feature({}, '2.1.190', 'remove the key', { renames: { old: 'plot' } }),
    refused: {
      ...inRepository({ manifest: { engines: { 'claude-code': '>=2.1.320' } } }, otherClient, {
        'use it': newerClient,
      }),
      // `loads-anyway` names it in the list, too.
      aside: [2, 3],
    },
    pinned: { beyond: 'its help is that of `refused`' },
    'older-release': { beyond: 'its help is that of `refused`' },
    'mod-not-run': { beyond: 'its help is that of `loads-anyway`' },
    'loads-anyway': example(
      'MKT114',
      otherClient,
      {
        'name it with the option': newerClient,
        'name it in the list': ({ write, offer }) => {
          const version = offer(0).replace('>=', '');
          write(
            offer(3),
            `registries: [.]\nbundled: false\nplugins: [modern]\n${offer(2)}:\n  runtimes: { claude-code: ${version} }\n`,
          );
          return ['check'];
        },
      },
      { run: [...check('modern'), '--claude-code', '2.1.247'] },
    ),
  },
  MKT115: {
    blocked: lib(
      { blockedMarketplaces: [{ source: 'directory', path: './market' }] },
      'remove `…`, or ask the administrator to allow the source',
      {
        'remove it': dropsLib,
        'allow the source': writes('policy.json', json({ blockedMarketplaces: [] })),
      },
    ),
    'not-allowed': lib(
      { strictKnownMarketplaces: [{ source: 'github', repo: 'acme/*' }] },
      'remove `…`, or ask the administrator to allow the source',
      {
        'remove it': dropsLib,
        'allow the source': writes(
          'policy.json',
          json({ strictKnownMarketplaces: [{ source: 'directory', path: './market' }] }),
        ),
      },
    ),
    'copies-blocked': { beyond: 'its help is that of `copies-not-allowed`' },
    'copies-not-allowed': {
      beyond: 'the help names the entry of the policy that tests/cli/check-settings.test.ts allows',
    },
    ignored: example(
      'MKT115',
      'move it to the managed settings, or remove it',
      {
        'move it': ({ read, remove, write }) => {
          const local = '.claude/settings.local.json';
          write('policy.json', read(local));
          remove(local);
          return [...checkList, '--policy', 'policy.json'];
        },
        'remove it': removes('.claude/settings.local.json'),
      },
      {
        given: {
          ...copyOf('examples/rules/MKT115'),
          '.claude/settings.local.json': json({ blockedMarketplaces: [] }),
        },
      },
    ),
  },
  MKT116: {
    'enabled-beyond': example(
      'MKT116',
      'add it to `…`, or run `…`, then `…`, to remove it from the settings',
      {
        'add it': puts('[lib]', '[lib, till]', 'mkt.yaml'),
        'remove it': edits((value) => {
          delete value.enabledPlugins['till@shop'];
        }, settings),
        'let mkt remove it': async ({ mkt, offer }) => {
          for (const command of [offer(1), offer(2)])
            expect(await mkt([...command.split(' ').slice(1), '--yes'])).toMatchObject({ code: 0 });
          return undefined;
        },
      },
      { aside: [0] },
    ),
    'switched-off': example(
      'MKT116',
      'set it to `…` in the settings, or remove it from `…`',
      {
        'switch it on': edits((value, offer) => {
          value.enabledPlugins['lib@shop'] = JSON.parse(offer(0));
        }, settings),
        'remove it': ({ replace, offer }) => {
          replace('lib, ', '', offer(1));
          return undefined;
        },
      },
      {
        given: {
          ...copyOf('examples/rules/MKT116'),
          'mkt.yaml': 'registries: [./market, ./other]\nplugins: [lib, pen]\nbundled: false\n',
          ...market({ pen: {} }, { at: 'other', name: 'other' }),
          [settings]: json({
            extraKnownMarketplaces: { shop: source('./market') },
            enabledPlugins: { 'lib@shop': false },
          }),
        },
      },
    ),
  },
  MKT117: {
    found: example(
      'MKT117',
      'run `…` on each machine; or run `…` and `…`, which copy the plugin into the project (a plugin without a license only with `…` in `…`)',
      {
        'run it': {
          beyond:
            'the client keeps what it installed in the home of its user, which a check of the project does not read',
        },
        'copy it': { beyond: 'it is on a server; tests/cli/sync.test.ts copies what can be fetched' },
      },
      { run: ['check', '--rule', 'MKT108=off'] },
    ),
  },
  MKT119: {
    found: {
      given: market({ 'a-b': {}, 'a.b': {} }),
      run: check('a-b', 'a.b'),
      help: 'remove one of the plugins, or ask a maintainer to rename one',
      ways: {
        'remove one': leavesOut('a.b'),
        'rename one': ({ args, json: edit }) => {
          edit('.claude-plugin/marketplace.json', ({ plugins }) => {
            plugins[1].name = 'c';
          });
          edit('plugins/a.b/.claude-plugin/plugin.json', (value) => {
            value.name = 'c';
          });
          return args.map((arg) => (arg === 'a.b' ? 'c' : arg));
        },
      },
    },
    'letter-case': { beyond: 'its help is that of `found`' },
  },
  MKT121: {
    found: {
      given: market({
        plot: { entry: { source: { source: 'git-subdir', url: 'acme/plot', path: 'plugins/plot' } } },
      }),
      run: ['validate', '.'],
      help: 'write `…`, or ask the maintainer of the marketplace to do so',
      ways: {
        'write the URL': edits(({ plugins: [plot] }, offer) => {
          plot.source.url = offer();
        }, '.claude-plugin/marketplace.json'),
        'ask for it': { beyond: 'it is the same change' },
      },
      fixed: true,
    },
  },
  MKT120: {
    found: {
      beyond:
        'it says what is left out on purpose; to request it shows what is wrong with it, by another rule',
    },
  },
  MKT315: {
    'hooks-off': project(
      { plot: { files: { 'hooks/hooks.json': json({ hooks: guard }) } } },
      { [settings]: json({ disableAllHooks: true }) },
      'remove `…`, or disable the plugins that need their hooks',
      {
        'remove it': edits((value, offer) => {
          delete value[offer()];
        }, settings),
        'disable the plugin': onlyOne,
      },
    ),
    'same-server': project(
      { plot: { files: { '.mcp.json': json(server) } } },
      { '.mcp.json': json(server) },
      "remove the server from `…` to use the plugin's, or refer to the tools as `…`",
      {
        'remove it': ({ remove, offer }) => {
          remove(offer(0));
          return undefined;
        },
        'refer to the tools so': { beyond: 'the names are in hooks, agents and permissions (MKT314)' },
      },
      { aside: [1] },
    ),
    'server-name': project(
      { plot: { files: { '.mcp.json': json(server) } } },
      { '.mcp.json': json({ mcpServers: { notes: { command: 'others' } } }) },
      'use full tool names in permissions, agents and prompts, or rename your server',
      {
        'use full names': habit,
        'rename it': puts('"notes"', '"others"', '.mcp.json'),
      },
    ),
    'style-overruled': project(
      {
        plot: {
          files: {
            'output-styles/terse.md':
              '---\nname: Terse\ndescription: Short\nforce-for-plugin: true\n---\nBe short.\n',
          },
        },
      },
      { [settings]: json({ outputStyle: 'Explanatory' }) },
      'disable the plugin, or remove `…`',
      {
        'disable the plugin': onlyOne,
        'remove it': edits((value, offer) => {
          delete value[offer()];
        }, settings),
      },
    ),
    'override-idle': project(
      { plot: { files: { 'skills/draw/SKILL.md': '---\nname: draw\ndescription: Draws\n---\nDraw.\n' } } },
      { [settings]: json({ skillOverrides: { 'plot:draw': 'off' } }) },
      'disable the plugin in `…`, or remove the entry',
      {
        'disable the plugin': onlyOne,
        'remove the entry': edits((value) => {
          delete value.skillOverrides;
        }, settings),
      },
      { aside: [0] },
    ),
    'server-idle': project(
      { plot: { files: { '.mcp.json': json(server) } } },
      { [settings]: json({ disabledMcpjsonServers: ['notes'] }) },
      "remove the entry; a plugin's servers are enabled and disabled with the plugin",
      {
        'remove the entry': edits((value) => {
          delete value.disabledMcpjsonServers;
        }, settings),
      },
    ),
    'server-denied': project(
      { plot: { files: { '.mcp.json': json(server) } } },
      { [settings]: json({ deniedMcpServers: [{ serverCommand: ['notes', 'serve'] }] }) },
      'remove the entry, or disable the plugin if it is useless without its server',
      {
        'remove the entry': edits((value) => {
          delete value.deniedMcpServers;
        }, settings),
        'disable the plugin': onlyOne,
      },
    ),
    'server-not-allowed': project(
      { plot: { files: { '.mcp.json': json(server) } } },
      { [settings]: json({ allowedMcpServers: [{ serverName: 'notes' }] }) },
      'add its `…`, with each argument, or its `…`; `…` does not apply to plugin servers',
      {
        'add its command': edits((value, offer) => {
          value.allowedMcpServers.push({ [offer(0)]: ['notes', 'serve'] });
        }, settings),
        'add its URL': { beyond: 'this server has a command' },
      },
      { aside: [1, 2] },
    ),
    'denial-idle': project(
      { plot: { files: { '.mcp.json': json(server) } } },
      { [settings]: json({ deniedMcpServers: [{ serverName: 'notes' }] }) },
      'write `…`',
      {
        'write the full name': edits((value, offer) => {
          value.deniedMcpServers = [{ serverName: offer() }];
        }, settings),
      },
      // The server is then denied, as the entry means it.
      { brings: ['MKT315 server-denied'] },
    ),
    'hook-twice': project(
      { plot: { files: { 'hooks/hooks.json': json({ hooks: guard }) } } },
      { [settings]: json({ hooks: guard }) },
      'remove the hook from the settings',
      {
        'remove it': edits((value) => {
          delete value.hooks;
        }, settings),
      },
    ),
    'same-name': project(
      { plot: { files: { 'agents/look.md': agent('look') } } },
      { '.claude/agents/look.md': agent('look') },
      "use the full name of the plugin's agent, `…`, or rename your own",
      {
        'use the full name': habit,
        'rename your own': writes('.claude/agents/look.md', agent('search')),
      },
      { aside: [0] },
    ),
    'hooks-meet': nothingToDo,
    'agent-overruled': nothingToDo,
  },
  MKT405: {
    description: example(
      'MKT405',
      'ask the maintainer to say at the beginning when to use the component, and to shorten the rest',
      {
        'shorten it': writes(
          'plugins/notes/skills/keep/SKILL.md',
          '---\nname: keep\ndescription: Keeps notes\n---\nKeep.\n',
        ),
      },
      { run: check('notes') },
    ),
    listing: {
      beyond:
        'its help is that of MKT403 and a setting that tests/analysis has; forty skills are too much for here',
    },
    'some-windows': { beyond: 'its help is that of `listing`' },
  },
  MKT913: {
    'not-locked': stale({ 'mkt.lock': `${lockText.slice(0, lockText.indexOf('plugins:'))}plugins: {}\n` }),
    constraint: stale({
      ...listed('plot@lab@1.2.0'),
      'mkt.lock': lockText.replace('version: 1.2.0', 'version: 1.1.0'),
    }),
    'dependency-range': stale({ 'mkt.lock': lockText.replace('version: 2.1.0', 'version: 1.9.0') }),
    'dependency-missing': stale({ 'mkt.lock': withoutTable }),
    unreached: stale(listed('table@lab')),
    conflict: {
      beyond: 'its help is that of the others; a locked release has to state what it conflicts with',
    },
  },
  MKT914: {
    'files-differ': example(
      'MKT914',
      'find out why; if the change is intended, run `…` to review and lock it',
      {
        'lock it': async ({ mkt, offer }) => {
          expect(await mkt([...offer().split(' ').slice(1), '--yes'])).toMatchObject({ code: 0 });
          return undefined;
        },
      },
      { run: ['lock', '--verify'] },
    ),
    'tag-moved': { beyond: 'its help is that of `files-differ`' },
    'tag-gone': { beyond: 'its help is that of `files-differ`' },
    'not-in-history': { beyond: 'its help is that of `files-differ`' },
    'files-gone': { beyond: 'its help is that of `files-differ`' },
    'copy-not-locked': { beyond: 'it takes copies in a commit; tests/cli/sync.test.ts writes them' },
    'copy-differs': { beyond: 'tests/cli/sync.test.ts changes copies, and writes them again' },
    'other-source': { beyond: 'its help is that of `files-differ`' },
  },
};
