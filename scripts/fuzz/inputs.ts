// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a placeholder that the client fills in
/** Hostile inputs: sound files of every kind that mkt reads, with one thing in them wrong, and the command that reads them. */
import type { Random } from './random.ts';

/** Files by path, and a command line to run next to them. */
export interface Input {
  readonly files: Readonly<Record<string, string>>;
  /** Files that are no text, in base64; `''` is a folder. */
  readonly bytes?: Readonly<Record<string, string>>;
  /** Symbolic links by path, and where they lead. */
  readonly links?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const marketplace = {
  name: 'lab',
  owner: { name: 'x', email: 'x@example.com' },
  metadata: { description: 'd', version: '1.0.0', pluginRoot: './p' },
  renames: { old: 'a' },
  plugins: [
    {
      name: 'a',
      source: './p/a',
      version: '1.0.0',
      tags: ['t'],
      dependencies: ['b', { name: 'c', version: '^1' }],
    },
    { name: 'b', source: './p/b', strict: false, commands: ['./c.md'], hooks: { Stop: [] } },
    { name: 'c', source: { source: 'github', repo: 'o/r', ref: 'main', sha: 'a'.repeat(40) } },
  ],
};

const plugin = {
  name: 'a',
  version: '1.0.0',
  description: 'd',
  author: { name: 'x', email: 'x@example.com', url: 'https://example.com' },
  keywords: ['k'],
  dependencies: ['b', { name: 'c', version: '^1.0.0' }],
  commands: ['./c.md'],
  agents: './agents',
  hooks: './hooks/hooks.json',
  mcpServers: { s: { command: 'x', args: ['--a'], env: { A: '1' } } },
  lspServers: { l: { command: 'x', extensionToLanguage: { '.x': 'x' } } },
  userConfig: { k: { type: 'string', title: 't', sensitive: true } },
  metadata: { mkt: { produces: [{ artifact: 'table', format: 'csv' }] } },
};

const hooks = {
  hooks: {
    PreToolUse: [
      {
        matcher: 'Bash|Edit',
        hooks: [{ type: 'command', command: 'x ${CLAUDE_PLUGIN_ROOT}/y', timeout: 5 }],
      },
    ],
    Stop: [{ hooks: [{ type: 'prompt', prompt: 'p' }] }],
  },
};

const registryPlugin = {
  name: 'a',
  marketplace: 'lab',
  description: 'd',
  integration: {
    produces: [{ artifact: 'table', format: 'csv' }],
    requires: { runtimes: { python: '>=3' } },
  },
  releases: {
    '1.0.0': {
      components: { agents: ['x'], commands: ['c'] },
      dependencies: ['b'],
      conflicts: [{ name: 'z', version: '<1' }],
    },
  },
};

const list = {
  plugins: ['a@^1', { name: 'b', marketplace: 'lab' }],
  registries: ['r'],
  rules: { MKT303: 'off' },
  ignore: [{ rule: 'MKT301', reason: 'x' }],
};

const settings = {
  enabledPlugins: { 'a@lab': true, 'b@lab': ['^1'] },
  extraKnownMarketplaces: { lab: { source: { source: 'directory', path: './m' } } },
  strictKnownMarketplaces: [],
};

const lock = {
  lockfileVersion: 1,
  marketplaces: { lab: { source: './m' } },
  plugins: { 'a@lab': { version: '1.0.0', source: './p/a', integrity: 'sha256-x', dependencies: {} } },
};

const odd: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  'x',
  '..',
  '../../../../etc/passwd',
  '/etc/passwd',
  'https://u:hunter2secret@h/x',
  '\u001b[2J\u001b]0;t\u0007',
  '\u202e',
  '\u0000',
  '`<img src=x>`',
  '$(touch CANARY)',
  '`touch CANARY`',
  '; touch CANARY',
  '--upload-pack=touch CANARY',
  'ext::sh -c touch% CANARY',
  'constructor',
  '__proto__',
  '[',
  '^1 || ',
  '>=99999999999999999999',
  '*',
  'a'.repeat(5000),
  'a-'.repeat(2000),
  '{'.repeat(300),
  [],
  {},
  [[]],
  [null],
  { a: null },
  JSON.parse('{"__proto__":{"polluted":1}}'),
  Array(200).fill('x'),
];

/** A copy in which the value, or the key, at one path is another one. */
function swapped(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.below(4) === 0) return random.one(odd);
  const keys = Object.keys(value);
  const key = keys[random.below(keys.length)];
  if (key === undefined) return random.one(odd);
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? swapped(item, random) : item));
  const name = random.below(8) === 0 ? String(random.one(odd)).slice(0, 200) : key;
  return Object.fromEntries(
    Object.entries(value).map(([own, item]) =>
      own === key ? [name, name === key ? swapped(item, random) : item] : [own, item],
    ),
  );
}

