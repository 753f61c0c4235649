/** What is advised about keys, paths and names in the files of a marketplace. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AdviceOn,
  type Advised,
  cuts,
  edits,
  type Files,
  moves,
  puts,
  removes,
  writes,
} from './follow.ts';
import { checkList, json, type MadePlugin, manifest, market, plugin, validate } from './made.ts';

const place = 'plugins/plot/.claude-plugin/plugin.json';
const list = '.claude-plugin/marketplace.json';

const entry = (
  fields: Readonly<Record<string, unknown>>,
  help: string,
  ways: Advised['ways'],
  more?: Partial<Advised>,
) => plugin({ entry: fields }, help, ways, more);

const files = (own: Files, help: string | undefined, ways: Advised['ways'], more?: Partial<Advised>) =>
  plugin({ files: own }, help, ways, more);

/** A marketplace with these fields. */
const fields = (
  more: Readonly<Record<string, unknown>>,
  help: string,
  ways: Advised['ways'],
  plugins: Readonly<Record<string, MadePlugin>> = { plot: {} },
): Advised => ({ given: market(plugins, more), run: validate, help, ways });

const skill = (name: string) => `---\nname: ${name}\ndescription: Shows ${name}\n---\nShow it.\n`;

const start = (command: string) =>
  json({ hooks: { SessionStart: [{ hooks: [{ type: 'command', command }] }] } });

// Not a placeholder of this language.
const root = '$' + '{CLAUDE_PLUGIN_ROOT}';

const addFile = 'add the file, or fix the path';

const dropsKey = (key: string) =>
  edits((value) => {
    delete value[key];
  });

