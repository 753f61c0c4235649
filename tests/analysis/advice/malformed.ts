/** What is advised about files that cannot be read as they are (MKT901). */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { commitIn } from '../../support/git.ts';
import { type AdviceOn, type Advised, cuts, puts, writes } from './follow.ts';
import { check, checkList, json, market, registry, validate } from './made.ts';

/** A registry folder with one more file, and what to do about it. */
const beside = (text: string | Buffer, help: string | undefined, ways: Advised['ways']): Advised => ({
  given: { ...registry({ plot: { releases: { '1.0.0': {} } } }), 'plugins/table.yaml': text },
  run: validate,
  ...(help !== undefined && { help }),
  ways,
});

const table = 'name: table\nmarketplace: shop\ndescription: Keeps rows\nreleases: { 1.0.0: {} }\n';

const writesTable = writes('plugins/table.yaml', table);

/** A market whose plugin has this manifest. */
const manifest = (text: string, help: string, ways: Advised['ways']): Advised => ({
  given: { ...market({ plot: {} }), 'plugins/plot/.claude-plugin/plugin.json': text },
  run: validate,
  help,
  ways,
  // What the manifest lacks is seen once it can be read.
  brings: ['MKT902 no-version', 'MKT902 no-description', 'MKT902 no-author'],
  aside: [0],
});

/** A market whose plugin has one more file. */
const withFile = (path: string, text: string | Buffer) => market({ plot: { files: { [path]: text } } });

