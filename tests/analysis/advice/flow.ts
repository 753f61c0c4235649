/** What is advised about environments, data that flows between plugins, tests and resources. */
import { expect } from 'vitest';
import {
  type AdviceOn,
  type Advised,
  adds,
  type Beyond,
  copyOf,
  drops,
  edits,
  leavesOut,
  puts,
  type Way,
} from './follow.ts';
import { check, checkList, market, meet, meeting, registry } from './made.ts';

const lab = copyOf('examples/lab');

const inLab = (
  names: readonly string[],
  help: string,
  ways: Advised['ways'],
  more: Partial<Advised> = {},
): Advised => ({
  given: lab,
  run: check(...names),
  help,
  ways,
  ...more,
});

/** The plugins of the lab or the meeting, and a list of them. */
const listOf = (plugins: Advised['given'], list: string): Advised['given'] => ({
  ...plugins,
  'mkt.yaml': `registries: [.]\nbundled: false\n${list}\n`,
});

const rows = { artifact: 'rows', format: 'csv' };

const work: Beyond = { beyond: 'it is about the work with the plugins, which mkt does not see' };
const apart: Beyond = {
  beyond: 'where plugins run is outside of what mkt reads; the project then accepts the rule',
};

/** Each of the lists that the help makes of the plugins is sound. */
const lists =
  (...indices: readonly number[]): Way =>
  async ({ offer, mkt }) => {
    for (const index of indices) expect((await mkt(check(offer(index)))).code).toBe(0);
    return check(offer(indices[0]));
  };

export const flow: AdviceOn<
  | 'MKT201'
  | 'MKT202'
  | 'MKT203'
  | 'MKT601'
  | 'MKT602'
  | 'MKT603'
  | 'MKT604'
  | 'MKT605'
  | 'MKT701'
  | 'MKT702'
  | 'MKT703'
  | 'MKT801'
  | 'MKT802'
  | 'MKT803'
  | 'MKT804'