export const keys: AdviceOn<'MKT903'> = {
  MKT903: {
    'unknown-key': [
      manifest(
        { keywrods: ['a'] },
        'did you mean `…`?',
        { 'write it so': puts('keywrods', '{0}') },
        { fixed: true },
      ),
      manifest(
        { description: undefined, descriptions: ['a'] },
        'did you mean `…`? That key requires a different kind of value',
        {
          'write it so': edits((value, offer) => {
            value[offer()] = value.descriptions[0];
            delete value.descriptions;
          }),
        },
      ),
      {
        given: { ...market({ plot: {} }, { at: 'shop' }), 'mkt.yaml': 'plugins: [plot]\nzzz: []\n' },
        run: [...checkList, '--registry', './shop'],
        help: `known keys: ${Array(12).fill('`…`').join(', ')} and \`…\``,
        ways: { 'use one': puts('zzz', '{2}') },
        aside: 'others',
      },
    ],
    'key-of-the-entry': manifest({ category: 'tools' }, "move it to the plugin's entry in `…`", {
      'move it': ({ json: edit, offer }) => {
        edit(place, (value) => {
          delete value.category;
        });
        edit(`.claude-plugin/${offer()}`, ({ plugins }) => {
          plugins[0].category = 'tools';
        });
        return undefined;
      },
    }),
    'source-key': [
      entry({ source: { source: 'github', repo: 'shop/plot', path: 'plot' } }, 'use the kind `…`', {
        'use it': edits(({ plugins: [plot] }, offer) => {
          plot.source = { source: offer(), url: 'https://github.com/shop/plot.git', path: 'plot' };
        }),
      }),
      entry(
        { source: { source: 'npm', package: 'plot', ref: '1.0.0' } },
        'known keys: `…`, `…` and `…`',
        { 'use one': puts('"ref"', '"{1}"') },
        { aside: 'others' },
      ),
    ],
    'no-effect': entry({ headers: { 'x-shop': '1' } }, 'remove it', {
      'remove it': edits(({ plugins: [plot] }) => {
        delete plot.headers;
      }),
    }),
    'dependency-key': [
      manifest(
        { dependencies: [{ name: 'table', vresion: '^1.0.0' }] },
        'did you mean `…`?',
        {
          'write it so': puts('vresion', '{0}'),
        },
        { fixed: true },
      ),
      manifest(
        { dependencies: [{ name: 'table', zzzzzzzz: '^1.0.0' }] },
        'known keys: `…`, `…` and `…`',
        { 'use one': puts('zzzzzzzz', '{1}') },
        { aside: 'others' },
      ),
    ],
    'hook-event': [
      files(
        { 'hooks/hooks.json': start('date').replace('SessionStart', 'SesionStart') },
        'did you mean `…`?',
        {
          'write it so': puts('SesionStart', '{0}'),
        },
      ),
      files(
        { 'hooks/hooks.json': start('date').replace('SessionStart', 'Zzzz') },
        "see the events in the client's hooks reference",
        {
          'take one from there': { beyond: 'which one is for the author to choose' },
        },
      ),
    ],
    'moved-key': manifest(
      { themes: './themes/' },
      'move it to `…`',
      {
        'move it': edits((value, offer) => {
          const [holder = '', key = ''] = offer().split('.');
          value[holder] = { [key]: value[key] };
          delete value[key];
        }),
      },
      { given: market({ plot: { manifest: { themes: './themes/' }, files: { 'themes/dark.json': '{}' } } }) },
    ),
    'not-in-plugins': files(
      { 'agents/see.md': '---\nname: see\ndescription: Sees\nmcpServers: [a]\n---\nSee.\n' },
      'remove it, or declare the servers in the plugin itself',
      {
        'remove it': cuts('mcpServers: [a]\n'),
        'declare them in the plugin': ({ replace, write, finding }) => {
          replace('mcpServers: [a]\n', '', finding.location?.file ?? '');
          write('plugins/plot/.mcp.json', json({ mcpServers: { a: { command: 'a' } } }));
          return undefined;
        },
      },
    ),
    'front-matter-misspelt': files(
      { 'commands/see.md': '---\ndescription: Sees\nargument-hnt: a\n---\nSee.\n' },
      'did you mean `…`?',
      {
        'write it so': puts('argument-hnt', '{0}'),
      },
    ),
    'unknown-rule': [
      {
        given: {
          ...market({ plot: {} }, { at: 'shop' }),
          'mkt.yaml': 'plugins: [plot]\nrules: { skill-nme-clash: off }\n',
        },
        run: [...checkList, '--registry', './shop'],
        help: 'did you mean `…`?',
        ways: { 'write it so': puts('skill-nme-clash', '{0}') },
      },
      {
        given: {
          ...market({ plot: {} }, { at: 'shop' }),
          'mkt.yaml': 'plugins: [plot]\nrules: { MKT999: off }\n',
        },
        run: [...checkList, '--registry', './shop'],
        help: 'run `…` to list all rules',
        ways: {
          'take one from the list': async ({ mkt, offer, replace }) => {
            const { stdout } = await mkt([...offer().split(' ').slice(1), '--json']);
            replace('MKT999', JSON.parse(stdout).rules[0].id, 'mkt.yaml');
            return undefined;
          },
        },
      },
    ],
    'stale-acceptance': {
      given: {
        ...market({ plot: {} }, { at: 'shop' }),
        'mkt.yaml': 'plugins: [plot]\naccepted:\n  - { rule: MKT804, reason: known }\n',
      },
      run: [...checkList, '--registry', './shop'],
      help: 'remove the entry, or correct it',
      ways: { 'remove it': cuts('accepted:\n  - { rule: MKT804, reason: known }\n') },
    },
    'stale-ignore': {
      given: {
        ...market({ plot: {} }, { at: 'shop' }),
        'mkt.yaml': 'plugins:\n  - plot # mkt-ignore MKT804: known\n',
      },
      run: [...checkList, '--registry', './shop'],
      help: 'remove it',
      ways: { 'remove it': cuts(' # mkt-ignore MKT804: known') },
    },
  },
};

