import { componentKeys } from '../../src/model/component-kinds.ts';
import { namedComponents, wholeComponents } from './components.ts';

const named = namedComponents((key) => key);
const whole = wholeComponents((key) => `${key}-2`);

const integration = {
  produces: [{ artifact: 'a', format: 'f', optional: true }],
  consumes: [{ artifact: 'a', format: 'f' }],
  publishes: ['e'],
  channels: { e: { channel: 'c', payload: 'p' } },
  subscribes: ['e'],
  requires: { runtimes: { node: '>=20' }, libraries: { x: '^1' }, tools: ['t'] },
  resources: { cpu: 2, memory: '1.5Gi', gpu: 'shared' },
  env: [{ name: 'K', required: true, description: '', default: '', secret: true }],
  roles: ['ci'],
};

/** An index with every key that its schema knows. */
export const everything = {
  $schema: 'https://example.com/schema.json',
  mkt: 1,
  marketplace: 'lab',
  plugins: {
    a: {
      description: '',
      category: 'x',
      keywords: ['k'],
      license: 'MIT',
      source: { source: 'github', repo: 'a/b' },
      worksWith: ['b'],
      supersededBy: { name: 'b', since: '1.0.0' },
      misnamedTags: [{ tag: 'v1.0.0', version: '1.0.0', expected: 'a--v1.0.0' }],
      integration,
      versions: {
        '1.0.0': {
          date: '2026-01-19',
          commit: 'abcdef0',
          description: 'd',
          category: null,
          keywords: [],
          license: null,
          source: './a',
          components: Object.fromEntries(
            componentKeys.map((key) => [key, [...(named[key] ?? []), ...(whole[key] ?? [])]]),
          ),
          dependencies: ['b', { name: 'b', version: '^1', marketplace: 'm' }],
          optionalDependencies: ['d'],
          conflicts: ['b'],
          integration,
          namespace: 'n',
          unpinnable: true,
          statedVersion: 'v1',
          tag: 'a--v1',
          untagged: true,
          contextTokens: 12,
          documentation: { readme: true, homepage: 'https://example.com' },
          settings: { agent: 'x' },
        },
      },
    },
    'a@b': { versions: {} },
  },
  knowledge: {},
  compiledFrom: [],
};
