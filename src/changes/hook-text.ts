import { isMap, isSeq, parseDocument } from 'yaml';

/** What a project runs its git hooks with. */
export type HookTool = 'pre-commit' | 'husky' | 'lefthook' | 'lint-staged' | 'git' | 'none';

/** What a hook runs: quick, on what is staged, and silent if there is nothing to say, as in a project that has no lock yet. */
const checks = [
  {
    id: 'mkt-check',
    name: 'mkt check',
    command: 'mkt check --staged --if-present --allow-unknown --quiet',
    files: '(^|/)(mkt\\.ya?ml|mkt\\.lock|\\.claude/settings(\\.local)?\\.json)$',
  },
  {
    id: 'mkt-lock',
    name: 'mkt lock --check',
    command: 'mkt lock --check --staged --if-present --quiet',
    files:
      '(^|/)(mkt\\.ya?ml|mkt\\.lock|\\.claude/(settings(\\.local)?\\.json|mkt-vendored\\.json|skills/.+))$',
  },
] as const;

const commands = checks.map(({ command }) => command);
const script = `#!/bin/sh\n${commands.slice(0, -1).join(' &&\n')} &&\nexec ${commands.at(-1)}\n`;

/** What goes into the file of each tool. */
export const hookTexts: Readonly<Record<HookTool, string>> = {
  'pre-commit': [
    '  - repo: local',
    '    hooks:',
    ...checks.flatMap(({ id, name, command, files }) => [
      `      - id: ${id}`,
      `        name: ${name}`,
      `        entry: ${command}`,
      '        language: system',
      '        pass_filenames: false',
      `        files: ${files}`,
    ]),
    '',
  ].join('\n'),
  husky: `${commands.join('\n')}\n`,
  lefthook: `pre-commit:\n  commands:\n${checks.map(({ id, command }) => `    ${id}:\n      run: ${command}\n`).join('')}`,
  'lint-staged': `"{mkt.yaml,mkt.yml,mkt.lock,.claude/settings*.json,.claude/mkt-vendored.json,.claude/skills/**}": () => ${JSON.stringify(commands)}\n`,
  git: script,
  none: script,
};

/** A configuration of pre-commit with the hook; undefined if it has one already, or is not laid out in the usual way. */
export function withPreCommitHook(text: string): string | undefined {
  if (/\bid: mkt-(check|lock)\b/.test(text)) return undefined;
  const document = parseDocument(text);
  const repos = document.get('repos', true);
  if (document.errors.length > 0 || !isMap(document.contents) || !isSeq(repos) || repos.flow === true)
    return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = repos.range?.[1] ?? text.length;
  const dash = text.lastIndexOf('-', (repos.items[0] as { range?: [number] | null })?.range?.[0] ?? 0);
  const indent = text.slice(text.lastIndexOf('\n', dash) + 1, dash);
  const lines = hookTexts['pre-commit']
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line.slice(2)}`);
  const head = text.slice(0, end).trimEnd();
  const edited = `${head}${eol}${lines.join(eol)}${text.slice(head.length).startsWith(eol) ? '' : eol}${text.slice(head.length)}`;
  const after = parseDocument(edited);
  const [before, now] = [repos.items.length, after.get('repos', true)];
  return after.errors.length === 0 && isSeq(now) && now.items.length === before + 1 ? edited : undefined;
}
