/** The scripts of `mkt completion` in the shells themselves. */
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, mkt, root } from '../../support/mkt.ts';
import { needs } from '../../support/outside-data.ts';

const has = (shell: string) =>
  needs(spawnSync(shell, ['--version']).error === undefined, `${shell} is missing`);

/** A folder with `mkt` as a command, and the script of a shell. */
function place(shell: string): { readonly path: string; readonly script: string; readonly cwd: string } {
  const cwd = folder({ 'lists/mkt.yaml': 'plugins: []\n' });
  const command = join(cwd, 'mkt');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/mkt.js')}' "$@"\n`);
  chmodSync(command, 0o755);
  const script = join(cwd, `completion.${shell}`);
  writeFileSync(script, mkt(['completion', shell]).stdout);
  return { path: `${cwd}:${process.env.PATH}`, script, cwd };
}

function run(shell: string, args: readonly string[], { path, cwd }: { path: string; cwd: string }): string {
  const { stdout, stderr } = spawnSync(shell, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: path, HOME: cwd, TERM: 'xterm', MKT_CACHE_DIR: join(cwd, 'cache') },
  });
  expect(stderr).toBe('');
  return stdout;
}

/** What each shell has to offer for a line. */
const lines: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['mkt expl', ['explain']],
  ['mkt plan --pattern=ml-pi', ['--pattern=ml-pipeline']],
  ['mkt plan --pattern ml-pi', ['ml-pipeline']],
  ['mkt check --format sar', ['sarif']],
  ['mkt check julia-dev', ['julia-development']],
  ['mkt check hpc-computing julia-development@1.0.0', ['julia-development@1.0.0']],
  [
    'mkt explain MKT30',
    ['MKT301', 'MKT302', 'MKT303', 'MKT304', 'MKT305', 'MKT306', 'MKT307', 'MKT308', 'MKT309'],
  ],
  ['mkt registry bu', ['build']],
  ['mkt validate lis', ['lists']],
  ['mkt nonsense ', []],
];

describe('bash', has('bash'), () => {
  const offered = (line: string) => {
    const there = place('bash');
    const script = `source '${there.script}'; COMP_LINE="$1"; COMP_POINT=\${#COMP_LINE}; _mkt; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--norc', '-c', script, 'bash', line], there)
      .split('\n')
      .filter((each) => each !== '');
  };
  /** Bash replaces only what comes after its last word break. */
  const afterBreak = (value: string) => value.replace(/^.*[=@:]/, '');

  test.each(lines)('%s', (line, values) => expect(offered(line)).toEqual(values.map(afterBreak)));
});

describe('fish', has('fish'), () => {
  const offered = (line: string) => {
    const there = place('fish');
    return run('fish', ['--no-config', '-c', `source '${there.script}'; complete -C "$argv[1]"`, line], there)
      .split('\n')
      .filter((each) => each !== '')
      .map((each) => each.split('\t')[0]?.replace(/\/$/, ''));
  };

  test.each(lines)('%s', (line, values) => expect(offered(line)).toEqual(values));
});

describe('zsh', has('zsh'), () => {
  /** Presses the tab key in a real line editor, and returns what stands in the line then. */
  const completed = (line: string) => {
    const there = place('zsh');
    const driver = join(there.cwd, 'driver.zsh');
    writeFileSync(
      driver,
      `zmodload zsh/zpty
zpty z zsh -f -i
until_text() { local text= part; while zpty -r z part; do text+=$part; [[ $text == *$1* ]] && break; done; REPLY=$text }
zpty -w z "PS1=; autoload -U compinit; compinit -D -u; source '${there.script}'; show() { print -r -- \\"<<\\$BUFFER>>\\" }; zle -N show; bindkey '^Xs' show; setopt no_list_ambiguous no_beep; print rea''dy"
until_text ready
zpty -w -n z "$1"$'\\t\\Cxs'
until_text '>>'
print -r -- "\${\${REPLY##*<<}%%>>*}"
zpty -d z
`,
    );
    return run('zsh', ['-f', driver, line], there).trimEnd();
  };

  test.each<[string, string]>([
    ['mkt expl', 'mkt explain'],
    ['mkt plan --pattern=ml-pi', 'mkt plan --pattern=ml-pipeline'],
    ['mkt plan --pattern ml-pi', 'mkt plan --pattern ml-pipeline'],
    ['mkt check --format sar', 'mkt check --format sarif'],
    ['mkt check julia-dev', 'mkt check julia-development'],
    ['mkt check --rule MKT301', 'mkt check --rule MKT301='],
    ['mkt explain MKT8', 'mkt explain MKT80'],
    ['mkt validate lis', 'mkt validate lists/'],
  ])('%s', (line, after) => expect(completed(line)).toBe(after));
});
