/** What is advised about values that do not match their format (MKT902). */
import { type AdviceOn, type Advised, edits, type Files, puts, removes, writes } from './follow.ts';
import { checkList, json, market, registry, validate } from './made.ts';

const place = 'plugins/plot/.claude-plugin/plugin.json';
const hooksFile = 'plugins/plot/hooks/hooks.json';

const watch = { name: 'log', command: 'tail -f log', description: 'Watches the log' };

/** A marketplace with one plugin, and what to do about it. */
const plugin = (
  made: Parameters<typeof market>[0][string],
  help: string | undefined,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: market({ plot: made }),
  run: validate,
  ...(help !== undefined && { help }),
  ways,
  ...more,
});

const manifest = (
  fields: object,
  help: string | undefined,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
) => plugin({ manifest: fields as Record<string, unknown> }, help, ways, more);

const entry = (
  fields: object,
  help: string | undefined,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
) => plugin({ entry: fields as Record<string, unknown> }, help, ways, more);

/** The same, with a plugin `table` that can be depended on. */
const onTable = (fields: object, help: string, ways: Advised['ways']): Advised => ({
  given: market({
    plot: { manifest: fields as Record<string, unknown> },
    table: {},
    'a.a': {},
    a_b: {},
    'a-c': {},
  }),
  run: validate,
  about: ({ plugins }) => plugins.includes('plot'),
  help,
  ways,
});

const files = (own: Files, help: string | undefined, ways: Advised['ways'], more: Partial<Advised> = {}) =>
  plugin({ files: own }, help, ways, more);

const hooks = (
  value: unknown,
  help: string | undefined,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
) => files({ 'hooks/hooks.json': json(value), 'go.sh': '#!/bin/sh\n' }, help, ways, more);

// Not placeholders of this language.
const root = '$' + '{CLAUDE_PLUGIN_ROOT}';
const color = '$' + '{user_config.color}';

const run = { type: 'command', command: `"${root}"/go.sh` };

/** A mod whose module has this text. */
const mod = (
  text: string | undefined,
  help: string | undefined,
  ways: Advised['ways'],
  modules = ['./mod.js'],
) =>
  files(
    {
      'hooks/hooks.json': json({ modules }),
      ...(text !== undefined && { 'hooks/mod.js': text }),
    },
    help,
    ways,
    { aside: help?.startsWith('write its path') ? [0] : [] },
  );

const goodMod = "export function register(on) {\n  on('tool.call', async ($, e, next) => next(e));\n}\n";

const command = (
  text: string,
  help: string | undefined,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
) => files({ 'commands/see.md': text }, help, ways, more);

const agent = (text: string, help: string | undefined, ways: Advised['ways'], more: Partial<Advised> = {}) =>
  files({ 'agents/see.md': text }, help, ways, more);

const list = (text: string, help: string, ways: Advised['ways']): Advised => ({
  given: { ...market({ plot: {} }, { at: 'shop' }), 'mkt.yaml': text },
  run: [...checkList, '--registry', './shop'],
  help,
  ways,
});

/** A shop whose plugin has nothing that says what it is for (MKT804). */
const undocumented = market(
  { plot: { manifest: { description: undefined }, files: { 'commands/do-plot.md': 'Plot.\n' } } },
  { at: 'shop' },
);

const ignoring = (comment: string, help: string, ways: Advised['ways']): Advised => ({
  ...list('', help, ways),
  given: { ...undocumented, 'mkt.yaml': `plugins:\n  - plot # ${comment}\n` },
});

const after = 'write the id of the rule and a reason after the plugin, on the same line; for example, `…`';

