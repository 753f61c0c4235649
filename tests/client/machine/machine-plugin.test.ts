/** A plugin that is on this machine, as the resolver and the rules see it: with the one release that is there. */
import { expect, test } from 'vitest';
import { machinePlugin } from '../../../src/client/machine/machine-plugin.ts';
import { readManifest } from '../../../src/client/manifest.ts';
import { clientFacts } from '../../../src/sources/registries/bundled-client-facts.ts';
import { memoryTree } from '../fixtures.ts';

const onMachine = (manifest: object, resolvedVersion?: string) =>
  machinePlugin({
    id: 'p@lab',
    name: 'p',
    marketplace: 'lab',
    scopes: ['user'],
    shown: '~/p',
    manifest: readManifest(
      memoryTree({ '.claude-plugin/plugin.json': { name: 'p', ...manifest } }),
      undefined,
      clientFacts(),
    ),
    ...(resolvedVersion !== undefined && { resolvedVersion }),
  });

test('has the release of its manifest, and no other', () => {
  const plugin = onMachine({ version: '1.2.0', description: 'd', keywords: ['k'] });
  expect(plugin).toMatchObject({ versions: ['1.2.0'], description: 'd', keywords: ['k'] });
  expect(plugin.release('1.2.0')?.version).toBe('1.2.0');
  expect(plugin.release('1.2.1')).toBeUndefined();
});

test('has the version of the tag that it was taken from, if that is one', () => {
  expect(onMachine({ version: '1.2.0' }, '1.3.0').versions).toEqual(['1.3.0']);
  expect(onMachine({ version: '1.2.0' }, 'main').versions).toEqual(['1.2.0']);
});

test('has an empty description without one', () => {
  expect(onMachine({ version: '1.0.0' }).description).toBe('');
});
