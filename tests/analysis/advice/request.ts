/** What is advised about requests that cannot be resolved as they stand. */
import { expect } from 'vitest';
import { type AdviceOn, adds, asksFor, copyOf, drops, edits, leavesOut, puts, type Way } from './follow.ts';
import { check, checkList, json, market, registry, validate } from './made.ts';

const shop = (at = './shop') => ({ shop: { source: { source: 'directory', path: at } } });

/** The maintainer widens a range so that it has the version that the help names, after the plugin at `index`. */
const accepting =
  (index: number): Way =>
  ({ offer, read, write }) => {
    const file = `plugins/${offer(index)}.yaml`;
    const [name = '', version = ''] = offer(index + 1).split('@');
    const text = read(file);
    const range = new RegExp(`("?name"?: "?${name}"?,\\s*"?version"?: )"?\\${offer(index + 2)}"?`);
    expect(text).toMatch(range);
    write(file, text.replace(range, `$1"${offer(index + 2)} || ${version}"`));
    return undefined;
  };

const noDependencies = (holder: { dependencies?: unknown }) => {
  delete holder.dependencies;
};

const settings = (enabled: object, more: object = {}) => ({
  '.claude/settings.json': json({ extraKnownMarketplaces: shop(), enabledPlugins: enabled, ...more }),
});

export const request: AdviceOn<
  'MKT101' | 'MKT102' | 'MKT103' | 'MKT104' | 'MKT105' | 'MKT106' | 'MKT107' | 'MKT108'