/** Breaks a text: cuts it, removes or repeats a part, or changes characters. */
function broken(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + random.below(20));
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(at, to).repeat(1 + random.below(50)) + text.slice(to);
    case 3:
      return (
        text.slice(0, at) +
        random.one([...'{}[]",:\'#&*!|>%@`-\t\n\\', '\u0000', '\ufeff', '\ud800', '\u001b']) +
        text.slice(at)
      );
    default:
      return (
        text.slice(0, at) +
        String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(7))) +
        text.slice(at + 1)
      );
  }
}

/** A value as a file, in one of five cases sound JSON or YAML whose value is swapped, else broken. */
function written(value: unknown, random: Random): string {
  let wrong = value;
  for (let times = random.below(3); times >= 0; times -= 1) wrong = swapped(wrong, random);
  const text = JSON.stringify(random.below(5) < 3 ? wrong : value, null, random.below(2) * 2) ?? 'null';
  return random.below(5) < 2 ? broken(text, random) : text;
}

const sound = (value: unknown): string => JSON.stringify(value);

const formats = ['text', 'json', 'markdown', 'github', 'sarif', 'junit'] as const;

type Kind = (random: Random) => Input;

const tree = (wrong: Readonly<Record<string, string>>): Record<string, string> => ({
  'm/.claude-plugin/marketplace.json': sound(marketplace),
  'm/p/a/.claude-plugin/plugin.json': sound(plugin),
  'm/p/a/hooks/hooks.json': sound(hooks),
  'm/p/a/c.md': '---\ndescription: d\n---\nbody\n',
  'm/p/a/agents/x.md': '---\nname: x\ndescription: d\ntools: Read, Bash\n---\nbody\n',
  'm/p/b/c.md': 'body',
  ...wrong,
});

const readers = (random: Random): readonly string[] =>
  random.one([
    ['validate', 'm', '--format', random.one(['text', 'json'])],
    ['check', 'a', '--registry', 'm', '--no-bundled', '--format', random.one(formats)],
    [
      'plan',
      'a',
      '--registry',
      'm',
      '--no-bundled',
      '--format',
      random.one(['text', 'json', 'markdown', 'mermaid', 'dot', 'svg', 'html']),
    ],
    ['info', 'a', '--registry', 'm', '--no-bundled'],
    ['map', 'm', '--format', random.one(['text', 'json', 'mermaid', 'dot'])],
  ]);

const kinds: Readonly<Record<string, Kind>> = {
  marketplace: (random) => ({
    files: tree({ 'm/.claude-plugin/marketplace.json': written(marketplace, random) }),
    args: readers(random),
  }),
  plugin: (random) => ({
    files: tree({ 'm/p/a/.claude-plugin/plugin.json': written(plugin, random) }),
    args: readers(random),
  }),
  hooks: (random) => ({
    files: tree({ 'm/p/a/hooks/hooks.json': written(hooks, random) }),
    args: readers(random),
  }),
  'front matter': (random) => ({
    files: tree({
      'm/p/a/agents/x.md': `---\n${broken('name: x\ndescription: "d"\ntools: [Read, Bash]\nmodel: opus\n', random)}\n---\nbody`,
    }),
    args: readers(random),
  }),
  registry: (random) => ({
    files: { 'r/plugins/a.yaml': written(registryPlugin, random) },
    args: ['check', 'a', '--registry', 'r', '--no-bundled', '--format', random.one(formats)],
  }),
  list: (random) => ({
    files: { 'mkt.yaml': written(list, random), 'r/plugins/a.yaml': sound(registryPlugin) },
    args: random.one([
      ['check', '--no-bundled', '--format', random.one(formats)],
      ['list', '--no-bundled'],
      ['lock', '--offline'],
    ]),
  }),
  settings: (random) => ({
    files: tree({ '.claude/settings.json': written(settings, random) }),
    args: random.one([
      ['check', '--format', random.one(formats)],
      ['sync', '--dry-run', '--offline'],
      ['init', '--offline', '--dry-run'],
    ]),
  }),
  lock: (random) => ({
    files: tree({
      'mkt.yaml': sound({ plugins: ['a@lab'], registries: ['m'] }),
      'mkt.lock': written(lock, random),
    }),
    args: random.one([
      ['check', '--no-bundled'],
      ['sync', '--check', '--offline'],
      ['outdated', '--offline'],
    ]),
  }),
  tree: (random) => strangeTree(random),
  'git folder': (random) => ({
    files: tree(gitFolder(random)),
    args: random.one([
      ['check', 'a', '--registry', './m', '--no-bundled', '--format', random.one(formats)],
      ['validate', 'm'],
      ['lock', '--offline', '--dry-run'],
      ['check', '--staged', '--no-bundled'],
    ]),
  }),
  'command line': (random) => ({
    files: tree({}),
    args: [
      random.one([
        'check',
        'plan',
        'resolve',
        'info',
        'why',
        'why-not',
        'list',
        'search',
        'explain',
        'validate',
        'map',
        'tree',
        'diff',
        'add',
        'remove',
        'patterns',
        'registry',
      ]),
      ...Array.from({ length: random.below(4) }, () =>
        random.one([
          'a',
          'a@^1',
          '--registry',
          'm',
          '--format',
          'json',
          '--rule',
          '--pattern',
          '--offline',
          '--dry-run',
          '--client',
          ...odd.filter((each) => typeof each === 'string'),
        ]),
      ),
      '--offline',
    ],
  }),
};

