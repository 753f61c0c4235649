/** Repositories with many tags, and how often mkt calls git on them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A repository with one plugin, and a tag for each of its versions, all different. */
export function taggedRepository(folder: string, versions: number): string {
  execFileSync('git', ['init', '-q', '--bare', folder]);
  const files = (version: string) => ({
    '.claude-plugin/marketplace.json': {
      name: 'bench',
      owner: { name: 'bench' },
      plugins: [{ name: 'base', source: './base' }],
    },
    'base/.claude-plugin/plugin.json': { name: 'base', version },
    'base/agents/guide.md': `---\nname: guide\ndescription: knows ${version}\n---\n`,
  });
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const commits = Array.from({ length: versions }, (_, minor) => {
    const changed = Object.entries(files(`1.${minor}.0`)).map(
      ([path, content]) =>
        `M 100644 inline ${path}\n${data(typeof content === 'string' ? content : JSON.stringify(content))}`,
    );
    const head = `commit refs/heads/main\nmark :${minor + 1}\ncommitter bench <bench@example.com> ${1_700_000_000 + minor} +0000\n`;
    return `${head}${data('x')}${changed.join('')}reset refs/tags/base--v1.${minor}.0\nfrom :${minor + 1}\n\n`;
  });
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: commits.join('') });
  execFileSync('git', ['-C', folder, 'symbolic-ref', 'HEAD', 'refs/heads/main']);
  return folder;
}

/** What a simple program would do: call git for each tag. */
export function manifestOfEachTag(repository: string, path: (tag: string) => string): number {
  const start = process.hrtime.bigint();
  const tags = execFileSync('git', ['-C', repository, 'tag'], { encoding: 'utf8' }).trim().split('\n');
  for (const tag of tags) spawnSync('git', ['-C', repository, 'show', `${tag}:${path(tag)}`]);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** A `git` that counts its calls, to be put before the real one in PATH. */
export function countingGit(folder: string): { readonly path: string; readonly calls: () => number } {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const log = join(folder, 'calls');
  mkdirSync(folder);
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho x >> '${log}'\nexec '${real}' "$@"\n`);
  writeFileSync(log, '');
  chmodSync(join(folder, 'git'), 0o755);
  return {
    path: `${folder}:${process.env.PATH ?? ''}`,
    calls: () => {
      const count = readFileSync(log, 'utf8').split('\n').length - 1;
      writeFileSync(log, '');
      return count;
    },
  };
}