export const places: AdviceOn<'MKT904' | 'MKT905' | 'MKT911'> = {
  MKT904: {
    'no-folder': [
      entry({ source: './plugins/plott' }, 'did you mean `…`?', {
        'write it so': puts('./plugins/plott', '{0}'),
      }),
      {
        ...fields(
          { plugins: [{ name: 'plot', source: './tools/weather' }] },
          'add the folder, or remove the entry',
          {
            'add it': ({ write }) => {
              for (const [path, text] of Object.entries(market({ plot: {} })))
                if (path.startsWith('plugins/plot'))
                  write(path.replace('plugins/plot', 'tools/weather'), String(text));
              return undefined;
            },
            'remove it': edits((value) => {
              value.plugins.shift();
            }),
          },
          {},
        ),
        brings: ['MKT902 no-plugins'],
      },
    ],
    'source-leaves': entry(
      { source: '../plot' },
      'write a path relative to the folder that contains `…`, such as `…`',
      {
        'write one': edits(({ plugins: [plot] }, offer) => {
          plot.source = JSON.parse(offer(1)).replace('<name>', 'plot');
        }),
      },
      { aside: [0] },
    ),
    'source-on-this-machine': entry(
      { source: { source: 'url', url: 'file:///home/me/plot' } },
      'use the URL of a repository that other machines can reach, or a path inside the marketplace',
      {
        'use a URL': puts('file:///home/me/plot', 'https://example.org/plot.git'),
        'use a path': edits(({ plugins: [plot] }) => {
          plot.source = './plugins/plot';
        }),
      },
    ),
    'linked-marketplace': {
      given: market({ plot: {} }),
      prepare: (root) => {
        mkdirSync(join(root, 'm/.claude-plugin'), { recursive: true });
        symlinkSync('/etc/hostname', join(root, 'm/.claude-plugin/marketplace.json'));
      },
      run: ['validate', 'm'],
      help: 'replace the link with a copy of its target; the link does not work in an installed plugin either',
      ways: {
        'copy it': ({ remove, write }) => {
          remove('m/.claude-plugin/marketplace.json');
          for (const [path, text] of Object.entries(market({ plot: {} }))) write(`m/${path}`, String(text));
          return undefined;
        },
      },
    },
    link: {
      given: market({ plot: {} }),
      prepare: (root) => symlinkSync('/etc/hostname', join(root, 'plugins/plot/notes.md')),
      run: validate,
      help: 'replace the link with a copy of its target; the link does not work in an installed plugin either',
      ways: {
        'copy it': ({ remove, write }) => {
          remove('plugins/plot/notes.md');
          write('plugins/plot/notes.md', 'Notes.\n');
          return undefined;
        },
      },
    },
    nested: {
      beyond: 'a test of the reader of folders makes 64 folders in each other; the help says to make fewer',
    },
    'too-many-files': { beyond: 'it takes 100,000 files; the help says to name a smaller folder' },
    'unreadable-folder': {
      beyond: 'a test that is run by root can read every folder; the help says to look at the permissions',
    },
    'not-copied': { beyond: 'what no copy can hold has no help: it is said so that nobody is surprised' },
  },
  MKT905: {
    folder: {
      given: { ...market({ plot: {} }), 'plugins/more/.claude-plugin/plugin.json': json({ name: 'more' }) },
      run: validate,
      help: 'add `…` to `…`, or remove the folder',
      ways: {
        'add it': edits((value, offer) => {
          value[offer(1)].push(JSON.parse(offer(0)));
        }, list),
        'remove it': removes('plugins/more'),
      },
      // What the folder lacks is seen once it is a plugin.
      brings: ['MKT902 no-', 'MKT911 empty-plugin'],
    },
    folders: {
      given: {
        ...market({ plot: {} }),
        'plugins/more/.claude-plugin/plugin.json': json({ name: 'more' }),
        'plugins/most/.claude-plugin/plugin.json': json({ name: 'most' }),
      },
      run: validate,
      help: 'add entries such as `…` to `…`, or remove the folders',
      ways: {
        'add them': edits((value, offer) => {
          value[offer(1)].push(JSON.parse(offer(0)), JSON.parse(offer(0).replaceAll('more', 'most')));
        }, list),
        'remove them': ({ remove }) => {
          remove('plugins/more');
          remove('plugins/most');
          return undefined;
        },
      },
      brings: ['MKT902 no-', 'MKT911 empty-plugin'],
    },
  },
  MKT911: {
    file: files({ 'hooks/hooks.json': start(`"${root}"/go.sh`), 'run.sh': '' }, addFile, {
      'add it': writes('plugins/plot/go.sh', ''),
      'fix it': puts('go.sh', 'run.sh'),
    }),
    'file-in-text': files(
      { 'commands/see.md': `---\ndescription: Sees\n---\nRun ${root}/go.sh.\n`, 'run.sh': '' },
      addFile,
      { 'add it': writes('plugins/plot/go.sh', ''), 'fix it': puts('go.sh', 'run.sh') },
    ),
    'link-in-text': files(
      { 'skills/see/SKILL.md': `${skill('see')}Read [more](more.md).\n`, 'skills/see/all.md': '' },
      addFile,
      { 'add it': writes('plugins/plot/skills/see/more.md', ''), 'fix it': puts('more.md', 'all.md') },
    ),
    path: [
      plugin(
        { manifest: { commands: ['./comands/'] }, files: {} },
        'did you mean `…`?',
        { 'write it so': puts('./comands/', '{0}') },
        {},
      ),
      plugin({ manifest: { skills: './weather/' } }, 'add the file, or remove the path', {
        'add it': writes('plugins/plot/weather/SKILL.md', skill('weather')),
        'remove it': dropsKey('skills'),
      }),
    ],
    'default-folder': [
      plugin(
        {
          manifest: { commands: './extra/' },
          files: { 'extra/see.md': '---\ndescription: Sees\n---\nSee.\n' },
        },
        'add `…` to `…`, or remove the folder',
        {
          'add it': edits((value, offer) => {
            value[offer(1)] = [value[offer(1)], JSON.parse(offer(0))];
          }),
          'remove it': removes('plugins/plot/commands'),
        },
      ),
      plugin(
        {
          manifest: { agents: './extra/see.md' },
          files: {
            'extra/see.md': '---\nname: see\ndescription: Sees\n---\nSee.\n',
            'agents/look.md': '---\nname: look\ndescription: Looks\n---\nLook.\n',
          },
        },
        'list the agent files in `…`, such as `…`, or remove the folder',
        {
          'list them': edits((value, offer) => {
            value[offer(0)] = [value[offer(0)], JSON.parse(offer(1)).replace('<name>', 'look')];
          }),
          'remove it': removes('plugins/plot/agents'),
        },
      ),
    ],
    dependency: [
      manifest({ dependencies: ['tabel'] }, 'did you mean `…`?', { 'write it so': puts('tabel', '{0}') }),
      {
        given: market({
          plot: { manifest: { dependencies: ['rows'] } },
          table: { manifest: { name: 'rows' } },
        }),
        run: validate,
        help: 'use `…`: the marketplace lists the plugin under that name',
        ways: { 'use it': puts('rows', '{0}') },
      },
      manifest(
        { dependencies: ['weather'] },
        'add `…` to the marketplace, name the marketplace that lists it, or remove the dependency',
        {
          'add it': ({ json: edit, write }) => {
            for (const [path, text] of Object.entries(market({ weather: {} })))
              if (path.startsWith('plugins/')) write(path, String(text));
            edit(list, ({ plugins }) => {
              plugins.push({ name: 'weather', source: './plugins/weather' });
            });
            return undefined;
          },
          'name its marketplace': ({ json: edit }) => {
            edit(place, (value) => {
              value.dependencies = [{ name: 'weather', marketplace: 'sky' }];
            });
            edit(list, (value) => {
              value.allowCrossMarketplaceDependenciesOn = ['sky'];
            });
            return undefined;
          },
          'remove it': dropsKey('dependencies'),
        },
        { aside: [0] },
      ),
    ],
    'dependency-in-entry': [
      entry({ dependencies: ['tabel'] }, 'did you mean `…`?', { 'write it so': puts('tabel', '{0}') }),
      entry(
        { dependencies: ['weather'] },
        'add `…` to the marketplace, name the marketplace that lists it, or remove the dependency',
        {
          'remove it': ({ json: edit }) => {
            edit(list, ({ plugins: [plot] }) => {
              delete plot.dependencies;
            });
            return undefined;
          },
        },
        { aside: [0] },
      ),
    ],
    'dependency-at-install': plugin(
      { manifest: null, files: { 'plugin.json': json({ name: 'plot', dependencies: ['tabel'] }) } },
      'did you mean `…`?',
      { 'write it so': puts('tabel', '{0}') },
    ),
    component: [
      files(
        { 'commands/see.md': '---\ndescription: Sees\n---\nRun `/table:do-tabel`.\n' },
        'did you mean `…`?',
        {
          'write it so': puts('table:do-tabel', '{0}'),
        },
        { about: () => true },
      ),
      files(
        { 'commands/see.md': '---\ndescription: Sees\n---\nRun `/table:weather`.\n' },
        'fix the name, or remove the prefix `…`',
        {
          'fix it': puts('table:weather', 'table:do-table'),
          'remove the prefix': puts('/{0}weather', 'weather'),
        },
        { about: () => true },
      ),
    ],
    agents: {
      ...files(
        { 'commands/see.md': '---\ndescription: Sees\nagents: [looker]\n---\nSee.\n' },
        'fix the name, add the agent, or depend on a plugin from another marketplace that provides it',
        {
          'fix it': puts('looker', 'general-purpose'),
          'add it': writes('plugins/plot/agents/looker.md', skill('looker')),
          'depend on its plugin': ({ write, json: edit }) => {
            write('plugins/table/agents/looker.md', skill('looker'));
            edit(place, (value) => {
              value.dependencies = ['table'];
            });
            return undefined;
          },
        },
      ),
      about: () => true,
    },
    'own-component': files(
      { 'skills/see/SKILL.md': skill('see').replace('---\nShow', 'agent: looker\n---\nShow') },
      'add the agent; or, to use one of another plugin, write `…` and depend on that plugin',
      {
        'add it': writes(
          'plugins/plot/agents/looker.md',
          '---\nname: looker\ndescription: Looks\n---\nLook.\n',
        ),
        'write its whole name': ({ replace, json: edit, write, offer, finding }) => {
          replace(
            'agent: looker',
            `agent: ${offer().replace('plugin', 'table').replace('name', 'looker')}`,
            finding.location?.file ?? '',
          );
          write('plugins/table/agents/looker.md', '---\nname: looker\ndescription: Looks\n---\nLook.\n');
          edit(place, (value) => {
            value.dependencies = ['table'];
          });
          return undefined;
        },
      },
    ),
    tools: [
      files(
        { 'agents/see.md': '---\nname: see\ndescription: Sees\ntools: Reed\n---\nSee.\n' },
        'did you mean `…`?',
        { 'write it so': puts('Reed', '{0}') },
      ),
      files(
        { 'agents/see.md': '---\nname: see\ndescription: Sees\ntools: weather_today\n---\nSee.\n' },
        'write a tool of an MCP server as `…`',
        {
          'write it so': ({ offer, replace, finding }) => {
            replace(
              'weather_today',
              offer().replace('server', 'weather').replace('tool', 'today'),
              finding.location?.file ?? '',
            );
            return undefined;
          },
        },
      ),
    ],
    'channel-server': [
      manifest({ channels: [{ server: 'sky' }] }, 'add the server to `…`', {
        'add it': edits((value, offer) => {
          value[offer()] = { sky: { command: 'sky' } };
        }),
      }),
      manifest(
        { channels: [{ server: 'sky' }], mcpServers: { sun: { command: 'sun' } } },
        'use `…`, which the plugin has',
        {
          'use that': puts('"sky"', '"{0}"'),
        },
      ),
    ],
    'stray-manifest': {
      given: {
        ...market({ plot: { manifest: null } }),
        'plugins/plot/plugin.json': json({
          name: 'plot',
          version: '1.0.0',
          description: 'Plots',
          author: { name: 'x' },
        }),
      },
      run: validate,
      help: 'move the manifest into `…`, then check it there',
      ways: { 'move it': moves('plugins/plot/plugin.json', 'plugins/plot/{0}plugin.json') },
    },
    'agent-plugins': {
      given: {
        ...market({ plot: { manifest: null } }),
        'plugins/plot/plugin.json': json({
          $schema: 'https://agent-plugins.org/schemas/1.0.0/plugin.schema.json',
          name: 'plot',
          version: '1.0.0',
          description: 'Plots',
          author: { name: 'x' },
        }),
      },
      run: validate,
      help: 'keep it for other clients, and add `…` for this one',
      ways: {
        'add one for the client': ({ write, offer }) => {
          write(
            `plugins/plot/${offer(0)}`,
            json({ name: 'plot', version: '1.0.0', description: 'Plots', author: { name: 'x' } }),
          );
          return undefined;
        },
      },
    },
    'empty-plugin': {
      given: {
        '.claude-plugin/marketplace.json': market({ plot: {} })[list] ?? '',
        [place]: market({ plot: {} })[place] ?? '',
      },
      run: validate,
      help: 'add components in `…`, `…`, `…` or `…`, next to `…`',
      ways: {
        'add an agent': ({ write, offer }) => {
          write(`plugins/plot/${offer(0)}see.md`, skill('see'));
          return undefined;
        },
        'add a command': ({ write, offer }) => {
          write(`plugins/plot/${offer(1)}see.md`, skill('see'));
          return undefined;
        },
        'add a skill': ({ write, offer }) => {
          write(`plugins/plot/${offer(2)}see/SKILL.md`, skill('see'));
          return undefined;
        },
        'add hooks': ({ write, offer }) => {
          write(`plugins/plot/${offer(3)}hooks.json`, start('date'));
          return undefined;
        },
      },
      aside: [4],
    },
    'not-a-folder': {
      given: { ...market({ plot: {} }), 'plugins/plot/agents': 'none\n' },
      run: validate,
      help: 'replace it with a folder',
      ways: {
        'replace it': ({ remove, write }) => {
          remove('plugins/plot/agents');
          write('plugins/plot/agents/see.md', skill('see'));
          return undefined;
        },
      },
    },
    'beside-manifest': files({ '.claude-plugin/skills/see/SKILL.md': skill('see') }, 'move `…` to `…`', {
      'move it': moves('plugins/plot/{0}', 'plugins/plot/{1}'),
    }),
    'loose-skill': files({ 'skills/see.md': skill('see') }, 'move it to `…`', {
      'move it': moves('plugins/plot/skills/see.md', 'plugins/plot/{0}'),
    }),
    'skill-capitals': files({ 'skills/see/skill.md': skill('see') }, 'rename it to `…`', {
      'rename it': moves('plugins/plot/skills/see/skill.md', 'plugins/plot/skills/see/{0}'),
    }),
    'skill-not-a-file': files({ 'skills/see/SKILL.md/text.md': skill('see') }, 'replace it with a file', {
      'replace it': ({ remove, write }) => {
        remove('plugins/plot/skills/see/SKILL.md');
        write('plugins/plot/skills/see/SKILL.md', skill('see'));
        return undefined;
      },
    }),
    'skill-too-deep': files(
      { 'skills/all/see/SKILL.md': skill('see') },
      'add `…` to `…` in the manifest, or move the skill up',
      {
        'add it': edits((value, offer) => {
          value[offer(1)] = [JSON.parse(offer(0))];
        }, place),
        'move it up': moves('plugins/plot/skills/all/see', 'plugins/plot/skills/see'),
      },
    ),
    'no-skill-file': files({ 'skills/see/notes.md': 'See.\n' }, 'add `…`, or move the folder out of `…`', {
      'add it': ({ write, offer }) => {
        write(`plugins/plot/skills/see/${offer(0)}`, skill('see'));
        return undefined;
      },
      'move it out': ({ move, offer }) => {
        move(`plugins/plot/${offer(1)}see`, 'plugins/plot/notes');
        return undefined;
      },
    }),
    'claude-md': files({ 'CLAUDE.md': 'See.\n' }, "move instructions for the plugin's users to a skill", {
      'move them': ({ remove, write }) => {
        remove('plugins/plot/CLAUDE.md');
        write('plugins/plot/skills/see/SKILL.md', skill('see'));
        return undefined;
      },
    }),
  },
};
