/** What is advised about names, versions and repetitions in a marketplace. */
import { expect } from 'vitest';
import { type AdviceOn, type Advised, cuts, edits, moves, puts, removes } from './follow.ts';
import { checkList, json, type MadePlugin, manifest, market, plugin, registry, validate } from './made.ts';

const place = 'plugins/plot/.claude-plugin/plugin.json';
const list = '.claude-plugin/marketplace.json';

/** A marketplace with these fields. */
const fields = (
  more: Readonly<Record<string, unknown>>,
  help: string,
  ways: Advised['ways'],
  plugins: Readonly<Record<string, MadePlugin>> = { plot: {} },
): Advised => ({ given: market(plugins, more), run: validate, help, ways });

const named = (name: string, help: string): Advised => ({
  ...fields({ name }, help, {
    'choose another one': edits((value) => {
      value.name = 'the-shop';
    }),
  }),
  aside: 'others',
});

const hooks = { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'date' }] }] };

const twoFolders = (plot: string, chart: string): Advised['given'] => ({
  ...market({ [plot]: {}, [chart]: {} }),
});

export const statements: AdviceOn<
  'MKT906' | 'MKT907' | 'MKT908' | 'MKT909' | 'MKT910' | 'MKT912' | 'MKT915' | 'MKT916'
