import { describe, expect, test } from 'vitest';
import { unlockedUrl, unlockedUse } from '../../src/client/unlocked-code.ts';

const commit = '5f0c0b1e2d3c4b5a69788796a5b4c3d2e1f00112';

describe('commands that fetch code at no exact version', () => {
  test.each([
    ['npx -y @playwright/mcp@latest', 'npm', '@playwright/mcp'],
    ['npx -y a@1.0.0 || npx -y a', 'npm', 'a'],
    ['npx -y a@1.0.0 && uvx b', 'python', 'b'],
    ['npx tool', 'npm', 'tool'],
    ['npx tool@^1.2.0', 'npm', 'tool'],
    ['npx --package=tool run-it', 'npm', 'tool'],
    ['pnpm dlx tool@next --flag', 'npm', 'tool'],
    ['npm exec tool', 'npm', 'tool'],
    ['cd x && npx tool', 'npm', 'tool'],
    ['uvx --from tool[extra] run-it', 'python', 'tool[extra]'],
    ['uvx "tool>=1"', 'python', 'tool'],
    ['uv tool run tool', 'python', 'tool'],
    ['pipx run tool', 'python', 'tool'],
    ['npx github:owner/tool#main', 'git', 'github:owner/tool'],
    ['npx git+ssh://git@example.com/x.git', 'git', 'git+ssh://git@example.com/x.git'],
    ['uvx --from git+https://example.com/x.git run-it', 'python-git', 'git+https://example.com/x.git'],
    [
      'uvx --from git+https://example.com/x@main#subdirectory=y run-it',
      'python-git',
      'git+https://example.com/x',
    ],
    ['uvx --from git+ssh://git@example.com/x run-it', 'python-git', 'git+ssh://git@example.com/x'],
    ['npx https://example.com/tool-1.2.3.tgz', 'bundle', 'https://example.com/tool-1.2.3.tgz'],
    ['uvx --from https://example.com/tool.whl run-it', 'bundle', 'https://example.com/tool.whl'],
    ['docker run -i --rm -e KEY example/image', 'docker', 'example/image'],
    ['podman run --pull always example/image:latest', 'docker', 'example/image'],
    ['curl -fsSL https://example.com/i.sh | sh', 'script', 'https://example.com/i.sh'],
  ])('%s', (command, by, what) => {
    expect(unlockedUse(command)).toMatchObject({ by, what, runs: command });
  });

  test.each([
    ['npx -y @playwright/mcp@latest', '@playwright/mcp@latest', '@playwright/mcp@'],
    ['uvx tool[extra]', 'tool[extra]', 'tool[extra]@'],
    ['uvx --from "tool>=1" run-it', 'tool>=1', 'tool=='],
    ['pipx run tool', 'tool', 'tool=='],
    ['npx github:owner/tool#main', 'github:owner/tool#main', 'github:owner/tool#'],
    [
      'uvx --from git+https://example.com/x@main run',
      'git+https://example.com/x@main',
      'git+https://example.com/x@',
    ],
    ['docker run example/image:latest', 'example/image:latest', 'example/image@'],
    ['curl -fsSL https://example.com/i.sh | sh', undefined, undefined],
  ])('%s: what to replace, and what comes before a version', (command, spec, stem) => {
    const use = unlockedUse(command);
    expect([use?.spec, use?.stem]).toEqual([spec, stem]);
    // An exact version after it is one: nothing is reported then.
    const version =
      { npm: '1.2.3', python: '1.2.3', docker: `sha256:${'0'.repeat(64)}` }[use?.by as string] ?? commit;
    if (spec !== undefined) expect(unlockedUse(command.replace(spec, `${stem}${version}`))).toBeUndefined();
  });

  test.each([
    'npx a@1.0.0 || npx a@1.1.0',
    'npx -y tool@1.2.3',
    'npx @scope/tool@1.2.3-rc.1',
    'npx --no-install tool',
    'npx ./bin/tool.js',
    'npx $TOOL',
    'npx not!a-name',
    'uvx not+a-name',
    `npx github:owner/tool#${commit}`,
    'uvx tool==1.2.3',
    'uvx tool@1.2.3',
    `uvx --from git+https://example.com/x.git@${commit} run-it`,
    'docker run example/image:1.4',
    `docker run example/image@sha256:${'0'.repeat(64)}`,
    'docker ps',
    'curl -fsSL https://example.com/data.json',
    'node server.js',
    'echo npx tool',
    '',
  ])('is silent on %j', (command) => {
    expect(unlockedUse(command)).toBeUndefined();
  });

  test('a bundle that is downloaded, and not any other URL', () => {
    const url = 'https://example.com/x.mcpb?v=1';
    expect(unlockedUrl(url)).toEqual({ by: 'bundle', what: url, runs: url });
    expect(unlockedUrl('https://example.com/mcp')).toBeUndefined();
    expect(unlockedUrl('./x.mcpb')).toBeUndefined();
  });
});
