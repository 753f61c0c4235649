/** `engines`: what the client makes of plugins that need another version of it, by where they come from. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { clientTooOld as rule } from '../../src/analysis/rules/mkt114-client-too-old.ts';
import type { MarketplaceOptions } from '../../src/client/marketplace.ts';
import { askedOf, installWithClient } from '../../src/sources/driver/client-install.ts';
import { contextOf } from '../support/releases.ts';
import { entry, type Files, lab, manifest, memoryTree, opened } from './fixtures.ts';

const future = { engines: { 'claude-code': '>=99.0.0' } };
const pin = 'a'.repeat(40);
const repository = { source: 'git-subdir', url: 'https://example.org/app.git', path: 'app' };
const cloned: Partial<MarketplaceOptions> = { origin: { isCloned: true } };

const tree = (version: string, more: Files = {}) =>
  memoryTree({ '.claude-plugin/plugin.json': { name: 'app', version, ...more } });

/** Tags of the plugin `app`, by version. */
const tags = (versions: Readonly<Record<string, Files>>, current?: Files): Partial<MarketplaceOptions> => ({
  versionsOf: ({ name }) =>
    name !== 'app'
      ? { versions: [] }
      : {
          versions: Object.entries(versions).map(([version, more]) => ({
            version,
            tree: tree(version, more),
            tag: `app--v${version}`,
          })),
          ...(current && { current: tree('9.0.0', current) }),
        },
});

/** What is found about the release of `app` that mkt chooses, and what the client ends with. */
async function outcome(files: Files, options: Partial<MarketplaceOptions>, request = 'app') {
  const { registry } = await opened(files, options);
  const lookup = await registry.lookup('app');
  const [plugin] = lookup.status === 'found' ? lookup.plugins : [];
  const version = plugin?.versions[0] ?? '';
  const release = plugin?.release(version);
  const clientRun = await installWithClient(
    [{ name: request, marketplace: 'lab', range: '*' }],
    askedOf([registry]),
  );
  if (release === undefined || clientRun === undefined) throw new Error('nothing is known');
  const found = findingsOf(rule, contextOf([release], { clientRun }));
  return {
    version,
    cases: found.map((each) => each.case),
    failures: clientRun.failures.map(({ kind }) => kind),
    recorded: clientRun.recorded.get('app@lab' as never),
    found,
  };
}

describe('a plugin that needs a newer client', () => {
  const folder = lab([entry('app')], manifest('app', future));

  test('is loaded from a folder all the same', async () => {
    const { cases, failures, found } = await outcome(folder, {});
    expect(cases).toEqual(['loads-anyway']);
    expect(failures).toEqual([]);
    expect(found[0]).toMatchObject({
      plugins: ['app'],
      location: { file: 'plugins/app/.claude-plugin/plugin.json' },
    });
    expect(found[0]?.message).toContain('`app` needs Claude Code `>=99.0.0`');
  });

  test('is refused from a clone, and what depends on it too', async () => {
    expect(await outcome(folder, cloned)).toMatchObject({ cases: ['refused'], failures: ['client-too-old'] });
    const files = lab([entry('app'), entry('top')], {
      ...manifest('app', future),
      ...manifest('top', { dependencies: ['app'] }),
    });
    const { failures, recorded } = await outcome(files, cloned, 'top');
    expect(failures).toEqual(['client-too-old']);
    expect(recorded).toBeUndefined();
  });

  test('is taken in the newest release that fits', async () => {
    const options = { ...cloned, ...tags({ '0.9.0': {}, '0.8.0': {}, '0.9.5': future }) };
    const { version, cases, failures, recorded, found } = await outcome(folder, options);
    expect({ version, cases, failures, recorded }).toEqual({
      version: '0.9.0',
      cases: ['older-release'],
      failures: [],
      recorded: '0.9.0',
    });
    expect(found[0]?.message).toMatch(/installs `app` 0\.9\.0, because 1\.0\.0 needs/);
  });

  test('is refused in a repository of its own if no tag fits, or if it is pinned', async () => {
    const at = (source: object) => lab([entry('app', { source })]);
    expect(await outcome(at(repository), tags({ '1.0.0': future }, future))).toMatchObject({
      cases: ['refused'],
      failures: ['client-too-old'],
    });
    expect(await outcome(at(repository), tags({ '1.0.0': {} }, future))).toMatchObject({
      cases: ['older-release'],
      failures: [],
    });
    expect(await outcome(at({ ...repository, sha: pin }), tags({ '1.0.0': {} }, future))).toMatchObject({
      cases: ['pinned'],
      failures: ['client-too-old'],
    });
  });

  test('the entry counts too, beside a manifest and without one', async () => {
    const files = { ...manifest('app', { engines: { 'claude-code': '*' } }) };
    expect((await outcome(lab([entry('app', future)], files), cloned)).cases).toEqual(['refused']);
    const bare = lab([entry('app', { ...future, version: '1.0.0' })], { 'plugins/app/commands/a.md': 'x' });
    expect((await outcome(bare, cloned)).cases).toEqual(['refused']);
  });

  test.each([
    { 'claude-code': '>=2' },
    { 'claude-code': '' },
    { 'claude-code': 'newest' },
    { 'claude-code': 5 },
    { node: '>=99' },
    '>=99',
    null,
  ])('near miss: %j', async (engines) => {
    expect(await outcome(lab([entry('app')], manifest('app', { engines })), cloned)).toMatchObject({
      cases: [],
      failures: [],
      version: '1.0.0',
    });
  });
});