> = {
  MKT906: {
    version: plugin(
      { entry: { version: '2.0.0' } },
      'write `…` in the entry, or remove the version there',
      {
        'change it': puts('2.0.0', '{0}', list),
        'remove it': edits(({ plugins: [plot] }) => {
          delete plot.version;
        }, list),
      },
      { fixed: true },
    ),
    name: manifest(
      { name: 'chart' },
      'use the same name in both; other plugins can depend only on the name in the entry',
      {
        'use that of the entry': edits((value) => {
          value.name = 'plot';
        }, place),
        'use that of the manifest': edits(({ plugins: [plot] }) => {
          plot.name = 'chart';
        }, list),
      },
      { about: () => true },
    ),
    'dependency-range': plugin(
      {
        entry: { dependencies: [{ name: 'table', version: '^1.0.0' }] },
        manifest: { dependencies: [{ name: 'table', version: '^1.0.1' }] },
      },
      'declare the dependency only in the manifest',
      {
        'do so': edits(({ plugins: [plot] }) => {
          delete plot.dependencies;
        }, list),
      },
    ),
  },
  MKT907: {
    'listed-twice': {
      given: market(
        { plot: {}, table: {} },
        {
          plugins: [
            { name: 'plot', source: './plugins/plot' },
            { name: 'plot', source: './plugins/table' },
          ],
        },
      ),
      run: validate,
      help: 'remove or rename one of the two',
      ways: {
        'rename one': edits(({ plugins }) => {
          plugins[1].name = 'table';
        }),
        'remove one': ({ json: edit, remove }) => {
          edit(list, ({ plugins }) => {
            plugins.pop();
          });
          remove('plugins/table');
          return undefined;
        },
      },
    },
    'described-twice': {
      given: {
        ...registry({ plot: { releases: { '1.0.0': {} } } }),
        'plugins/plot2.yaml': registry({ plot: { releases: { '1.0.0': {} } } })['plugins/plot.yaml'] ?? '',
      },
      run: validate,
      help: 'keep one of the two files',
      ways: { 'keep one': removes('plugins/plot2.yaml') },
    },
    'one-source': {
      given: market(
        { plot: {} },
        {
          plugins: [
            { name: 'plot', source: './plugins/plot' },
            { name: 'chart', source: './plugins/plot' },
          ],
        },
      ),
      run: validate,
      help: 'keep one entry, and add the other name to `…`; otherwise, users who install both get every component twice',
      ways: {
        'do so': edits((value, offer) => {
          value.plugins.pop();
          value[offer()] = { chart: 'plot' };
        }),
      },
    },
    'dependency-twice': manifest(
      { dependencies: ['table', { name: 'table', version: '^1.0.0' }] },
      'keep one of them',
      {
        'keep the first': edits((value) => {
          value.dependencies.pop();
        }),
        'keep the last': edits((value) => {
          value.dependencies.shift();
        }),
      },
    ),
    components: plugin(
      { files: { 'skills/do-plot/SKILL.md': '---\nname: do-plot\ndescription: Does\n---\nDo.\n' } },
      'rename one of the two: which one runs is not documented',
      {
        'rename the skill': ({ move, replace }) => {
          replace('name: do-plot', 'name: draw', 'plugins/plot/skills/do-plot/SKILL.md');
          move('plugins/plot/skills/do-plot', 'plugins/plot/skills/draw');
          return undefined;
        },
        'rename the command': moves('plugins/plot/commands/do-plot.md', 'plugins/plot/commands/draw.md'),
      },
    ),
    'asked-twice': {
      given: { ...market({ plot: {} }, { at: 'shop' }), 'mkt.yaml': 'plugins: [plot, "plot@^1"]\n' },
      run: [...checkList, '--registry', './shop'],
      help: 'keep one of them',
      ways: { 'keep the first': cuts(', "plot@^1"'), 'keep the last': cuts('plot, ') },
    },
    'hooks-file-named': plugin(
      { manifest: { hooks: './hooks/hooks.json' }, files: { 'hooks/hooks.json': json({ hooks }) } },
      'remove it from `…`',
      {
        'remove it': edits((value, offer) => {
          delete value[offer()];
        }),
      },
    ),
    'hooks-file-refused': plugin(
      { manifest: { hooks: './hooks/hooks.json' }, files: { 'hooks/hooks.json': json({ hooks }) } },
      'remove it from `…`',
      {
        'remove it': edits((value, offer) => {
          delete value[offer()];
        }),
      },
      { run: [...validate, '--claude-code', '2.1.247'] },
    ),
  },
  MKT908: {
    plugin: {
      given: market({ My_Plot: {} }),
      run: validate,
      help: 'use `…`: the name of every component begins with it',
      ways: {
        'use it': ({ offer, json: edit, move }) => {
          edit('plugins/My_Plot/.claude-plugin/plugin.json', (value) => {
            value.name = offer();
          });
          edit(list, ({ plugins: [plot] }) => {
            plot.name = offer();
            plot.source = `./plugins/${offer()}`;
          });
          move('plugins/My_Plot', `plugins/${offer()}`);
          return undefined;
        },
      },
    },
    component: plugin(
      { files: { 'agents/see.md': '---\nname: See It\ndescription: Sees\n---\nSee.\n' } },
      'use `…`: users and other plugins refer to the component by this name',
      {
        'use it': puts('See It', '{0}'),
      },
    ),
    'skill-folder': plugin(
      { files: { 'skills/look/SKILL.md': '---\nname: see\ndescription: Sees\n---\nSee.\n' } },
      'rename the folder, or change `…`, so that the two match',
      {
        'rename it': moves('plugins/plot/skills/look', 'plugins/plot/skills/see'),
        'change the name': puts('name: see', 'name: look'),
      },
      { aside: [0] },
    ),
    marketplace: {
      ...fields({ name: 'My_Shop' }, 'use `…`: users type it after `…`', {
        'use it': puts('My_Shop', '{0}'),
      }),
      aside: [1],
    },
    'only-capitals': {
      given: twoFolders('plot', 'Plot'),
      run: validate,
      help: 'rename one of the two',
      ways: {
        'rename one': ({ json: edit, move }) => {
          edit('plugins/Plot/.claude-plugin/plugin.json', (value) => {
            value.name = 'chart';
          });
          edit(list, ({ plugins: [, plot] }) => {
            plot.name = 'chart';
            plot.source = './plugins/chart';
          });
          move('plugins/Plot', 'plugins/chart');
          return undefined;
        },
      },
    },
    'reserved-component': plugin(
      { files: { 'commands/anthropic-skills.md': '---\ndescription: Does it\n---\nDo it.\n' } },
      'rename the component, including its file or folder',
      {
        'rename it': moves('plugins/plot/commands/anthropic-skills.md', 'plugins/plot/commands/my-skills.md'),
      },
    ),
    reserved: named('inline', 'choose another name: the client refuses to add a marketplace with this name'),
    'official-elsewhere': named(
      'claude-plugins-official',
      'choose another name: the client adds a marketplace with this name only from `…`',
    ),
    official: {
      ...fields(
        { name: 'claude-plugins-official', owner: { name: 'Anthropic' } },
        'choose another name for a marketplace of your own',
        {
          'choose another one': edits((value) => {
            value.name = 'the-shop';
          }),
        },
      ),
      aside: 'others',
    },
    impersonating: named(
      'official-claude-plugins',
      'choose another name: the client refuses to add a marketplace with this name',
    ),
    respelling: named(
      'claude-plugins-official.',
      'choose another name: the client refuses to add a marketplace with this name',
    ),
    documented: named('npm', 'choose another name before the client starts to refuse this name'),
    desktop: named('org', 'choose another name if your users have Claude Desktop'),
  },
  MKT909: {
    cycle: fields(
      { renames: { a: 'b', b: 'a' } },
      'make the chain end with the name of a plugin in `…`, or with `…` if the plugin was removed',
      {
        'end it with a name': edits(({ renames, plugins: [plot] }) => {
          renames.b = plot.name;
        }),
        'end it with null': edits(({ renames }, offer) => {
          offer(0);
          renames.b = JSON.parse(offer(1));
        }),
      },
    ),
    'dead-end': fields(
      { renames: { a: 'b' } },
      'make the chain end with the name of a plugin in `…`, or with `…` if the plugin was removed',
      {
        'end it with a name': edits((value, offer) => {
          value.renames.a = value[offer(0)][0].name;
        }),
        'end it with null': edits(({ renames }, offer) => {
          renames.a = JSON.parse(offer(1));
        }),
      },
    ),
    'still-listed': fields(
      { renames: { plot: 'table' } },
      'remove the rename or the entry: the name is ambiguous',
      {
        'remove the rename': edits((value) => {
          delete value.renames;
        }),
        'remove the entry': ({ json: edit, remove }) => {
          edit(list, ({ plugins }) => {
            plugins.shift();
          });
          remove('plugins/plot');
          return undefined;
        },
      },
      { plot: {}, table: {} },
    ),
  },
  MKT910: {
    version: manifest({ version: 'one' }, 'write major.minor.patch, such as `…`', {
      'write one': puts('one', '{0}'),
    }),
    'marketplace-version': fields({ version: 'one' }, 'write major.minor.patch, such as `…`', {
      'write one': puts('one', '{0}'),
    }),
    'not-semver': [
      {
        given: registry({ plot: { releases: { '1.x.y': {} } } }),
        run: validate,
        help: 'write major.minor.patch, such as `…`, or `…`',
        ways: { 'write one': puts('1.x.y', '{0}'), 'write a prerelease': puts('1.x.y', '{1}') },
      },
      {
        given: registry({ plot: { releases: { '1.2': {} } } }),
        run: validate,
        help: 'write `…`',
        ways: { 'write it so': puts('1.2', '{0}') },
      },
      {
        given: registry({
          plot: { releases: { '1.0.0': { dependencies: [{ name: 'table', version: 'newest' }] } } },
          table: { releases: { '1.2.0': {}, '3.0.0': {} } },
        }),
        run: validate,
        help: 'write an npm range, such as `…`, `…` or `…`',
        ways: {
          'write one': puts('newest', '{0}'),
          'write another': puts('newest', '{1}'),
          'write any': puts('newest', '{2}'),
        },
      },
    ],
    'ignored-not-semver': manifest(
      { engines: { 'claude-code': 'newest' } },
      'write an npm range, such as `…`, `…` or `…`',
      {
        'write one': puts('newest', '{0}'),
        'write another': puts('newest', '{1}'),
        'write any': puts('newest', '{2}'),
      },
    ),
    'dependency-range': {
      ...manifest(
        { dependencies: [{ name: 'table', version: 'newest' }] },
        'write an npm range, such as `…`, `…` or `…`',
        {
          'write one': puts('newest', '{0}'),
          'write another': puts('newest', '{1}'),
          'write any': puts('newest', '{2}'),
        },
      ),
      given: market({
        plot: { manifest: { dependencies: [{ name: 'table', version: 'newest' }] } },
        table: { manifest: { version: '3.0.0' } },
      }),
    },
    'range-in-name': manifest({ dependencies: ['table@^1.0.0'] }, 'write `…`', {
      'write it so': edits((value, offer) => {
        value.dependencies = [JSON.parse(offer())];
      }),
    }),
    'range-not-text': [
      manifest({ dependencies: [{ name: 'table', version: 1 }] }, 'write it in quotes: `…`', {
        'write it so': puts('"version": 1\n', '"version": {0}\n'),
      }),
      {
        ...manifest({}, 'write an npm range, such as `…`, `…` or `…`', {
          'write one': puts('[]', '"{0} || 2"'),
          'write another': puts('[]', '"{1}"'),
          'write any': puts('[]', '"{2}"'),
        }),
        given: market({
          plot: { manifest: { dependencies: [{ name: 'table', version: [] }] } },
          table: { manifest: { version: '2.0.0' } },
        }),
      },
    ],
    'range-in-entry': plugin(
      { entry: { dependencies: [{ name: 'table', version: '^1.0.0' }] } },
      'declare the dependency in `…`',
      {
        'do so': ({ json: edit, offer }) => {
          edit(list, ({ plugins: [plot] }) => {
            delete plot.dependencies;
          });
          edit(`plugins/plot/${offer()}`, (value) => {
            value.dependencies = [{ name: 'table', version: '^1.0.0' }];
          });
          return undefined;
        },
      },
    ),
  },
  MKT912: {
    release: {
      given: registry({
        app: { releases: { '1.0.0': { dependencies: [{ name: 'base', version: '^2.0.0' }] } } },
        base: { releases: { '1.0.0': {} } },
      }),
      run: validate,
      help: 'ask the maintainer of `…` to accept `…` (it currently requires `…`); if you are the maintainer, change the range',
      ways: {
        'let it accept that': edits(({ releases }, offer) => {
          const [, version] = offer(1).split('@');
          expect(releases['1.0.0'].dependencies[0].version).toBe(offer(2));
          releases['1.0.0'].dependencies[0].version = `${offer(2)} || ${version}`;
        }, 'plugins/app.yaml'),
      },
      aside: [0],
    },
  },
  MKT915: {
    'hooks-replaced': plugin(
      {
        manifest: { hooks },
        entry: { hooks },
      },
      'declare the hooks of an event in one place: the manifest or the entry',
      {
        'in the manifest': edits(({ plugins: [plot] }) => {
          delete plot.hooks;
        }, list),
        'in the entry': edits((value) => {
          delete value.hooks;
        }, place),
      },
    ),
    'key-ignored': plugin(
      { entry: { mcpServers: { sky: { command: 'sky' } } } },
      "move `…` to the plugin's `…`",
      {
        'move it': ({ json: edit, offer }) => {
          edit(list, ({ plugins: [plot] }) => {
            delete plot[offer(0)];
          });
          edit(`plugins/plot/${offer(1)}`, (value) => {
            value[offer(0)] = { sky: { command: 'sky' } };
          });
          return undefined;
        },
      },
    ),
  },
  MKT916: {
    reserved: renaming('claude-plot'),
    word: renaming('plot-for-claude'),
  },
};

/** A marketplace with a plugin of this name, which gets another one. */
function renaming(name: string): Advised {
  return {
    given: market({ [name]: {} }),
    run: validate,
    help: "name the plugin after what it does, and map the old name to the new one in the marketplace's `…`",
    ways: {
      'do so': ({ json: edit, move, offer }) => {
        edit(list, (value) => {
          value.plugins[0] = { name: 'plot', source: './plugins/plot' };
          value[offer()] = { [name]: 'plot' };
        });
        edit(`plugins/${name}/.claude-plugin/plugin.json`, (value) => {
          value.name = 'plot';
        });
        move(`plugins/${name}`, 'plugins/plot');
        return undefined;
      },
    },
  };
}