export const malformed: AdviceOn<'MKT901'> = {
  MKT901: {
    syntax: [
      beside(table.replace('{ 1.0.0: {} }', '{ 1.0.0: {}'), 'add the closing `…`', {
        'add it': puts('1.0.0: {}', '1.0.0: {} {0}'),
      }),
      beside(
        table.replace('Keeps rows', 'Keeps: rows'),
        'put the value in quotes, or on a line of its own below its key',
        {
          'quote it': puts('Keeps: rows', '"Keeps: rows"'),
        },
      ),
      beside(table.replace('{ 1.0.0', '\n\t1.0.0').replace(' }', ''), 'indent with two spaces', {
        'indent so': puts('\t', '  '),
      }),
      manifest('{ "name": "plot", }', 'remove the comma', { 'remove it': puts('",', '"') }),
      manifest("{ 'name': 'plot' }", 'use double quotes: `…`', {
        'use them': puts("'name': 'plot'", '"name": "plot"'),
      }),
      manifest('{ "name": "plot" // why\n }', 'remove the comment', { 'remove it': cuts('// why') }),
    ],
    'too-deep': beside(`${table}keywords: ${'['.repeat(80)}${']'.repeat(80)}\n`, 'reduce the nesting', {
      'nest less': writesTable,
    }),
    'duplicate-key': beside(`${table}description: Keeps\n`, 'keep one of them', {
      'keep the first': writesTable,
      'keep the last': writes('plugins/table.yaml', table),
    }),
    'key-overruled': {
      given: {
        ...market({ plot: {} }),
        'plugins/plot/.claude-plugin/plugin.json':
          '{ "name": "plot", "version": "1.0.0", "version": "1.1.0", "description": "Plots", "author": { "name": "x" } }',
      },
      run: validate,
      help: 'keep one of them',
      ways: {
        'keep the first': ({ replace }) => {
          replace(', "version": "1.1.0"', '', 'plugins/plot/.claude-plugin/plugin.json');
          return undefined;
        },
        'keep the last': ({ replace }) => {
          replace('"version": "1.0.0", ', '', 'plugins/plot/.claude-plugin/plugin.json');
          return undefined;
        },
      },
    },
    'key-not-text': beside(`${table}? [a]\n: b\n`, 'write a word before the `…`', {
      'write one': puts('? [a]\n{0} b', 'category{0} tools'),
    }),
    'second-document': beside(
      `${table}---\nname: chart\n`,
      'remove the line `…` and everything below it, or move that part to another file',
      {
        'remove it': ({ read, write, offer, finding }) => {
          const file = finding.location?.file ?? '';
          write(file, read(file).split(`\n${offer()}\n`)[0] ?? '');
          return undefined;
        },
        'move it': ({ read, write, offer, finding }) => {
          const file = finding.location?.file ?? '';
          write(file, read(file).split(`\n${offer()}\n`)[0] ?? '');
          write('plugins/chart.yaml', table.replaceAll('table', 'chart'));
          return undefined;
        },
      },
    ),
    alias: beside(table.replace('Keeps rows', '*nope'), 'write the values out instead of using `…` aliases', {
      'write them out': puts('{0}nope', 'Keeps rows'),
    }),
    empty: [
      beside('', 'write the manifest, or remove the file', {
        'write it': writesTable,
        'remove it': ({ remove }) => {
          remove('plugins/table.yaml');
          return undefined;
        },
      }),
      {
        given: { ...market({ plot: {} }, { at: 'shop' }), 'mkt.yaml': '' },
        run: [...checkList, '--registry', './shop'],
        help: 'begin it with `…` and a line `…` for each plugin',
        ways: {
          'begin it so': ({ offer, write }) => {
            write('mkt.yaml', `${offer(0)}\n${offer(1).replace('<plugin>', 'plot')}\n`);
            return undefined;
          },
        },
      },
    ],
    encoding: [
      beside(Buffer.from(`\ufeff${table}`, 'utf16le'), 'save it as UTF-8', { 'save it so': writesTable }),
      beside(`${table}# \0\n`, 'remove them; if the file is UTF-16, save it as UTF-8', {
        'save it so': writesTable,
      }),
      beside(Buffer.concat([Buffer.from(table), Buffer.from([0x23, 0xff])]), 'save it as UTF-8', {
        'save it so': writesTable,
      }),
    ],
    'too-large': beside(`${table}# ${'x'.repeat(1024 * 1024)}\n`, 'check that this is the right file', {
      'put the right file there': writesTable,
    }),
    'more-warnings': { beyond: 'it counts faults of the file that have findings of their own' },
    more: { beyond: 'it counts faults of the file that have findings of their own' },
    unreadable: { beyond: 'only the disk or git can say what is wrong; the message is the reason they give' },
    'not-a-file': { beyond: 'the message says that it is a device or a pipe; only its owner knows why' },
    'not-cached': { beyond: 'a damaged cache: the command that reads it fetches it again' },
    'no-file': {
      given: {},
      prepare: (root) => {
        for (const [path, files] of [
          ['empty', { 'README.md': 'Nothing.\n' }],
          ['shop', market({ plot: {} })],
        ] as const)
          commitIn(join(root, path), files);
      },
      run: ['check', 'plot', '--no-bundled', '--registry', './empty/.git'],
      help: 'use a folder that contains this file',
      ways: {
        'use that of a marketplace': ({ args }) =>
          args.map((arg) => (arg === './empty/.git' ? './shop/.git' : arg)),
      },
    },
    'no-manifests': {
      given: { 'plugins/README.md': 'Nothing yet.\n' },
      run: check('plot'),
      help: 'add manifests, such as `…`',
      ways: {
        'add one': ({ offer, write }) => {
          write(offer().replace('<name>', 'plot'), table.replaceAll('table', 'plot'));
          return undefined;
        },
      },
    },
    'too-many-manifests': {
      beyond: '20,000 files are too many for a test; an index with all of them is read in tests/sources',
    },
    link: {
      given: registry({ plot: { releases: { '1.0.0': {} } } }),
      prepare: (root) => symlinkSync('/etc/hostname', join(root, 'plugins/table.yaml')),
      run: validate,
      help: 'copy the file into the registry',
      ways: {
        'copy it': ({ remove, write }) => {
          remove('plugins/table.yaml');
          write('plugins/table.yaml', table);
          return undefined;
        },
      },
    },
    'front-matter': {
      given: withFile('agents/see.md', '---\nname: "see\ndescription: Sees\n---\nSee.\n'),
      run: validate,
      help: 'add the closing `…`',
      ways: {
        'close the quote': ({ replace, offer }) => {
          replace('"see', `"see${offer()}`, 'plugins/plot/agents/see.md');
          return undefined;
        },
      },
    },
    'front-matter-guessed': {
      given: withFile('commands/see.md', '---\ndescription: Plots: all of it\n---\nPlot.\n'),
      run: validate,
      help: 'put values that contain `…` or special characters in quotes',
      ways: {
        'quote it': ({ replace, offer }) => {
          replace(`Plots${offer()}all of it`, `"Plots${offer()}all of it"`, 'plugins/plot/commands/see.md');
          return undefined;
        },
      },
    },
    'text-too-large': {
      given: withFile('commands/see.md', `---\ndescription: Plots\n---\n${'x'.repeat(1024 * 1024 + 1)}\n`),
      run: validate,
      help: 'check that this is the right file',
      ways: {
        'put the right file there': writes(
          'plugins/plot/commands/see.md',
          '---\ndescription: Plots\n---\nPlot.\n',
        ),
      },
    },
    'text-encoding': {
      given: withFile(
        'commands/see.md',
        Buffer.concat([Buffer.from('---\ndescription: Plots\n---\n'), Buffer.from([0xff])]),
      ),
      run: validate,
      help: 'save it as UTF-8',
      ways: {
        'save it so': writes('plugins/plot/commands/see.md', '---\ndescription: Plots\n---\nPlot.\n'),
      },
    },
  },
};
void json;
