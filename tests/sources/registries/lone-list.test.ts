/** The URL of a list: the client reads nothing beside it, so a plugin whose source is a path cannot be installed. */
import { afterEach, expect, test, vi } from 'vitest';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { testAccess } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

afterEach(() => vi.unstubAllGlobals());

const list = {
  name: 'lab',
  owner: { name: 'x' },
  plugins: [
    { name: 'near', source: './plugins/near' },
    { name: 'far', source: { source: 'github', repo: 'acme/far' } },
  ],
};

test('a path next to the list is broken, and not just unknown; a repository is looked for', async () => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(list)));
  const { access } = testAccess();
  const { registries } = await openRegistries(['https://a.example/marketplace.json'], {
    cwd: folder(),
    bundled: false,
    access,
  });
  expect(await registries[0]?.lookup('near')).toMatchObject({
    status: 'failed',
    isBroken: true,
    help: 'add the repository of the marketplace instead of the URL',
  });
  const offline = { ...access, offline: true };
  const [again] = (
    await openRegistries(['https://a.example/marketplace.json'], {
      cwd: folder(),
      bundled: false,
      access: offline,
    })
  ).registries;
  expect(await again?.lookup('far')).not.toHaveProperty('isBroken');
});