> = {
  MKT101: {
    'not-found': [
      {
        given: market({ plot: {}, table: {} }),
        run: check('plott'),
        help: 'did you mean `…`?',
        ways: { 'use the near name': asksFor(0, 'plott') },
      },
      {
        given: { ...market({ plot: {} }), ...market({ weather: {} }, { at: 'other', name: 'other' }) },
        run: check('plot', 'weather'),
        help: 'run `…`, or add a registry with `…`',
        ways: {
          'search for it': {
            beyond: 'a search for a plugin that no registry has finds others, to choose from',
          },
          'add a registry that has it': ({ args, offer }) => [
            ...args,
            ...offer(1).replace('<source>', './other').split(' '),
          ],
        },
        aside: [0],
      },
    ],
    ambiguous: {
      given: { ...market({ plot: {} }), ...market({ plot: {} }, { at: 'other', name: 'other' }) },
      run: [...check('plot'), '--registry', './other'],
      help: 'choose one: `…` or `…`',
      ways: { 'the one': asksFor(0, 'plot'), 'the other': asksFor(1, 'plot') },
    },
    'broken-listing': {
      given: market({ plot: {}, table: { entry: { source: '../table' } } }),
      run: check('plot', 'table'),
      help: 'remove the plugin, and tell the maintainer; `…` lists everything that is wrong in that registry',
      ways: {
        'remove it': leavesOut('table'),
        'let the maintainer mend what `mkt validate` shows': async ({ mkt, offer, json: edit }) => {
          const { code, stdout } = await mkt([...offer().split(' ').slice(1), '--json']);
          const [{ rule, location }] = JSON.parse(stdout).findings;
          if (code !== 1 || rule !== 'MKT904') throw new Error(stdout);
          edit(location.file, ({ plugins }) => {
            plugins[1].source = './plugins/table';
          });
          return undefined;
        },
      },
    },
    'not-looked-up': {
      given: market({ plot: {}, table: { entry: { source: { source: 'github', repo: 'shop/table' } } } }),
      run: [...check('plot', 'table'), '--offline'],
      help: 'run it again without `…`, or remove the plugin',
      aside: [0],
      ways: {
        'run it without `--offline`': { beyond: 'there is no network in a test' },
        'remove it': leavesOut('table'),
      },
    },
  },
  MKT102: {
    found: [
      {
        given: registry({ plot: { releases: { '2.1.0': {}, '1.0.0': {} } } }),
        run: check('plot@^3'),
        help: 'use `…`, or widen the range',
        ways: {
          'use the newest': asksFor(0, 'plot@^3'),
          'widen the range': ({ args }) => args.map((arg) => (arg === 'plot@^3' ? 'plot@>=1' : arg)),
        },
      },
      {
        given: registry({ plot: { releases: { '3.0.0-beta.1': {}, '2.1.0': {} } } }),
        run: check('plot@^3'),
        help: 'use `…`, or the prerelease `…`',
        ways: { 'use the newest': asksFor(0, 'plot@^3'), 'use the prerelease': asksFor(1, 'plot@^3') },
      },
    ],
  },
  MKT103: {
    found: [
      {
        given: copyOf('examples/lab'),
        run: check('app'),
        help: 'any one of these resolves the conflict\n- ask the maintainer of `…` to accept `…` (it currently requires `…`)\n- ask the maintainer of `…` to accept `…` (it currently requires `…`)',
        ways: {
          'let the plugin accept the newer one': accepting(0),
          'let its dependency accept the older one': accepting(3),
        },
      },
      {
        given: registry({
          app: { releases: { '1.0.0': { dependencies: [{ name: 'base', version: '^1.0.0' }] } } },
          base: { releases: { '1.0.0': {}, '2.0.0': {} } },
        }),
        run: check('app', 'base@^2'),
        help: 'any one of these resolves the conflict\n- use `…` instead of `…`\n- remove `…`\n- remove `…`\n- ask the maintainer of `…` to accept `…` (it currently requires `…`)',
        ways: {
          'use another version': ({ args, offer }) => args.map((arg) => (arg === offer(1) ? offer(0) : arg)),
          'remove the plugin': drops(2),
          'remove the other': drops(3),
          'let the plugin accept it': accepting(4),
        },
      },
    ],
  },
  MKT104: {
    'of-spec': [
      {
        given: market({ plot: {} }),
        run: check('plot@shopp'),
        help: 'did you mean `…`?',
        ways: { 'use it': ({ args, offer }) => args.map((arg) => arg.replace('shopp', offer())) },
      },
      {
        given: { ...market({ plot: {} }), ...market({ plot: {} }, { at: 'other', name: 'elsewhere' }) },
        run: check('plot@elsewhere'),
        help: 'did you mean `…`? Or add the marketplace with `…`',
        ways: {
          'use what there is': asksFor(0, 'plot@elsewhere'),
          'add the registry': ({ args, offer }) => [
            ...args,
            ...offer(1).replace('<source>', './other').split(' '),
          ],
        },
      },
      {
        given: market({ plot: {} }),
        run: check('plot@latest'),
        help: 'use `…`: without a range, the newest release that is compatible with the others is chosen',
        ways: { 'use it': asksFor(0, 'plot@latest') },
      },
      {
        given: {
          ...market({ plot: {} }, { at: 'shop' }),
          ...market({ plot: {} }, { at: 'other', name: 'store' }),
          ...settings({ 'plot@store': true }),
        },
        run: checkList,
        help: 'declare the marketplace in `…`; if the client already knows it, tell mkt where it is with `…`',
        ways: {
          'add it': edits((value, offer) => {
            value[offer(0)].store = { source: { source: 'directory', path: './other' } };
          }, '.claude/settings.json'),
          'add a registry': ({ args, offer }) => [
            ...args,
            ...offer(1).replace('<source>', './other').split(' '),
          ],
        },
      },
    ],
    'unusable-source': {
      given: {
        ...market({ plot: {} }, { at: 'shop' }),
        '.claude/settings.json': json({
          extraKnownMarketplaces: { shop: { source: { source: 'directory' } } },
          enabledPlugins: { 'plot@shop': true },
        }),
      },
      run: checkList,
      help: 'correct the source of `…` under `…`',
      ways: {
        'correct it': ({ offer, json: edit }) => {
          edit('.claude/settings.json', (value) => {
            value[offer(1)][offer(0)].source.path = './shop';
          });
          return undefined;
        },
      },
    },
    'other-name': {
      given: {
        ...market({ plot: {} }, { at: 'shop' }),
        '.claude/settings.json': json({
          extraKnownMarketplaces: { ours: shop().shop },
          enabledPlugins: { 'plot@ours': true },
        }),
      },
      run: checkList,
      help: 'use `…` as the key under `…` and after the `…` of each plugin',
      ways: {
        'use its name': ({ offer, json: edit }) => {
          edit('.claude/settings.json', (value) => {
            value[offer(1)] = { [offer(0)]: value[offer(1)].ours };
            value.enabledPlugins = { [`plot${offer(2)}${offer(0)}`]: true };
          });
          return undefined;
        },
      },
    },
    'of-dependency': {
      given: {
        ...market(
          { plot: { manifest: { dependencies: [{ name: 'table', marketplace: 'base' }] } } },
          { allowCrossMarketplaceDependenciesOn: ['base'] },
        ),
        ...market({ table: {} }, { at: 'other', name: 'base' }),
      },
      run: check('plot'),
      help: 'declare the marketplace in `…`; if the client already knows it, tell mkt where it is with `…`',
      ways: {
        'add it': ({ args, offer }) => [...args, ...offer(1).replace('<source>', './other').split(' ')],
      },
      aside: [0],
    },
  },
  MKT105: {
    found: {
      given: {
        ...market({ plot: { manifest: { dependencies: [{ name: 'table', marketplace: 'base' }] } } }),
        ...market({ table: {} }, { at: 'other', name: 'base' }),
      },
      run: [...check('plot'), '--registry', './other'],
      help: 'add `…` to your plugins, or ask the maintainer to add `…` to the `…` of `…`',
      ways: {
        'request it too': adds(0),
        'let the marketplace allow it': ({ offer, json: edit }) => {
          edit(`.claude-plugin/${offer(2)}`, (value) => {
            Object.assign(value, JSON.parse(`{${offer(1)}}`));
          });
          return undefined;
        },
      },
      aside: [3],
    },
    declared: {
      given: market({ plot: { manifest: { dependencies: [{ name: 'table', marketplace: 'base' }] } } }),
      run: validate,
      help: 'add `…` to `…` in `…`',
      ways: {
        'allow it': ({ offer, json: edit }) => {
          edit(`.claude-plugin/${offer(2)}`, (value) => {
            value[offer(1)] = JSON.parse(`[${offer(0)}]`);
          });
          return undefined;
        },
      },
    },
  },
  MKT106: {
    cycle: {
      given: copyOf('examples/lab'),
      run: check('egg', 'chicken'),
      help: 'ask the maintainers to move what the plugins share into a separate plugin; `…` treats the cycle as one step',
      ways: {
        'move it': ({ read, write }) => {
          for (const [name, other] of [
            ['egg', 'chicken'],
            ['chicken', 'egg'],
          ])
            write(`plugins/${name}.yaml`, read(`plugins/${name}.yaml`).replace(`[${other}]`, '[nest]'));
          write(
            'plugins/nest.yaml',
            read('plugins/egg.yaml')
              .replace('name: egg', 'name: nest')
              .replace(/\n +dependencies.*\n/, ' {}\n'),
          );
          return undefined;
        },
      },
      aside: [0],
    },
    'on-itself': {
      given: registry({ plot: { releases: { '1.0.0': { dependencies: [{ name: 'plot' }] } } } }),
      run: check('plot'),
      help: 'ask the maintainer to remove `…` from its own dependencies',
      ways: {
        'remove it': ({ offer, json: edit }) => {
          edit(`plugins/${offer()}.yaml`, ({ releases }) => {
            delete releases['1.0.0'].dependencies;
          });
          return undefined;
        },
      },
    },
    declared: {
      given: market({
        egg: { manifest: { dependencies: ['hen'] } },
        hen: { manifest: { dependencies: ['egg'] } },
      }),
      run: validate,
      help: 'remove one of these dependencies, or merge the plugins',
      ways: {
        'remove one': edits(noDependencies, 'plugins/egg/.claude-plugin/plugin.json'),
        'remove the other': edits(noDependencies, 'plugins/hen/.claude-plugin/plugin.json'),
        'merge them': ({ move, remove, json: edit }) => {
          move('plugins/hen/commands/do-hen.md', 'plugins/egg/commands/do-hen.md');
          remove('plugins/hen');
          edit('plugins/egg/.claude-plugin/plugin.json', noDependencies);
          edit('.claude-plugin/marketplace.json', ({ plugins }) => {
            plugins.pop();
          });
          return undefined;
        },
      },
    },
    'declared-on-itself': {
      given: market({ egg: { manifest: { dependencies: ['egg'] } } }),
      run: validate,
      help: 'remove the dependency',
      ways: { 'remove it': edits(noDependencies) },
    },
    'in-entries': {
      given: market({
        egg: { entry: { dependencies: ['hen'] } },
        hen: { entry: { dependencies: ['egg'] } },
      }),
      run: validate,
      help: 'remove one of these dependencies, or merge the plugins',
      ways: {
        'remove one': edits(({ plugins: [egg] }) => noDependencies(egg)),
        'remove the other': edits(({ plugins: [, hen] }) => noDependencies(hen)),
        'merge them': ({ move, remove, json: edit }) => {
          move('plugins/hen/commands/do-hen.md', 'plugins/egg/commands/do-hen.md');
          remove('plugins/hen');
          edit('.claude-plugin/marketplace.json', ({ plugins }) => {
            noDependencies(plugins[0]);
            plugins.pop();
          });
          return undefined;
        },
      },
    },
    'own-entry': {
      given: market({ egg: { entry: { dependencies: ['egg'] } } }),
      run: validate,
      help: 'remove the dependency',
      ways: { 'remove it': edits(({ plugins: [egg] }) => noDependencies(egg)) },
    },
  },
  MKT107: {
    renamed: {
      given: market({ plot: {} }, { renames: { chart: 'plot' } }),
      run: check('chart'),
      help: 'use `…`',
      ways: { 'use the new name': asksFor(0, 'chart') },
    },
    removed: {
      given: market({ plot: {} }, { renames: { chart: null } }),
      run: check('plot', 'chart'),
      help: 'remove it, or find another plugin with `…`',
      ways: {
        'remove it': leavesOut('chart'),
        'find another one': { beyond: 'which one is for the user to choose' },
      },
      aside: [0],
    },
    'leads-nowhere': {
      given: market({ plot: {} }, { renames: { chart: 'diagram' } }),
      run: check('plot', 'chart'),
      help: 'ask the maintainer of the marketplace to fix `…` (MKT909), or find another plugin with `…`',
      ways: {
        'fix the renames': ({ offer, json: edit }) => {
          edit('.claude-plugin/marketplace.json', (value) => {
            value[offer(0)].chart = 'plot';
          });
          return undefined;
        },
        'find another one': { beyond: 'which one is for the user to choose' },
      },
      aside: [1],
      brings: ['MKT107 renamed'],
    },
    'dependency-removed': {
      given: market({ plot: { manifest: { dependencies: ['chart'] } } }, { renames: { chart: null } }),
      run: validate,
      help: 'remove the dependency',
      ways: {
        'remove it': ({ json: edit, finding }) => {
          edit(finding.location?.file ?? '', (value) => {
            delete value.dependencies;
          });
          return undefined;
        },
      },
    },
    'dependency-renamed': {
      given: market(
        { plot: { manifest: { dependencies: ['chart'] } }, graph: {} },
        { renames: { chart: 'graph' } },
      ),
      run: validate,
      help: 'use `…`',
      ways: { 'use the new name': puts('chart', '{0}') },
    },
  },
  MKT108: {
    'both-chosen': {
      given: copyOf('examples/lab'),
      run: check('linter', 'quality'),
      help: 'remove `…` and keep `…`',
      ways: { 'remove the old one': drops(0) },
      aside: [1],
    },
    'only-superseded': {
      given: copyOf('examples/lab'),
      run: check('linter'),
      help: 'run `…` to see what it contains, and switch to it when you can',
      ways: {
        'look at it and switch': async ({ mkt, offer }) => {
          const words = offer().split(' ').slice(1);
          const { code } = await mkt([...words, '--registry', '.', '--no-bundled']);
          if (code !== 0) throw new Error(`${offer()} ended with ${code}`);
          return check(words.at(-1) ?? '');
        },
      },
    },
  },
};
