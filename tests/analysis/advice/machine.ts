/** What is advised about what is installed on a machine (MKT118): commands of the client, on a made home. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type MadeHome, madeHome } from '../../support/home.ts';
import { runClient } from './client-commands.ts';
import type { AdviceOn, Advised, Way } from './follow.ts';
import { json } from './made.ts';

const checked = ['check', '--installed', '--no-bundled', '--cwd', 'work'];

const onMachine = (
  made: MadeHome,
  help: string,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: {},
  prepare: (root) => {
    madeHome(made, realpathSync.native(root));
  },
  run: checked,
  env: (root) => ({ HOME: realpathSync.native(root), CLAUDE_CONFIG_DIR: '' }),
  help,
  ways,
  ...more,
});

/** Runs the commands of the client that the help names. */
const runs =
  (...indices: readonly number[]): Way =>
  ({ root, offer }) => {
    for (const index of indices) runClient(realpathSync.native(root), offer(index));
    return undefined;
  };

/** Installs what the command that the help names would say. */
const installs =
  (id: string): Way =>
  ({ root }) => {
    runClient(realpathSync.native(root), `claude plugin install ${id}`);
    return undefined;
  };

const installed = { 'app@shop': [{}] };
const dependent = { app: { dependencies: ['lib'] }, lib: {} };