export const schema: AdviceOn<'MKT902'> = {
  MKT902: {
    violation: [
      {
        given: market({ plot: {} }, { owner: undefined }),
        run: validate,
        help: 'add `…`: the maintainer of the marketplace, such as `…`',
        ways: {
          'add it': edits((value, offer) => {
            value[offer(0)] = JSON.parse(offer(1));
          }),
        },
      },
      manifest({ defaultEnabled: 'yes' }, 'write `…`, without quotes', {
        'write it so': puts('"yes"', '{0}'),
      }),
      plugin(
        {
          manifest: { agents: './agents/' },
          files: { 'agents/see.md': '---\nname: see\ndescription: Sees\n---\nSee.\n' },
        },
        'list the files one by one, or remove the key: the client reads `…` anyway',
        {
          'list them': edits((value, offer) => {
            value.agents = [`./${offer()}see.md`];
          }),
          'remove it': edits((value) => {
            delete value.agents;
          }),
        },
      ),
      manifest(
        { commands: 'commands' },
        'write `…`',
        { 'write it so': puts(': "commands"', ': {0}') },
        { fixed: true },
      ),
      manifest(
        { userConfig: { key: { type: 'sting', title: 'K', description: 'K' } } },
        'did you mean `…`?',
        {
          'write it so': puts('sting', '{0}'),
        },
      ),
      {
        given: registry({
          plot: { releases: { '1.0.0': { dependencies: [{ name: 5 }] } } },
          5: { releases: { '1.0.0': {} } },
        }),
        run: validate,
        help: 'write it in quotes: `…`',
        ways: { 'write it so': puts('"name": 5', '"name": {0}') },
      },
      list('plugins: plot\n', 'write `…`', { 'write it so': puts('plugins: plot', '{0}') }),
      list('plugins: [plot]\nrules: { MKT303: of }\n', 'did you mean `…`?', {
        'write it so': puts('of }', '{0} }'),
      }),
    ],
    'validator-only': [
      manifest({ author: 'The shop' }, 'write an object, such as `…`', {
        'write it so': edits((value, offer) => {
          value.author = JSON.parse(offer());
        }),
      }),
      manifest({ description: 5 }, 'write it in quotes: `…`', { 'write it so': puts('5', '{0}') }),
      manifest({ homepage: 'shop' }, 'write a full URL, such as `…`', {
        'write one': puts('"shop"', '"{0}"'),
      }),
    ],
    'ignored-violation': files(
      { '.lsp.json': json({ go: { command: 5, extensionToLanguage: { '.go': 'go' } } }) },
      'write it in quotes: `…`',
      { 'write it so': puts('5', '{0}') },
    ),
    'source-missing': entry({ source: undefined }, 'add `…`, the location of the plugin, such as `…`', {
      'add it': edits(({ plugins: [plot] }, offer) => {
        plot[offer(0)] = JSON.parse(offer(1)).replace('<name>', 'plot');
      }),
    }),
    source: [
      entry({ source: { type: 'github', repo: 'shop/plot' } }, 'rename `…` to `…`', {
        'rename it': puts('"{0}"', '"{1}"'),
      }),
      entry(
        { source: 'plugins/plot' },
        'write `…`',
        { 'write it so': puts('"plugins/plot"', '{0}') },
        { fixed: true },
      ),
      entry({ source: { source: 'url' } }, 'add `…`', {
        'add it': edits(({ plugins: [plot] }, offer) => {
          plot.source[offer()] = 'https://example.org/plot.git';
        }),
      }),
      entry({ source: { source: 'url', url: 'shop/plot' } }, 'write a URL such as `…`', {
        'write one': puts('"shop/plot"', '"{0}"'),
      }),
      entry({ source: { source: 'github', repo: 'https://github.com/shop/plot' } }, 'write `…`', {
        'write it so': puts('"https://github.com/shop/plot"', '"{0}"'),
      }),
      entry(
        { source: { source: 'github', repo: 'shop/plot', sha: 'abc' } },
        'run `…` to get the whole hash',
        {
          'write what it prints': puts('"abc"', `"${'a'.repeat(40)}"`),
        },
        { aside: [0] },
      ),
      entry({ source: { source: 'githab', repo: 'shop/plot' } }, 'did you mean `…`?', {
        'write it so': puts('githab', '{0}'),
      }),
      entry(
        { source: { repo: 'shop/plot' } },
        'add `…` with the kind of source: `…`, `…`, `…`, `…`, `…` or `…`; for a folder of the marketplace, write `…` instead',
        {
          'add the kind': edits(({ plugins: [plot] }, offer) => {
            plot.source[offer(0)] = offer(1);
          }),
          'write the folder': edits(({ plugins: [plot] }, offer) => {
            plot.source = JSON.parse(offer(7)).replace('<name>', 'plot');
          }),
        },
        { aside: [2, 3, 4, 5, 6] },
      ),
    ],
    'headers-helper': entry(
      { source: { source: 'archive', url: 'https://example.org/a.zip' }, headersHelper: './h.sh' },
      'add `…`, or use `…`',
      {
        'add it': edits(({ plugins: [plot] }, offer) => {
          Object.assign(plot, JSON.parse(`{${offer(0)}}`));
        }),
        'use headers': edits(({ plugins: [plot] }, offer) => {
          delete plot.headersHelper;
          plot[offer(1)] = { 'x-shop': '1' };
        }),
      },
    ),
    'entry-hook-files': entry(
      { hooks: './hooks/more.json' },
      "write the hooks in the entry itself, or move them to the plugin's own `…`",
      {
        'write them there': edits(({ plugins: [plot] }) => {
          plot.hooks = { SessionStart: [{ hooks: [{ type: 'command', command: 'date' }] }] };
        }),
        'move them': ({ json: edit, write, offer }) => {
          edit('.claude-plugin/marketplace.json', ({ plugins: [plot] }) => {
            delete plot.hooks;
          });
          write(
            `plugins/plot/${offer()}`,
            json({ hooks: { SessionStart: [{ hooks: [{ type: 'command', command: 'date' }] }] } }),
          );
          return undefined;
        },
      },
    ),
    'nameless-entry': [
      entry({ name: undefined }, 'write `…`', {}),
      {
        given: market({ plot: {} }, { plugins: ['plot'] }),
        run: validate,
        help: 'write `…`',
        ways: {
          'write it': edits((value, offer) => {
            value.plugins = [JSON.parse(offer().replace('…', 'plot').replace('…', 'plot'))];
          }),
        },
      },
    ],
    'dependencies-not-a-list': onTable({ dependencies: 'table' }, 'write `…` or `…`', {
      'write a list of names': edits((value, offer) => {
        value.dependencies = JSON.parse(offer(0).replace('<plugin>', 'table'));
      }),
      'write a list of objects': edits((value, offer) => {
        value.dependencies = JSON.parse(offer(1).replace('<plugin>', 'table'));
      }),
    }),
    'dependency-without-name': onTable({ dependencies: [{ version: '^1.0.0' }] }, 'write `…` or `…`', {
      'write a name': edits((value, offer) => {
        value.dependencies = JSON.parse(`[${offer(0).replace('<plugin>', 'table')}]`);
      }),
      'write an object': edits((value, offer) => {
        value.dependencies = JSON.parse(`[${offer(1).replace('<plugin>', 'table')}]`);
      }),
    }),
    'dependency-name': onTable({ dependencies: ['a table'] }, 'use letters, digits, `…`, `…` and `…`', {
      'use them': edits((value, offer) => {
        value.dependencies = ['a', 'b', 'c'].map((letter, index) => `a${offer(index)}${letter}`);
      }),
    }),
    'conflicting-manifests': plugin(
      { entry: { strict: false, commands: ['./commands/do-plot.md'] } },
      'remove `…`, the components in the entry, or the manifest',
      {
        'remove strict': edits(({ plugins: [plot] }, offer) => {
          delete plot[Object.keys(JSON.parse(`{${offer()}}`))[0] ?? ''];
        }),
        'remove the components': edits(({ plugins: [plot] }) => {
          delete plot.commands;
        }),
        'remove the manifest': removes(place),
      },
    ),
    'not-a-map': manifest({ experimental: 5 }, 'write an object, or remove the key', {
      'write one': edits((value) => {
        value.experimental = {};
      }),
      'remove it': edits((value) => {
        delete value.experimental;
      }),
    }),
    'no-version': manifest({ version: undefined }, 'add `…`, such as `…`', {
      'add it': edits((value, offer) => {
        value[offer(0)] = JSON.parse(offer(1));
      }),
    }),
    'no-description': manifest(
      { description: undefined },
      'add `…`: users see it before they install the plugin',
      {
        'add it': edits((value, offer) => {
          value[offer(0)] = 'Plots';
        }),
      },
    ),
    'no-author': manifest({ author: undefined }, 'add `…`, such as `…`', {
      'add it': edits((value, offer) => {
        value[offer(0)] = JSON.parse(offer(1));
      }),
    }),
    'no-plugins': {
      given: market({}),
      run: validate,
      help: 'add entries to `…`',
      ways: {
        'add one': ({ json: edit, write, offer }) => {
          for (const [path, text] of Object.entries(market({ plot: {} })))
            if (path.startsWith('plugins/')) write(path, String(text));
          edit('.claude-plugin/marketplace.json', (value) => {
            value[offer()].push({ name: 'plot', source: './plugins/plot' });
          });
          return undefined;
        },
      },
    },
    'marketplace-without-description': {
      given: market({ plot: {} }, { description: undefined }),
      run: validate,
      help: 'add `…`: users see it before they add the marketplace',
      ways: {
        'add it': edits((value, offer) => {
          value[offer()] = 'Sells plugins';
        }),
      },
    },
    email: {
      given: market({ plot: {} }, { owner: { name: 'The shop', email: 'shop' } }),
      run: validate,
      help: 'use the address at which users can reach you',
      ways: {
        'use it': edits((value) => {
          value.owner.email = 'shop@example.org';
        }),
      },
    },
    'server-violation': files(
      { '.mcp.json': json({ mcpServers: { store: { type: 'none', command: 'store' } } }) },
      undefined,
      {
        'write a type that exists': puts('"none"', '"stdio"', 'plugins/plot/.mcp.json'),
      },
    ),
    'monitors-not-a-list': files({ 'monitors/monitors.json': '{}' }, 'write `…`', {
      'write it': ({ offer, write }) => {
        write('plugins/plot/monitors/monitors.json', offer());
        return undefined;
      },
    }),
    'monitor-twice': files({ 'monitors/monitors.json': json([watch, watch]) }, 'rename one of the two', {
      'rename it': ({ write }) => {
        write('plugins/plot/monitors/monitors.json', json([watch, { ...watch, name: 'other' }]));
        return undefined;
      },
    }),
    'no-server-map': files({ '.mcp.json': '[]' }, 'write `…`', {
      'write it': ({ offer, write }) => {
        write('plugins/plot/.mcp.json', offer().replace('name', 'store').replace('…', 'store'));
        return undefined;
      },
    }),
    'guard-outside-hooks': hooks(
      { PreToolUse: [{ matcher: 'Bash', hooks: [run] }], hooks: {} },
      'put all events into one object: `…`',
      {
        'do so': edits((value) => {
          value.hooks = { PreToolUse: value.PreToolUse };
          delete value.PreToolUse;
        }),
      },
      { aside: [0] },
    ),
    'event-outside-hooks': hooks(
      { SessionStart: [{ hooks: [run] }], hooks: {} },
      'put all events into one object: `…`',
      {
        'do so': edits((value) => {
          value.hooks = { SessionStart: value.SessionStart };
          delete value.SessionStart;
        }),
      },
      { aside: [0] },
    ),
    'no-hooks-map': hooks({}, 'write `…`', {
      'write it': ({ offer, write }) => {
        write(hooksFile, offer().replace('…', json({ hooks: [run] })));
        return undefined;
      },
    }),
    'guard-not-a-list': hooks({ hooks: { PreToolUse: {} } }, 'write `…`', {
      'write it': edits((value, offer) => {
        value.hooks.PreToolUse = JSON.parse(offer().replace('…', 'Bash').replace('…', json(run)));
      }),
    }),
    'event-not-a-list': hooks({ hooks: { SessionStart: {} } }, 'write `…`', {
      'write it': edits((value, offer) => {
        value.hooks.SessionStart = JSON.parse(offer().replace('…', '*').replace('…', json(run)));
      }),
    }),
    matcher: hooks(
      { hooks: { PreToolUse: [{ matcher: '*(', hooks: [run] }] } },
      'write tool names separated by `…`, or a regular expression',
      {
        'write names': edits((value, offer) => {
          value.hooks.PreToolUse[0].matcher = `Bash${offer()}Edit`;
        }),
        'write an expression': edits((value) => {
          value.hooks.PreToolUse[0].matcher = 'Bash.*';
        }),
      },
    ),
    'guard-kind': hooks(
      { hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ ...run, type: 'comand' }] }] } },
      'use `…`, `…`, `…`, `…` or `…`',
      {
        'use one': edits((value, offer) => {
          value.hooks.PreToolUse[0].hooks[0].type = offer();
        }),
      },
      { aside: [1, 2, 3, 4] },
    ),
    'hook-kind': hooks(
      { hooks: { SessionStart: [{ hooks: [{ ...run, type: 'comand' }] }] } },
      'use `…`, `…`, `…`, `…` or `…`',
      {
        'use one': edits((value, offer) => {
          value.hooks.SessionStart[0].hooks[0].type = offer();
        }),
      },
      { aside: [1, 2, 3, 4] },
    ),
    'guard-lacks': hooks(
      { hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command' }] }] } },
      'add `…`',
      {
        'add it': edits((value, offer) => {
          value.hooks.PreToolUse[0].hooks[0][offer()] = run.command;
        }),
      },
    ),
    'hook-lacks': hooks({ hooks: { SessionStart: [{ hooks: [{ type: 'command' }] }] } }, 'add `…`', {
      'add it': edits((value, offer) => {
        value.hooks.SessionStart[0].hooks[0][offer()] = run.command;
      }),
    }),
    'mod-amount': mod(
      goodMod,
      'name one module, and import the others from it',
      {
        'do so': edits((value) => {
          value.modules.pop();
        }),
      },
      ['./mod.js', './other.js'],
    ),
    'mod-missing': mod(
      goodMod,
      'write its path relative to `…`: `…`',
      {
        'write it so': edits((value, offer) => {
          value.modules = [JSON.parse(offer(1)).replace('register', 'mod')];
        }, hooksFile),
      },
      ['./hooks/mod.js'],
    ),
    'mod-refused': [
      mod('export function register(on) {', 'fix the syntax error', {
        'mend it': writes('plugins/plot/hooks/mod.js', goodMod),
      }),
      mod('export const x = 1;\n', 'write `…`', {
        'write it': ({ offer, write }) => {
          write(
            'plugins/plot/hooks/mod.js',
            offer().replace('…', "on('tool.call', async ($, e, next) => next(e));"),
          );
          return undefined;
        },
      }),
      mod(
        "export function register(on) {\n  on('tool.' + 'call', async ($, e, next) => next(e));\n}\n",
        "write the event's name directly: `…`",
        {
          'write it out': ({ offer, write }) => {
            write(
              'plugins/plot/hooks/mod.js',
              `export function register(on) {\n  ${offer().replace('…', 'async ($, e, next) => next(e)')};\n}\n`,
            );
            return undefined;
          },
        },
      ),
      mod("export function register(on) {\n  on('tool.call', 5);\n}\n", 'write `…`', {
        'write it': ({ offer, write }) => {
          write('plugins/plot/hooks/mod.js', `export function register(on) {\n  ${offer()};\n}\n`);
          return undefined;
        },
      }),
      mod(
        `import fs from 'node:fs';\n${goodMod}`,
        "import only the plugin's own files, by relative path, or `…`",
        {
          'import nothing else': puts("'node:fs'", "'{0}'"),
        },
      ),
    ],
    'mod-event': mod(
      "export function register(on) {\n  on('tool.cal', async ($, e, next) => next(e));\n}\n",
      'write `…`',
      { 'write it': puts('tool.cal', '{0}', 'plugins/plot/hooks/mod.js') },
    ),
    'mod-unread': {
      beyond: 'it is about text that this version of mkt cannot parse; the client says whether it can',
    },
    'unquoted-path': hooks(
      { hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `${root}/go.sh` }] }] } },
      'put it in double quotes: `…`',
      {
        'do so': edits((value, offer) => {
          value.hooks.SessionStart[0].hooks[0].command = offer().replace('…', 'go.sh');
        }),
      },
    ),
    'option-in-shell': plugin(
      {
        manifest: { userConfig: { color: { type: 'string', title: 'Color', description: 'Of lines' } } },
        files: {
          'hooks/hooks.json': json({
            hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `date ${color}` }] }] },
          }),
        },
      },
      'use `…`, or read `…` from the environment',
      {
        'use args': edits((value, offer) => {
          value.hooks.SessionStart[0].hooks[0] = {
            type: 'command',
            command: 'date',
            [offer(0)]: [color],
          };
        }),
        'read the variable': edits((value, offer) => {
          value.hooks.SessionStart[0].hooks[0].command = `date "$${offer(1).replace('…', 'COLOR')}"`;
        }),
      },
    ),
    'no-front-matter': command('Plot.\n', 'begin the file with three lines: `…`, `…` and `…`', {
      'begin it so': ({ offer, write }) => {
        write('plugins/plot/commands/see.md', [offer(0), offer(1), offer(2), 'Plot.', ''].join('\n'));
        return undefined;
      },
    }),
    'front-matter-not-a-map': command('---\njust words\n---\nPlot.\n', 'write lines such as `…`', {
      'write one': puts('just words', '{0}'),
    }),
    'front-matter-text': [
      command('---\ndescription: 5\n---\nPlot.\n', 'write it in quotes: `…`', {
        'write it so': puts('5', '{0}'),
      }),
      command('---\ndescription: [a, b]\n---\nPlot.\n', 'write one line of text', {
        'write one': puts('[a, b]', 'a, b'),
      }),
    ],
    'front-matter-list': command(
      '---\ndescription: Sees\nallowed-tools: { a: b }\n---\nPlot.\n',
      'write `…` or `…`',
      {
        'write words': puts('{ a: b }', '{0}'),
        'write a list': puts('{ a: b }', '{1}'),
      },
    ),
    undescribed: agent('---\nname: see\n---\nSee.\n', 'add `…`', {
      'add it': puts('name: see', 'name: see\n{0}'),
    }),
    'nameless-agent': agent('---\ndescription: Sees\n---\nSee.\n', 'add `…`', {
      'add it': ({ offer, replace, finding }) => {
        replace('---\n', `---\n${offer().replace('…', 'see')}\n`, finding.location?.file ?? '');
        return undefined;
      },
    }),
    model: agent('---\nname: see\ndescription: Sees\nmodel: sonett\n---\nSee.\n', 'did you mean `…`?', {
      'write it so': puts('sonett', '{0}'),
    }),
    'ignore-without-colon': ignoring('mkt-ignore MKT804 known', 'write `…`', {
      'write it': puts('mkt-ignore MKT804 known', '{0}'),
    }),
    'ignore-without-rule': ignoring('mkt-ignore: known', after, {
      'write it so': ({ offer, replace }) => {
        replace('mkt-ignore: known', offer().replace('MKT303', 'MKT804'), 'mkt.yaml');
        return undefined;
      },
    }),
    'ignore-of-no-rule': [
      ignoring('mkt-ignore MKT8: known', after, {
        'write it so': ({ offer, replace }) => {
          replace('mkt-ignore MKT8: known', offer().replace('MKT303', 'MKT804'), 'mkt.yaml');
          return undefined;
        },
      }),
      ignoring('mkt-ignore undocumented-plugin: known', 'write `…`', {
        'write it so': puts('mkt-ignore undocumented-plugin: known', '{0}'),
      }),
    ],
    'ignore-without-reason': [
      ignoring('mkt-ignore MKT804', 'write `…`, with the reason', {
        'write it so': ({ offer, replace }) => {
          replace('mkt-ignore MKT804', offer().replace('…', 'known'), 'mkt.yaml');
          return undefined;
        },
      }),
    ],
    'ignore-of-nothing': {
      ...ignoring('', after, {
        'write it so': ({ offer, write }) => {
          write('mkt.yaml', `plugins:\n  - plot # ${offer().replace('MKT303', 'MKT804')}\n`);
          return undefined;
        },
      }),
      given: { ...undocumented, 'mkt.yaml': '# mkt-ignore MKT804: known\nplugins: [plot]\n' },
    },
    'unknown-pattern': [
      {
        given: { 'mkt.yaml': 'patterns: [report-maker]\n' },
        run: ['check'],
        help: 'run `…` to list all patterns',
        ways: { 'choose one': { beyond: 'which one is for the user to choose' } },
      },
      {
        given: { 'mkt.yaml': 'patterns: [ml-pipelin]\n' },
        run: ['check', '--rule', 'MKT108=off'],
        help: 'did you mean `…`?',
        ways: { 'write it so': puts('ml-pipelin', '{0}') },
        // What is found in the plugins of the pattern.
        brings: ['MKT404 found', 'MKT503 found', 'MKT701 found'],
      },
    ],
  },
};
