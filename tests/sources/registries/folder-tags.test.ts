/** Tags of a marketplace that is a folder with a repository, by version of the client. */
import { expect, test } from 'vitest';
import { clientFacts } from '../../../src/sources/registries/bundled-client-facts.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { history, repository, testAccess } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';

test.each([
  ['2.1.195', false],
  ['2.1.196', true],
  [undefined, true],
])('for client %s they count: %s', async (client, doTheyCount) => {
  const repo = repository();
  history(repo);
  const { access } = testAccess();
  const versionsIn = async (source: string) => {
    const { registries } = await openRegistries([source], {
      cwd: folder(),
      bundled: false,
      access,
      facts: () => clientFacts(client),
    });
    const lookup = await registries[0]?.lookup('base');
    return lookup?.status === 'found' ? lookup.plugins[0]?.versions : undefined;
  };
  const tagged = ['2.0.0', '1.5.0', '1.0.0'];
  expect(await versionsIn(repo.path)).toEqual(doTheyCount ? tagged : ['2.0.0']);
  // What was cloned has its tags in every version.
  expect(await versionsIn(repo.url)).toEqual(tagged);
});
