/** What each word in the usage of a command means. */
export const argumentMeanings: Readonly<Record<string, string>> = {
  command: 'the command to start, with its own arguments; for example, `claude`',
  spec: 'a plugin: `name`, `name@range`, `name@marketplace` or `name@marketplace@range`; ranges use npm syntax',
  plugin: 'a single plugin, in the same notation',
  version: 'a version, such as `1.3.0`',
  file: 'a pattern file',
  path: 'a file or folder; the current folder by default',
  text: 'a word to search for',
  id: 'the id of a pattern; `mkt patterns` lists them',
  source: 'a registry: a folder, an index file, `owner/repo`, a git URL, or the URL of a `marketplace.json`',
  rule: 'the id or the name of a rule, or the id of a practice or pitfall',
  shell: '`bash`, `zsh` or `fish`',
  topic: 'a command, or one of the topics that `mkt help` lists',
};