export const machine: AdviceOn<'MKT118'> = {
  MKT118: {
    'files-gone': onMachine(
      { fetched: { far: 'gone' }, records: { 'far@shop': [{}] }, user: { 'far@shop': true } },
      'run `…`, then `…`',
      { 'install it again': runs(0, 1) },
    ),
    'folder-gone': onMachine(
      { shop: { app: {}, lib: {} }, user: { 'app@shop': true, 'lib@shop': true } },
      'update the marketplace (`…`), or run `…`',
      {
        'update the marketplace': { beyond: 'the folder comes back if its maintainer has put it back' },
        'uninstall it': runs(1),
      },
      {
        prepare: (root) => {
          const home = madeHome(
            { shop: { app: {}, lib: {} }, user: { 'app@shop': true, 'lib@shop': true } },
            realpathSync.native(root),
          );
          home.write(
            'shop/.claude-plugin/marketplace.json',
            json({
              name: 'shop',
              owner: { name: 'x' },
              plugins: [
                { name: 'app', source: './gone' },
                { name: 'lib', source: './lib' },
              ],
            }),
          );
        },
        aside: [0],
      },
    ),
    'not-installed': onMachine({ fetched: { far: {} }, project: { 'far@shop': true } }, 'run `…`', {
      'install it': runs(0),
    }),
    'required-missing': onMachine(
      { shop: { app: {} } },
      'run `…` to see how to install it',
      { 'install it': installs('app@shop') },
      { run: [...checked, 'app'], aside: [0] },
    ),
    'required-off': onMachine(
      { shop: { app: {} }, records: installed, user: { 'app@shop': false } },
      'run `…`',
      { 'enable it': runs(0) },
      { run: [...checked, 'app'] },
    ),
    'required-elsewhere': onMachine(
      { shop: { app: {} }, records: { 'app@shop': [{ scope: 'project', projectPath: '/elsewhere' }] } },
      'run `…`',
      { 'install it': runs(0) },
      { run: [...checked, 'app@shop'] },
    ),
    'required-fails': onMachine(
      { shop: dependent, user: { 'app@shop': true } },
      'run `…`, and follow what it says about this plugin',
      {
        'install what it depends on': installs('lib@shop'),
      },
      { run: [...checked, 'app'], aside: [0] },
    ),
    'not-fetched': onMachine(
      { fetched: { far: {} }, user: { 'far@shop': true } },
      'run `…`, and check again; `…` checks it without installing it',
      {
        'install it': runs(0),
        'check it without': { beyond: 'it needs the network' },
      },
      { aside: [1] },
    ),
    'not-listed': [
      onMachine(
        { shop: {}, records: installed, user: { 'app@shop': true } },
        'run `…`, or ask the maintainer of the marketplace why',
        {
          'uninstall it': runs(0),
        },
      ),
      onMachine(
        { shop: { tool: {} }, records: installed, user: { 'app@shop': true } },
        'the plugin is now called `…`: run `…`, then `…`',
        {
          'install the other': runs(1, 2),
        },
        {
          prepare: (root) => {
            const home = madeHome(
              { shop: { tool: {} }, records: installed, user: { 'app@shop': true } },
              realpathSync.native(root),
            );
            home.write(
              'shop/.claude-plugin/marketplace.json',
              json({
                name: 'shop',
                owner: { name: 'x' },
                plugins: [{ name: 'tool', source: './tool' }],
                renames: { app: 'tool' },
              }),
            );
          },
          aside: [0],
        },
      ),
    ],
    'marketplace-unknown': onMachine(
      { user: { 'app@lost': true } },
      'run `…` for this marketplace, or remove the plugin from `…`',
      {
        'add the marketplace': ({ json: edit, root, offer }) => {
          // What the client writes when it has added a marketplace in a folder.
          offer(0);
          const lost = join(realpathSync.native(root), 'lost');
          madeHome({ shop: { app: {} } }, lost);
          edit('.claude/plugins/known_marketplaces.json', (known) => {
            known.lost = {
              source: { source: 'directory', path: join(lost, 'shop') },
              installLocation: join(lost, 'shop'),
            };
          });
          edit('lost/shop/.claude-plugin/marketplace.json', (value) => {
            value.name = 'lost';
            value.plugins = [{ name: 'app', source: './app' }];
          });
          return undefined;
        },
        'remove the plugin': ({ json: edit, offer }) => {
          edit('.claude/settings.json', (value) => {
            delete value[offer(1)]['app@lost'];
          });
          return undefined;
        },
      },
    ),
    'marketplace-gone': onMachine(
      { shop: { app: {} }, user: { 'app@shop': true } },
      'run `…`, or add it again from its current location',
      {
        'update it': { beyond: 'a folder that is gone cannot be updated; one from a server can' },
        'add it from where it is now': ({ json: edit, root }) => {
          const moved = join(realpathSync.native(root), 'moved', 'shop');
          edit('.claude/plugins/known_marketplaces.json', (known) => {
            known.shop = { source: { source: 'directory', path: moved }, installLocation: moved };
          });
          return undefined;
        },
      },
      {
        prepare: (root) => {
          const home = madeHome({ shop: { app: {} }, user: { 'app@shop': true } }, realpathSync.native(root));
          const moved = join(home.home, 'moved');
          madeHome({ shop: { app: {} } }, moved);
          home.write(
            '.claude/plugins/known_marketplaces.json',
            json({
              shop: {
                source: { source: 'directory', path: join(home.home, 'gone') },
                installLocation: join(home.home, 'gone'),
              },
            }),
          );
        },
        aside: [0],
      },
    ),
    'name-taken': [
      onMachine(
        { shop: { app: {} }, records: installed, user: { 'app@shop': false }, projectSkills: { app: {} } },
        'run `…`, or rename the plugin in `…` in its `…`',
        {
          'uninstall it': runs(0),
          'rename one': ({ json: edit, offer }) => {
            edit(`work/${offer(1)}/.claude-plugin/${offer(2)}`, (value) => {
              value.name = 'ours';
            });
            return undefined;
          },
        },
      ),
      onMachine(
        { userSkills: { app: {} }, projectSkills: { app: {} } },
        'remove one of the two folders, or rename one of the plugins in its `…`',
        {
          'remove one': ({ remove }) => {
            remove('work/.claude/skills/app');
            return undefined;
          },
          'rename one': ({ json: edit, offer }) => {
            edit(`work/.claude/skills/app/.claude-plugin/${offer(0)}`, (value) => {
              value.name = 'ours';
            });
            return undefined;
          },
        },
      ),
    ],
    'dependency-missing': [
      onMachine({ shop: dependent, user: { 'app@shop': true } }, 'run `…`', { 'install it': runs(0) }),
      onMachine(
        { projectSkills: { app: { dependencies: ['lib'] } } },
        'add that plugin to `…`, or remove the dependency',
        {
          'add it': ({ write, offer }) => {
            write(
              `work/${offer(0)}/lib/.claude-plugin/plugin.json`,
              json({ name: 'lib', version: '1.0.0', description: 'a plugin' }),
            );
            return undefined;
          },
          'remove the dependency': ({ json: edit }) => {
            edit('work/.claude/skills/app/.claude-plugin/plugin.json', (value) => {
              delete value.dependencies;
            });
            return undefined;
          },
        },
      ),
    ],
    'dependency-off': onMachine(
      {
        shop: dependent,
        records: { ...installed, 'lib@shop': [{}] },
        user: { 'app@shop': true, 'lib@shop': false },
      },
      'run `…`, or `…`',
      {
        'enable it': runs(0),
        'disable what depends on it': runs(1),
      },
    ),
    'dependency-version': onMachine(
      {
        shop: { app: { dependencies: [{ name: 'lib', version: '^2.0.0' }] } },
        fetched: { lib: {} },
        records: { ...installed, 'lib@shop': [{}] },
        user: { 'app@shop': true, 'lib@shop': true },
      },
      'run `…`, or disable `…`',
      {
        'update it': ({ root, offer, write }) => {
          // What the server has now.
          write(
            'upstream/lib/.claude-plugin/plugin.json',
            json({ name: 'lib', version: '2.0.0', description: 'a plugin' }),
          );
          runClient(realpathSync.native(root), offer(0));
          return undefined;
        },
        'disable the plugin': ({ json: edit, offer }) => {
          edit('.claude/settings.json', (value) => {
            value.enabledPlugins[offer(1)] = false;
          });
          return undefined;
        },
      },
    ),
    'other-version': onMachine(
      { shop: { app: { version: '2.0.0' } }, records: installed, user: { 'app@shop': true } },
      'run `…` to record the version that is loaded',
      {
        'update it': runs(0),
      },
    ),
  },
};
