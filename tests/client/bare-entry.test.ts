/** Entries without files and components have a reading of their own, since a marketplace can have 100,000 of them. */
import { describe, expect, test } from 'vitest';
import { noneFound, readComponents } from '../../src/client/components/read-components.ts';
import { readManifest } from '../../src/client/manifest.ts';
import { places } from '../../src/model/component-kinds.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { noComponents } from '../support/components.ts';
import { type Files, lab, opened } from './fixtures.ts';

const source = { source: 'github', repo: 'lab/app' };
const described: Files = {
  name: 'app',
  source,
  description: 'd',
  version: '1.2.0',
  author: { name: 'a' },
  category: 'testing',
  keywords: ['one', 'two'],
  tags: ['two', 'three'],
  license: 'MIT',
  homepage: 'https://example.org',
  dependencies: ['base', { name: 'other', version: '^1.0.0', marketplace: 'elsewhere' }],
};

/** The plugin of an entry, as browsing commands see it. */
async function glanced(entry: Files) {
  const { registry } = await opened(lab([entry]));
  const [plugin] = registry.glance?.('app') ?? [];
  return { plugin, release: plugin?.release(plugin.versions[0] ?? '') };
}

async function found(entry: Files) {
  const { entries } = await opened(lab([entry]));
  return readComponents(readManifest(undefined, entries[0], clientFacts()));
}

describe('an entry without files', () => {
  test('that only describes its plugin has a complete release', async () => {
    expect(await found(described)).toBe(noneFound);
    const { plugin, release } = await glanced(described);
    expect(release).toEqual({
      name: 'app',
      marketplace: 'lab',
      version: '1.2.0',
      description: 'd',
      category: 'testing',
      keywords: ['one', 'two', 'three'],
      license: 'MIT',
      source,
      components: noComponents,
      dependencies: [
        { name: 'base', range: '*' },
        { name: 'other', range: '^1.0.0', marketplace: 'elsewhere' },
      ],
      conflicts: [],
      integration: {
        produces: [],
        consumes: [],
        publishes: [],
        subscribes: [],
        requires: { runtimes: {}, libraries: {}, tools: [] },
        env: [],
        roles: [],
      },
      tools: [],
      variables: [],
      credentials: [],
    });
    expect(release?.dependencies.map(({ location }) => location?.line)).toEqual(
      plugin?.requirements('1.2.0').dependencies.map(({ location }) => location?.line),
    );
    expect(release?.dependencies[0]?.location?.line).toBeGreaterThan(1);
    expect(release?.dependencies[1]?.location?.line).toBeGreaterThan(
      release?.dependencies[0]?.location?.line ?? 0,
    );
  });

  test('that states an integration has it', async () => {
    const mkt = { produces: [{ artifact: 'report', format: 'json' }], roles: ['testing'] };
    const { release } = await glanced({ ...described, metadata: { mkt } });
    expect(release?.integration).toMatchObject({ ...mkt, consumes: [] });
  });

  const keys = ['settings', ...places.flatMap((place) => place.keys.map((key) => key.split('.')[0] ?? key))];
  test.each([...new Set(keys)])('that declares `%s` is read', async (key) => {
    expect(await found({ ...described, [key]: {} })).not.toBe(noneFound);
  });

  test('that declares servers and hooks has them', async () => {
    const { release } = await glanced({
      ...described,
      mcpServers: { maps: { command: 'maps-server' } },
      hooks: { Stop: [{ hooks: [{ type: 'command', command: 'tidy' }] }] },
    });
    expect(release?.components).toMatchObject({
      mcpServers: [{ name: 'maps', command: 'maps-server' }],
      hooks: [{ event: 'Stop', command: 'tidy' }],
    });
    expect(release?.tools?.map(({ name }) => name)).toEqual(['maps-server', 'tidy']);
  });
});
