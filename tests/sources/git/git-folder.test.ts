/** Folders of somebody else that are made to lead git to another repository of this machine, or to keep it waiting. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitFolderOf } from '../../../src/sources/git/git-folder.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { marketplace, repository, testAccess } from '../../support/git.ts';
import { folder } from '../../support/mkt.ts';
import { needs } from '../../support/outside-data.ts';

const isUnix = process.platform !== 'win32';
const unix = needs(isUnix, 'Windows has no such files');

/** A repository of the user with a version that nobody else may see, and the folder of a stranger. */
function both() {
  const secret = repository();
  secret.commit(marketplace({ base: { manifest: { version: '6.6.6' } } }), 'base--v6.6.6');
  const stranger = repository();
  stranger.commit(marketplace({ base: { manifest: { version: '1.0.0' } } }), 'base--v1.0.0');
  return { secret: secret.path, stranger: stranger.path };
}

type Prepare = (places: ReturnType<typeof both>) => void;

const leading: Readonly<Record<string, Prepare>> = {
  '`.git` as a file': ({ secret, stranger }) => {
    rmSync(join(stranger, '.git'), { recursive: true });
    writeFileSync(join(stranger, '.git'), `gitdir: ${secret}/.git\n`);
  },
  '`.git` as a link': ({ secret, stranger }) => {
    rmSync(join(stranger, '.git'), { recursive: true });
    symlinkSync(join(secret, '.git'), join(stranger, '.git'));
  },
  'objects of another repository': ({ secret, stranger }) => {
    mkdirSync(join(stranger, '.git/objects/info'), { recursive: true });
    writeFileSync(join(stranger, '.git/objects/info/alternates'), `${secret}/.git/objects\n`);
  },
  'the common folder of another repository': ({ secret, stranger }) => {
    writeFileSync(join(stranger, '.git/commondir'), `${secret}/.git\n`);
  },
  'packed refs as a link': ({ secret, stranger }) => {
    execFileSync('git', ['-C', secret, 'pack-refs', '--all']);
    rmSync(join(stranger, '.git/packed-refs'), { force: true });
    symlinkSync(join(secret, '.git/packed-refs'), join(stranger, '.git/packed-refs'));
  },
  'the folder of refs as a link': ({ secret, stranger }) => {
    rmSync(join(stranger, '.git/refs'), { recursive: true });
    symlinkSync(join(secret, '.git/refs'), join(stranger, '.git/refs'));
  },
  'one ref as a link': ({ secret, stranger }) => {
    symlinkSync(join(secret, '.git/HEAD'), join(stranger, '.git/refs/tags/base--v2.0.0'));
  },
  'a named pipe among the refs': ({ stranger }) => {
    execFileSync('mkfifo', [join(stranger, '.git/refs/tags/base--v2.0.0')]);
  },
  'a named pipe in place of the packed refs': ({ stranger }) => {
    rmSync(join(stranger, '.git/packed-refs'), { force: true });
    execFileSync('mkfifo', [join(stranger, '.git/packed-refs')]);
  },
  'a work tree that only says so itself': ({ secret, stranger }) => {
    renameSync(join(stranger, '.git'), join(stranger, 'admin'));
    writeFileSync(join(stranger, '.git'), 'gitdir: admin\n');
    writeFileSync(join(stranger, 'admin/gitdir'), `${stranger}/.git\n`);
    writeFileSync(join(stranger, 'admin/commondir'), `${secret}/.git\n`);
  },
};

describe('the folder of a stranger', unix, () => {
  test.each(Object.entries(leading))('%s: nothing of another repository is read', async (_, prepare) => {
    const places = both();
    prepare(places);
    expect(gitFolderOf(places.stranger)).toHaveProperty('refused');
    const { access, notices } = testAccess();
    const { registries } = await openRegistries([places.stranger], {
      cwd: places.stranger,
      bundled: false,
      access,
    });
    const answer = await registries[0]?.lookup('base');
    const versions = answer?.status === 'found' ? answer.plugins.flatMap((plugin) => plugin.versions) : [];
    // The files that are there are read; the tags are not, and that is said.
    expect(versions).toEqual(['1.0.0']);
    expect(notices.join('\n')).toMatch(/^the tags of .* are not read: /);
  });

  test('a bare repository with the objects of another one is not read', async () => {
    const { secret, stranger } = both();
    const bare = join(folder({}), 'bare.git');
    cpSync(join(stranger, '.git'), bare, { recursive: true });
    expect(gitFolderOf(bare)).toEqual({ gitDir: bare });
    writeFileSync(join(bare, 'objects/info/alternates'), `${secret}/.git/objects\n`);
    const { unreadable } = await openRegistries([bare], {
      cwd: bare,
      bundled: false,
      access: testAccess().access,
    });
    expect(unreadable).toHaveLength(1);
    expect(JSON.stringify(unreadable)).toContain('objects/info/alternates');
  });
});

describe('what the user’s own git has made is read', () => {
  test('a work tree', () => {
    const repo = repository();
    repo.commit({ a: 'a' });
    const tree = join(folder({}), 'tree');
    repo.git('worktree', 'add', '-q', tree);
    expect(gitFolderOf(tree)).toHaveProperty('gitDir');
    // And that of a repository that leads elsewhere is not.
    writeFileSync(join(repo.path, '.git/objects/info/alternates'), '/elsewhere/objects\n');
    expect(gitFolderOf(tree)).toHaveProperty('refused');
  });

  test('a submodule', () => {
    const inner = repository();
    inner.commit({ a: 'a' });
    const outer = repository();
    outer.commit({ b: 'b' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.url, 'sub');
    expect(gitFolderOf(join(outer.path, 'sub'))).toHaveProperty('gitDir');
  });

  test('a repository with hooks that are links', unix, () => {
    const repo = repository();
    repo.commit({ a: 'a' });
    mkdirSync(join(repo.path, '.git/hooks'), { recursive: true });
    symlinkSync('/elsewhere/hook', join(repo.path, '.git/hooks/pre-commit'));
    expect(gitFolderOf(repo.path)).toEqual({ gitDir: join(repo.path, '.git') });
  });

  test('a folder without a repository has none', () => {
    expect(gitFolderOf(folder({ a: 'a' }))).toBeUndefined();
  });
});
