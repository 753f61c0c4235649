/** Many releases of one repository are read together, and say the same as each by itself. */
import { describe, expect, test } from 'vitest';
import { gitDirOf, openRepository } from '../../../src/sources/git/repository.ts';
import { versionsFromTags } from '../../../src/sources/registries/tag-versions.ts';
import { marketplace, repository, type TestRepository, testAccess, watchedGit } from '../../support/git.ts';

const amount = 15;

/** A plugin whose agents change with every release, in folders and with a link, and some files beside them. */
function grown(): TestRepository {
  const repo = repository();
  for (let minor = 0; minor < amount; minor += 1)
    repo.commit(
      {
        ...marketplace({ base: { manifest: { version: `1.${minor}.0` } } }),
        'plugins/base/agents/same.md': 'the same',
        'plugins/base/agents/deep/er/changes.md': `number ${minor}`,
        [`plugins/base/skills/s${minor}/SKILL.md`]: 'comes and goes',
        'plugins/base/picture.png': `no text ${minor}`,
      },
      `base--v1.${minor}.0`,
    );
  return repo;
}

function open(repo: TestRepository) {
  const watched = watchedGit();
  const { env } = testAccess({ env: watched.env });
  const opened = openRepository(gitDirOf(repo.path) as string, { label: '', env });
  const found = opened.tags();
  if ('problem' in found) throw new Error(found.problem.message);
  const versions = versionsFromTags(opened, found.tags, [{ name: 'base', folder: 'plugins/base' }]);
  return { watched, versions: versions.get('base')?.versions ?? [] };
}

/** Every file of a release with what is in it. */
const contents = ({ tree }: ReturnType<typeof open>['versions'][number]) =>
  tree.files().map((file) => [file, tree.read(file)?.toString('utf8')]);

describe('the releases of a repository', () => {
  test('whole, with a few processes for all of them', () => {
    const repo = grown();
    const { versions, watched } = open(repo);
    expect(versions).toHaveLength(amount);
    for (const release of versions) {
      const minor = release.version.split('.')[1];
      const texts = Object.fromEntries(contents(release));
      expect(Object.keys(texts).sort()).toEqual([
        '.claude-plugin/plugin.json',
        'agents/deep/er/changes.md',
        'agents/same.md',
        'picture.png',
        `skills/s${minor}/SKILL.md`,
      ]);
      expect(texts['agents/deep/er/changes.md']).toBe(`number ${minor}`);
      expect(texts['agents/same.md']).toBe('the same');
    }
    const { versions: again, watched: texts } = open(repo);
    for (const { tree } of again)
      for (const file of tree.files()) if (file.endsWith('.md')) expect(tree.read(file)).toBeDefined();
    expect(texts.calls().length).toBeLessThan(35);
    // Pictures are read one by one, if anybody wants them.
    expect(watched.calls().length).toBeLessThan(35 + 2 * amount);
  });

  test('one alone, without reading the others', () => {
    const { versions, watched } = open(grown());
    watched.forget();
    expect(contents(versions[0] as (typeof versions)[number])).toHaveLength(5);
    expect(watched.calls().length).toBeLessThan(12);
  });

  test('where git fails on the way, nothing wrong is remembered', () => {
    const { versions, watched } = open(grown());
    const [first, ...others] = versions;
    watched.trap('exit 1');
    expect(contents(first as (typeof versions)[number])).not.toHaveLength(5);
    watched.untrap();
    for (const release of others) expect(contents(release)).toHaveLength(5);
  });
});