> = {
  MKT201: {
    found: inLab(
      ['archive', 'notebook'],
      'any one of these resolves the conflict\n- remove `…`\n- remove `…`\n- run them in separate environments or containers, each with its own list of plugins: `…` with python <3.12; `…` with python >=3.12',
      { 'remove one': drops(0), 'remove the other': drops(1), 'run them apart': lists(2, 3) },
    ),
  },
  MKT202: {
    found: inLab(
      ['statistics', 'tensors'],
      'any one of these resolves the conflict\n- remove `…`\n- remove `…`\n- run them in separate virtual environments or containers, each with its own list of plugins: `…` with python:numpy ^1.26.0; `…` with python:numpy ^2.0.0',
      { 'remove one': drops(0), 'remove the other': drops(1), 'run them apart': lists(2, 3) },
    ),
  },
  MKT203: {
    'no-combination': {
      given: listOf(lab, 'plugins: [notebook]\nenvironment:\n  runtimes: { python: 3.11.4 }'),
      run: checkList,
      help: 'any one of these resolves the conflict\n- use python 3.12.0 in the environment instead of 3.11.4\n- run `…` in a separate environment or container',
      aside: [0],
      ways: {
        'use the other version': ({ finding, replace }) => {
          const [, to = '', from = ''] =
            /use python (\S+) in the environment instead of (\S+)/.exec(finding.help ?? '') ?? [];
          replace(from, to, 'mkt.yaml');
          return undefined;
        },
        'run it apart': apart,
      },
    },
    chosen: {
      given: listOf(lab, 'plugins: [statistics]\nenvironment:\n  libraries: { "python:numpy": 2.1.0 }'),
      run: checkList,
      help: 'run `…` in a separate environment or container with python:numpy ^1.26.0, or update `…` in `…` if that is out of date',
      ways: {
        'run it apart': apart,
        'update it': ({ replace, offer }) => {
          expect(offer(1)).toBe('environment.libraries.python:numpy');
          replace('2.1.0', '1.26.4', offer(2));
          return undefined;
        },
      },
      aside: [0],
    },
  },
  MKT601: {
    found: [
      {
        given: lab,
        run: check('plot'),
        about: ({ plugins }) => plugins.includes('plot'),
        help: 'add `…`, which produces `…` as parquet but itself needs `…` as csv, or supply the data yourself',
        aside: [1, 2],
        ways: { 'add it': adds(0), 'supply it': work },
        // What is missing for the plugin that was added, as the help says.
        brings: ['MKT601 found: `convert`', 'MKT701 found'],
      },
      {
        given: registry({
          plot: {
            integration: { consumes: [{ artifact: 'rows', format: 'csv' }] },
            releases: { '1.0.0': {} },
          },
          table: {
            integration: { produces: [{ artifact: 'rows', format: 'csv' }], roles: ['testing', 'ci'] },
            releases: { '1.0.0': {} },
          },
          wide: {
            integration: {
              consumes: [{ artifact: 'cells', format: 'csv' }],
              produces: [{ artifact: 'rows', format: 'csv' }],
            },
            releases: { '1.0.0': {} },
          },
        }),
        run: check('plot'),
        help: 'add `…`, which produces `…` as csv, or supply the data yourself',
        aside: [1],
        ways: { 'add it': adds(0), 'supply it': work },
      },
      {
        given: registry({
          plot: {
            integration: { consumes: [{ artifact: 'rows', format: 'csv' }] },
            releases: { '1.0.0': {} },
          },
        }),
        run: check('plot'),
        help: 'supply the data yourself, as csv',
        ways: { 'supply it': work },
      },
    ],
  },
  MKT602: {
    needed: inLab(
      ['plot', 'export'],
      'add `…`, which converts csv to parquet',
      { 'add it': adds(0) },
      {
        // Now data flows, and nothing tests it.
        brings: ['MKT701 found'],
      },
    ),
    optional: {
      given: registry({
        plot: {
          integration: { consumes: [{ artifact: 'rows', format: 'csv', optional: true }] },
          releases: { '1.0.0': {} },
        },
        table: {
          integration: { produces: [{ artifact: 'rows', format: 'json' }] },
          releases: { '1.0.0': {} },
        },
      }),
      run: check('plot', 'table'),
      help: 'convert json to csv between the plugins',
      ways: { 'convert it': work },
    },
  },
  MKT603: {
    found: inLab(
      ['schedule', 'measure'],
      'start with an artifact that you supply or that an earlier run produced, and tell the agent which one, such as in `…`',
      { 'start with one': work },
    ),
  },
  MKT604: {
    some: inLab(
      ['export', 'convert', 'plot', 'journal'],
      'if the plugin does not belong here, remove it; otherwise, ask the maintainer to describe in its manifest what it produces and consumes',
      {
        'remove it': leavesOut('journal'),
        'describe it': puts(
          'publishes:',
          'consumes: [{ artifact: figure, format: svg }]\n  publishes:',
          'plugins/journal.yaml',
        ),
      },
    ),
    all: inLab(
      ['journal', 'export'],
      'remove what does not belong here, or ask the maintainers to describe in the manifests what each plugin produces and consumes',
      {
        'remove one': leavesOut('journal'),
        'describe them': puts(
          'publishes:',
          'consumes: [{ artifact: table, format: csv }]\n  roles: [testing, ci]\n  publishes:',
          'plugins/journal.yaml',
        ),
      },
    ),
  },
  MKT605: {
    unpublished: [
      meet(['pager', 'builder'], 'publish the event from your own pipeline, or start that work yourself', {
        'do so': work,
      }),
      {
        given: registry({
          pager: { integration: { subscribes: ['alert.raised'] }, releases: { '1.0.0': {} } },
          keeper: { integration: { subscribes: ['alert.raised'] }, releases: { '1.0.0': {} } },
          watch: { integration: { publishes: ['alert.raised'] }, releases: { '1.0.0': {} } },
        }),
        run: check('pager', 'keeper'),
        help: 'add `…`, which publishes it, or start that work yourself',
        ways: { 'add it': adds(0), 'start it': work },
      },
    ],
    unheard: {
      beyond: 'only plans that are driven by events have it, and its help is about what runs there',
    },
  },
  MKT701: {
    found: [
      inLab(['export', 'convert', 'plot'], 'write the tests that `…` shows', {
        'write them': work,
      }),
      {
        given: registry({
          table: { integration: { produces: [rows] }, releases: { '1.0.0': {} } },
          plot: { integration: { consumes: [rows] }, releases: { '1.0.0': {} } },
          proof: { integration: { consumes: [rows], roles: ['testing', 'ci'] }, releases: { '1.0.0': {} } },
          weather: { integration: { roles: ['testing', 'ci'] }, releases: { '1.0.0': {} } },
        }),
        run: check('table', 'plot'),
        help: 'add `…`, and write the tests that `…` shows',
        ways: { 'add it': adds(0) },
        aside: [1],
      },
    ],
  },
  MKT702: {
    found: meet(
      ['builder', 'prober'],
      'add `…`, or run the tests that `…` shows in your existing pipeline',
      { 'add it': adds(0), 'let the pipeline run them': work },
      { aside: [1], brings: ['MKT802 found'] },
    ),
  },
  MKT703: { found: { beyond: 'the help says which tests to write by hand; mkt does not see them' } },
  MKT801: {
    together: {
      given: listOf(
        meeting,
        'plugins: [train-vision, train-speech]\nenvironment:\n  resources: { gpu: 1, memory: 64Gi }',
      ),
      run: checkList,
      help: 'run them one after another (`…`), or set `…` in `…` if the machine has more',
      ways: {
        'let them take turns': ({ offer }) => offer(0).split(' ').slice(1),
        'say that there is more': ({ offer, replace }) => {
          expect(offer(1)).toBe('environment.resources.gpu');
          replace('gpu: 1', 'gpu: 2', offer(2));
          return undefined;
        },
      },
    },
    alone: {
      given: listOf(
        meeting,
        'plugins: [train-vision, builder]\nenvironment:\n  resources: { gpu: 1, memory: 1Gi }',
      ),
      run: checkList,
      help: 'run `…` on a machine that has more, or remove it; if this machine has more, set `…` in `…`',
      ways: {
        'run it elsewhere': apart,
        'remove it': puts('{0}, ', '', 'mkt.yaml'),
        'say that there is more': ({ offer, replace }) => {
          expect(offer(1)).toBe('environment.resources.memory');
          replace('1Gi', '64Gi', offer(2));
          return undefined;
        },
      },
    },
  },
  MKT802: {
    found: [
      meet(
        ['builder', 'shipper'],
        'write down in your project what monitors it, and who watches the monitoring',
        {
          'say it': work,
        },
      ),
      {
        given: registry({
          build: {
            integration: { produces: [{ artifact: 'program', format: 'tarball' }] },
            releases: { '1.0.0': {} },
          },
          ship: {
            integration: {
              consumes: [{ artifact: 'program', format: 'tarball' }],
              roles: ['deployment', 'testing', 'ci'],
            },
            releases: { '1.0.0': {} },
          },
          watch: {
            integration: {
              consumes: [{ artifact: 'program', format: 'tarball' }],
              roles: ['monitoring', 'testing', 'ci'],
            },
            releases: { '1.0.0': {} },
          },
        }),
        run: check('build', 'ship'),
        help: 'add `…`, or, if you have monitoring already, write down in your project who watches it',
        ways: { 'add it': adds(0), 'say it': work },
      },
    ],
  },
  MKT803: {
    found: {
      given: copyOf('examples/rules/MKT803'),
      run: ['check', '--pattern', 'report', '--registry', '.', '--no-bundled'],
      help: 'add `…` to `…`, or keep the pipeline if the machine is too small to run the plugins in parallel',
      ways: {
        'run them so': ({ offer, args }) => [
          ...offer(1).split(' ').slice(1),
          ...args.slice(1),
          ...offer(0).split(' '),
        ],
      },
    },
  },
  MKT804: {
    found: {
      given: market({
        plot: { manifest: { description: undefined }, files: { 'commands/do-plot.md': 'Plot.\n' } },
      }),
      run: check('plot'),
      help: 'ask the maintainer for a `…` in `…` and a README, or write down in your project what you use it for',
      ways: {
        'add it': edits((value, offer) => {
          value[offer(0)] = `Says in ${offer(1)} what it does`;
        }, 'plugins/plot/.claude-plugin/plugin.json'),
        'write it down': work,
      },
    },
  },
};
