/** A new user has the README alone: it is short, and all its commands work, in their order, in an empty folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git, marketplace, repository } from '../support/git.ts';
import { exampleHome } from '../support/home.ts';
import { folder, mktHere, root } from '../support/mkt.ts';
import { blocksOf, exchangesOf, wordsOf } from '../support/transcripts.ts';

const following: Readonly<Record<string, string>> = {
  init: 'mkt add <plugin>',
  add: 'mkt lock',
  lock: 'mkt sync',
};

const text = readFileSync(join(root, 'README.md'), 'utf8');
const lines = text.trimEnd().split('\n');
const blocks = blocksOf(text);
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap((block) => block.lines)
  .flatMap((line) => line.split('&&'))
  .map((part) => part.trim());

describe('README.md', () => {
  test('is two screens long', () => expect(lines.length).toBeLessThanOrEqual(100));

  test('shows a real run before it says how to set up', () => {
    const [transcript] = blocks;
    expect(transcript?.language).toBe('console');
    expect(exchangesOf(transcript as NonNullable<typeof transcript>)[0]?.output).not.toEqual([]);
  });

  test('leads to pages that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(existsSync(join(root, link)), link).toBe(true);
  });

  /** `acme/plugins`: two plugins, of which one has a newer release after a while. */
  function acme() {
    const repo = repository();
    const release = (style: string, ...tags: string[]) =>
      repo.commit(
        marketplace({
          base: { manifest: { version: '1.0.0', description: 'what both need' } },
          style: { manifest: { version: style, description: 'checks style', dependencies: ['base'] } },
          tests: { manifest: { version: '1.0.0', description: 'writes tests', dependencies: ['base'] } },
        }),
        ...tags,
      );
    release('1.0.0', 'base--v1.0.0', 'style--v1.0.0', 'tests--v1.0.0');
    return { url: repo.url, publish: () => release('1.1.0', 'style--v1.1.0') };
  }

  test('leads from an empty folder to a checked, locked, synced and hooked project, and on', async () => {
    const { url, publish } = acme();
    const cwd = folder();
    const env = { MKT_CACHE_DIR: folder(), HOME: exampleHome(), CLAUDE_CONFIG_DIR: '' };
    const ran: string[] = [];
    for (const command of commands) {
      const [program = '', ...args] = wordsOf(command.replace('acme/plugins', url));
      if (program === 'git') {
        // mkt is not installed where the tests run: what its hook does, its own tests show.
        git(cwd, ...(args[0] === 'commit' ? ['-c', 'core.hooksPath=/dev/null'] : []), ...args);
        continue;
      }
      if (program !== 'mkt') {
        expect(program, command).toBe('npm');
        continue;
      }
      if (args[0] === 'outdated') {
        publish();
        await mktHere(['registry', 'update'], { cwd, env });
      }
      // What a user answers on a terminal.
      const asks = ['add', 'lock', 'sync'].includes(args[0] ?? '');
      const { code, stdout, stderr } = await mktHere(asks ? [...args, '--yes'] : args, { cwd, env });
      expect(code, `${command}\n${stdout}${stderr}`).toBe(0);
      // Each step names the next one.
      const next = ran.includes(args[0] ?? '') ? undefined : following[args[0] ?? ''];
      if (next !== undefined) expect(stdout, command).toContain(`run \`${next}`);
      ran.push(args[0] ?? '');
    }
    expect(ran).toEqual(
      expect.arrayContaining(['init', 'add', 'lock', 'sync', 'outdated', 'doctor', 'plan', 'validate']),
    );
    for (const file of ['mkt.yaml', 'mkt.lock', '.git/hooks/pre-commit', 'plan.html', '.claude/skills/style'])
      expect(existsSync(join(cwd, file)), file).toBe(true);
    expect(readFileSync(join(cwd, 'mkt.lock'), 'utf8')).toContain('version: 1.1.0');
    expect(git(cwd, 'ls-files')).toContain('.claude/skills/tests/.claude-plugin/plugin.json');
  });
});