/** Where something can stand that is not what belongs there. */
const places = [
  'm',
  'm/.claude-plugin',
  'm/.claude-plugin/marketplace.json',
  'm/p/a',
  'm/p/a/.claude-plugin/plugin.json',
  'm/p/a/hooks/hooks.json',
  'm/p/a/agents',
  'm/p/a/agents/x.md',
  'm/p/a/skills',
  'm/p/a/skills/s/SKILL.md',
  'm/p/a/.mcp.json',
  'm/p/b/c.md',
] as const;

/** What a link can lead to: outside, itself, a folder above, a device, nothing. */
const targets = [
  '../../secret',
  '../../../../../../etc/passwd',
  '.',
  '..',
  '/dev/zero',
  '/proc/self',
  'gone',
  'x.md',
];

/** A marketplace in which files are folders, links, bytes that are no text, or very deep. */
function strangeTree(random: Random): Input {
  const files = tree({});
  const bytes: Record<string, string> = {};
  const links: Record<string, string> = {};
  for (let times = random.below(3); times >= 0; times -= 1) {
    const place = random.one(places);
    // What stands there cannot stand below it, too.
    for (const path of Object.keys(files))
      if (path === place || path.startsWith(`${place}/`)) delete files[path];
    for (const made of [bytes, links])
      for (const path of Object.keys(made))
        if (path === place || path.startsWith(`${place}/`) || place.startsWith(`${path}/`)) delete made[path];
    const kind = random.below(4);
    if (kind === 0) links[place] = random.one(targets);
    else if (kind === 1) bytes[place] = '';
    else if (kind === 2) bytes[place] = noText(random);
    else bytes[`${place}/${'d/'.repeat(1 + random.below(60))}x.md`] = noText(random);
  }
  return { files, bytes, links, args: readers(random) };
}

/** Bytes of a binary file, of UTF-16, of a broken sequence of UTF-8. */
const noText = (random: Random): string =>
  random
    .one([
      Buffer.from(Array.from({ length: 200 }, () => random.below(256))),
      Buffer.from('{"name":"a"}', 'utf16le'),
      Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
      Buffer.concat([
        Buffer.from('{"name":"'),
        Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80]),
        Buffer.from('"}'),
      ]),
      Buffer.alloc(3000),
      Buffer.from('\u007fELF\u0002\u0001\u0001'),
    ])
    .toString('base64');

/** The parts of a repository, some of which would have git run a program or read what lies outside. */
function gitFolder(random: Random): Record<string, string> {
  const at = random.one(['.git', 'm/.git', 'm/p/a/.git']);
  if (random.below(4) === 0)
    return { [at]: random.one(['gitdir: ../../secret', 'gitdir: /', 'gitdir: .', 'gitdir:', 'x', '\u0000']) };
  const config = [
    '[core]\n\trepositoryformatversion = 0',
    random.one([
      '\tfsmonitor = touch CANARY',
      '\tsshCommand = touch CANARY',
      '\thooksPath = ../hooks',
      '\tworktree = ../../..',
      '\tpager = touch CANARY',
      '[include]\n\tpath = ../../secret',
      '[remote "origin"]\n\turl = ext::sh -c touch% CANARY',
      '[remote "origin"]\n\turl = https://u:hunter2secret@h.invalid/x',
      '[filter "x"]\n\tsmudge = touch CANARY',
      '[alias]\n\tls-files = !touch CANARY',
      '[extensions]\n\tpartialClone = origin',
      '[',
    ]),
  ].join('\n');
  const parts: Record<string, string> = {
    HEAD: 'ref: refs/heads/main\n',
    config: `${config}\n`,
    'objects/info/alternates': random.one(['../../../secret\n', '/\n', '\u0000']),
    'refs/heads/main': `${random.one(['0'.repeat(40), 'a'.repeat(40), '../../secret', '$(touch CANARY)'])}\n`,
    'packed-refs': `# pack-refs\n${'b'.repeat(40)} refs/tags/${random.one(['a--v1.0.0', '--upload-pack=touch CANARY', '\u001b[2J'])}\n`,
    commondir: random.one(['../../..', '/', '.']),
    'hooks/post-checkout': '#!/bin/sh\ntouch CANARY\n',
    index: 'DIRC',
  };
  return Object.fromEntries(
    Object.entries(parts)
      .filter(([name]) => name === 'HEAD' || random.below(3) > 0)
      .map(([name, content]) => [`${at}/${name}`, random.below(6) === 0 ? broken(content, random) : content]),
  );
}

/** The kinds of inputs by name. */
export const kindNames = Object.keys(kinds);

export const inputOf = (kind: string, random: Random): Input => (kinds[kind] as Kind)(random);
