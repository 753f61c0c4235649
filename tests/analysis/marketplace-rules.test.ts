// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
import { describe, expect, test } from 'vitest';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import {
  checked,
  entry,
  type Files,
  lab,
  manifest,
  markdown,
  memoryTree,
  shown,
} from '../client/fixtures.ts';
import { checkMarketplace } from '../support/marketplace.ts';

const command = (name: string): Files => ({
  [`plugins/${name}/commands/${name}-do.md`]: markdown('description: d'),
});
const sound = (name: string, more: Files = {}): Files => ({ ...manifest(name, more), ...command(name) });

test('a sound marketplace has no fault', () => {
  expect(
    checked(lab([entry('p'), entry('q')], { ...sound('p', { dependencies: ['q'] }), ...sound('q') }), {
      notes: true,
    }),
  ).toEqual([]);
});

test('a version that is none is shown where it stands, in the manifest and in the entry', () => {
  const faults = checked(lab([{ ...entry('p'), version: '1.0' }], sound('p', { version: 'soon' })));
  expect(faults.filter((text) => text.startsWith('MKT910'))).toEqual([
    'MKT910 warning .claude-plugin/marketplace.json:12 the version `1.0` of `p` is not a valid semver version, so no range can match it',
    'MKT910 warning .claude-plugin/plugin.json:3 the version `soon` is not a valid semver version, so no range can match it',
  ]);
});

test('paths of what is experimental are looked for as all others are', () => {
  const experimental = { themes: ['./here', './gone-themes'], monitors: './gone.json' };
  const files = { ...sound('p', { experimental }), 'plugins/p/here/dark.json': '{}' };
  expect(checked(lab([entry('p')], files))).toEqual([
    expect.stringMatching(/^MKT911 error .*plugin\.json:11 `\.\/gone-themes` does not exist/),
    expect.stringMatching(/^MKT911 error .*plugin\.json:13 `\.\/gone\.json` does not exist/),
  ]);
});

test('a folder that is not there: one of its name elsewhere, or one beside it like it, and none that only begins alike', () => {
  const files = {
    ...sound('here'),
    ...sound('near-by'),
    'other/place/moved/agents/a.md': markdown('name: a'),
  };
  const hinted = (folder: string) => {
    const faults = checkMarketplace(
      memoryTree(lab([entry('here'), entry('near-by'), { name: 'gone', source: `./${folder}` }], files)),
    );
    return faults
      .filter(({ rule }) => rule === 'MKT904')
      .map(({ help }) => /`([^`]*)`/.exec(help ?? '')?.[1]);
  };
  expect(hinted('plugins/moved')).toEqual(['./other/place/moved']);
  expect(hinted('plugins/near-bye')).toEqual(['./plugins/near-by']);
  expect(hinted('plugins/wholly-else')).toEqual([undefined]);
});

test('all faults of all files at once, each at its place', () => {
  const text = `{
  "name": "my lab",
  "plugins": [
    { "name": "p", "source": "./plugins/p", "tags": "a,b", "catgory": "x" },
    { "name": "p", "source": "plugins/q" },
    { "source": "./plugins/gone" },
    { "name": "ghostly", "source": "./plugins/gone" },
    7
  ],
  "homepag": "x"
}`;
  const faults = checked({
    '.claude-plugin/marketplace.json': text,
    'plugins/p/.claude-plugin/plugin.json': {
      name: 'p',
      version: 1,
      hooks: './none.json',
      dependencies: ['q', { name: 'p' }],
    },
    'plugins/p/agents/a.md': '---\nname: 12\n---\n',
    'plugins/p/.mcp.json': '{ "mcpServers": { "s": {} } }',
  });
  const place = 'MKT902 error .claude-plugin/marketplace.json';
  expect(faults.filter((fault) => fault.includes('marketplace.json:'))).toEqual([
    `${place}:1 the key \`owner\` is missing`,
    `${place}:2 the marketplace name \`my lab\` contains a space; use \`my-lab\``,
    `${place}:4 \`plugins[0].tags\` must be a list, but is a string`,
    'MKT903 warning .claude-plugin/marketplace.json:4 unknown key `catgory` in `plugins[0]`',
    'MKT907 error .claude-plugin/marketplace.json:5 duplicate plugin `p`, first on line 4; the client uses the first',
    `${place}:5 the source of \`p\` is \`plugins/q\`, which does not start with \`./\``,
    `${place}:6 the entry has no name, so it cannot be installed`,
    'MKT904 error .claude-plugin/marketplace.json:7 `ghostly` cannot be installed: its source `plugins/gone` does not exist or is empty',
    `${place}:8 each entry of \`plugins\` must be an object`,
    'MKT903 warning .claude-plugin/marketplace.json:10 unknown key `homepag`',
  ]);
  expect(faults.filter((fault) => !fault.includes('marketplace.json:'))).toEqual([
    'MKT902 error .claude-plugin/plugin.json:3 `version` must be a string, but is a number',
    'MKT911 error .claude-plugin/plugin.json:4 `./none.json` does not exist in the plugin: the client reports the plugin as broken',
    expect.stringMatching(
      /^MKT911 error .claude-plugin\/plugin.json:6 `p` depends on `q`, which the marketplace `my lab` does not list/,
    ),
    'MKT106 warning .claude-plugin/plugin.json:8 `p` depends on itself, which adds nothing',
    'MKT902 error p/.mcp.json:1 the server has neither `command` nor `url`, so it cannot be started or reached; the client loads the plugin without this server',
    'MKT902 error agents/a.md:2 `name` must be a string; the client ignores this value',
    'MKT902 warning agents/a.md:2 the agent has no description, so the model does not know when to use it',
  ]);
});

describe('dependencies', () => {
  const of = (
    dependencies: unknown,
    { head = {}, more = {}, inEntry = {} }: { head?: Files; more?: Files; inEntry?: Files } = {},
  ) =>
    checked(
      lab(
        [entry('p', inEntry), entry('beta')],
        { ...sound('p', { dependencies }), ...sound('beta'), ...more },
        head,
      ),
    ).map((fault) => fault.replace(/ \S+:(\d+) /, ' $1 '));

  test.each<[string, unknown, string[]]>([
    ['sound', ['beta', { name: 'beta', marketplace: 'lab' }].slice(0, 1), []],
    ['a text', 'beta', ['MKT902 error 8 `dependencies` must be a list']],
    [
      'no name',
      [{}],
      ['MKT902 error 9 a dependency has no plugin name: the key `name` is missing or is not a string'],
    ],
    ['a bad name', ['my dep'], ['MKT902 error 9 `my dep` is not a valid plugin name']],
    [
      'no range',
      [{ name: 'beta', version: 'soon' }],
      [
        'MKT910 error 11 `soon` is not a valid version range for `beta`, so the plugin that requires it cannot be installed',
      ],
    ],
    [
      'a number',
      [{ name: 'beta', version: 1 }],
      [
        'MKT910 warning 11 the range for `beta` is not a string, so the client ignores it and accepts any version',
      ],
    ],
    [
      'a range in the name',
      ['beta@^1.0.0'],
      ['MKT910 warning 9 the client ignores the range in `beta@^1.0.0` and accepts any version'],
    ],
    [
      'an unknown key',
      [{ name: 'beta', versoin: '^1' }],
      ['MKT903 warning 11 unknown key `versoin` in a dependency; the client ignores it'],
    ],
    [
      'unknown',
      ['betta'],
      [
        'MKT911 error 9 `p` depends on `betta`, which the marketplace `lab` does not list: the client does not load `p`',
      ],
    ],
    ['itself', ['p'], ['MKT106 warning 9 `p` depends on itself, which adds nothing']],
    [
      'twice',
      [
        { name: 'beta', version: '^1' },
        { name: 'beta', version: '^2' },
      ],
      [
        'MKT907 warning 13 duplicate dependency on `beta`, first on line 9; the client keeps `^2` and ignores `^1`',
      ],
    ],
    [
      'elsewhere',
      ['tool@shared'],
      [
        'MKT105 error 9 `p` depends on `tool` from the marketplace `shared`, which this marketplace does not allow: the client does not install `tool`, and `p` does not load',
      ],
    ],
  ])('%s', (_, dependencies, faults) => {
    expect(of(dependencies)).toEqual(faults);
  });

  test('on a marketplace that is allowed', () => {
    expect(of(['tool@shared'], { head: { allowCrossMarketplaceDependenciesOn: ['shared'] } })).toEqual([]);
  });

  test('under a former name, and on what was removed', () => {
    const head = { renames: { bet: 'beta', gone: null } };
    expect(of(['bet', 'gone'], { head })).toEqual([
      expect.stringContaining('MKT107 error 9 `p` depends on `bet`, which is now called `beta`'),
      expect.stringContaining('MKT107 error 10 `p` depends on `gone`, which was removed'),
    ]);
  });

  test('in a cycle', () => {
    expect(of(['beta'], { more: sound('beta', { dependencies: ['p'] }) })).toEqual([
      'MKT106 warning 9 dependency cycle: beta → p → beta; none of these plugins can be installed, updated or removed on its own',
    ]);
  });

  test('in an entry: ranges are ignored, and the manifest wins', () => {
    expect(
      of([{ name: 'beta', version: '^1' }], { inEntry: { dependencies: [{ name: 'beta', version: '^2' }] } }),
    ).toEqual([
      expect.stringContaining(
        'MKT906 warning 13 the entry requires `beta@^2`, but the manifest requires `beta@^1`',
      ),
      expect.stringContaining('MKT910 warning 15 the client ignores the range `^2` for `beta`'),
    ]);
  });

  test('on a name that only the manifest bears', () => {
    const files = lab([entry('p'), { name: 'short', source: './plugins/long' }], {
      ...sound('p', { dependencies: ['long'] }),
      ...sound('long'),
    });
    const [, fault] = checkMarketplace(memoryTree(files));
    expect(fault).toMatchObject({
      rule: 'MKT911',
      help: 'use `short`: the marketplace lists the plugin under that name',
    });
  });
});

describe('entries and manifests', () => {
  test('that disagree', () => {
    const files = lab([entry('p', { version: '2.0.0' }), { name: 'q', source: './plugins/other' }], {
      ...sound('p'),
      ...sound('other'),
    });
    expect(checked(files)).toEqual([
      expect.stringContaining(
        'MKT906 warning .claude-plugin/marketplace.json:12 the entry has version `2.0.0`, but the manifest has `1.0.0`',
      ),
      expect.stringContaining(
        'MKT906 warning .claude-plugin/marketplace.json:15 the entry names the plugin `q`, but its manifest names it `other`',
      ),
    ]);
  });

  test('that both name components, when the entry is not strict', () => {
    const files = lab(
      [{ ...entry('p', { strict: false, commands: ['./commands/p-do.md'] }), name: 'q' }],
      sound('p'),
    );
    // Nothing is called as either of them says.
    expect(checked(files)).toEqual([
      expect.stringContaining(
        'MKT902 error .claude-plugin/marketplace.json:13 the entry `q` has `"strict": false` and declares components (`commands`)',
      ),
    ]);
  });

  test('two names of one plugin, and names that differ in capitals', () => {
    const files = lab([entry('p'), { name: 'P', source: './plugins/p/' }], sound('p'));
    expect(
      checked(files)
        .map((fault) => fault.slice(0, 15))
        .sort(),
    ).toEqual(['MKT906 warning ', 'MKT907 warning ', 'MKT908 warning ', 'MKT908 warning ']);
  });

  test('a plugin that no entry names', () => {
    const files = lab([entry('p')], {
      ...sound('p'),
      ...sound('q'),
      'plugins/p/templates/x/.claude-plugin/plugin.json': { name: 'x' },
    });
    expect(checked(files)).toEqual([
      'MKT905 warning .claude-plugin/plugin.json:1 `plugins/q` contains a plugin that the marketplace does not list, so it cannot be installed',
    ]);
  });

  test('several plugins that no entry names are one finding, without what is plainly not offered', () => {
    const aside = [
      'backups/a',
      'q/__tests__/fixtures/b',
      'node_modules/c',
      'examples/d',
      'plugins/_template',
    ];
    const offered = ['plugins/q', 'plugins/tests', 'more/build'];
    const files = lab([entry('p')], {
      ...sound('p'),
      ...Object.fromEntries(
        [...aside, ...offered].map((folder) => [`${folder}/.claude-plugin/plugin.json`, { name: 'x' }]),
      ),
    });
    const [found, ...more] = checkMarketplace(memoryTree(files)).filter(({ rule }) => rule === 'MKT905');
    expect(more).toEqual([]);
    expect(found?.evidence).toEqual({ folders: ['more/build', 'plugins/q', 'plugins/tests'] });
    expect(found?.related?.map(({ location }) => location.file)).toEqual([
      'plugins/q/.claude-plugin/plugin.json',
      'plugins/tests/.claude-plugin/plugin.json',
    ]);
  });

  test('a folder that a source without `./` means is named by its entry', () => {
    const files = lab([{ ...entry('p'), source: 'plugins/p' }], sound('p'));
    expect(checked(files).filter((text) => text.startsWith('MKT905'))).toEqual([]);
  });

  test('a manifest where the client does not look', () => {
    const files = lab([entry('p', { version: '1.2.1' })], {
      'plugins/p/plugin.json': { name: 'other', version: '1.0.0', dependencies: ['q'] },
      ...command('p'),
      ...sound('q'),
    });
    const withQ = { ...files, ...lab([entry('p', { version: '1.2.1' }), entry('q')]) };
    expect(checked(withQ)).toEqual([
      expect.stringContaining(
        'MKT911 warning p/plugin.json:1 the client reads this manifest only to install',
      ),
    ]);
  });

  test.each([
    ['dependencies that are a map', { name: 'p', dependencies: { q: '1' } }, 'MKT902 error p/plugin.json:3'],
    ['no name', { version: '1.0.0' }, 'MKT902 error p/plugin.json:1'],
    ['broken JSON', '{"name":', 'MKT901 error p/plugin.json:1'],
    ['a version that is a number', { name: 'p', version: 3 }, 'MKT902 error p/plugin.json:3'],
  ])('a manifest at the root of a plugin with %s keeps it from being installed', (_, root, found) => {
    const files = lab([entry('p')], { 'plugins/p/plugin.json': root, ...command('p') });
    expect(checked(files)).toContainEqual(expect.stringContaining(found));
    // Beside a manifest in its place the client does not read it.
    expect(checked({ ...files, ...manifest('p') })).toEqual([]);
  });

  test('keys that the client knows in a manifest: no finding', () => {
    const keys = {
      optionalDependencies: ['q'],
      engines: { 'claude-code': '>=2', node: '>=20' },
      network: { hosts: ['api.example.com'] },
      binaries: {},
      icon: './icon.png',
      documentationUrl: 'https://example.com',
      privacyPolicyUrl: 'https://example.com',
      support: 'us',
    };
    const files = lab([entry('p'), entry('q')], { ...sound('p', keys), ...sound('q') });
    expect(checked(files, { notes: true })).toEqual([]);
    expect(checked(lab([entry('p', { icon: './icon.png' })], sound('p')))).toEqual([
      expect.stringContaining('MKT903 warning .claude-plugin/marketplace.json'),
    ]);
  });

  test.each([
    [{ engines: '>=2' }, 'MKT902 warning'],
    [{ engines: { 'claude-code': 'newest' } }, 'MKT910 warning'],
    [{ engines: { 'claude-code': 5 } }, 'MKT910 warning'],
    [{ network: ['a'] }, 'MKT902 warning'],
  ])('%j: the client ignores it', (keys, found) => {
    expect(checked(lab([entry('p')], sound('p', keys)))).toEqual([expect.stringContaining(found)]);
  });

  test.each([
    ['claude-tables', 'error'],
    ['anthropic.kit', 'error'],
    ['claude_mods', 'error'],
    ['tables-official-claude', 'error'],
    ['mcp-for-claude', 'warning'],
    ['claudette', undefined],
    ['official-tables', undefined],
    ['preclaude-x', undefined],
  ])('the plugin name %s: %s', (name, level) => {
    const found = (version?: string, marketplace?: string) =>
      checkMarketplace(
        memoryTree(lab([entry(name)], sound(name), marketplace === undefined ? {} : { name: marketplace })),
        { facts: clientFacts(version) },
      ).filter(({ rule }) => rule === 'MKT916');
    expect(found().map(({ severity }) => severity)).toEqual(level === undefined ? [] : [level]);
    expect(found('2.1.280')).toEqual([]);
    expect(found(undefined, 'claude-plugins-official')).toEqual([]);
  });

  test('what an entry replaces in the manifest, and what never counts beside it', () => {
    const hooks = (...events: string[]) =>
      Object.fromEntries(events.map((event) => [event, [{ hooks: [{ type: 'command', command: 'true' }] }]]));
    const found = (ofEntry: Files, ofManifest: Files, more: Files = {}) =>
      checked(lab([entry('p', ofEntry)], { ...sound('p', ofManifest), ...more }))
        .filter((text) => text.startsWith('MKT915'))
        .map((text) => /`(\w+)`/.exec(text.slice(text.indexOf(' the ')))?.[1]);
    const both = { hooks: hooks('PreToolUse', 'Stop') };
    expect(found(both, { hooks: hooks('Stop') })).toEqual(['hooks']);
    expect(found({ mcpServers: {}, channels: [] }, {})).toEqual(['mcpServers', 'channels']);
    // Another event, a hook file of the plugin, or no manifest: nothing is replaced.
    expect(found({ hooks: hooks('Stop') }, { hooks: hooks('PreToolUse') })).toEqual([]);
    const file = { 'plugins/p/hooks/hooks.json': { hooks: hooks('Stop') } };
    expect(found({ hooks: hooks('Stop') }, {}, file)).toEqual([]);
    const bare = lab([entry('p', { ...both, mcpServers: {} })], command('p'));
    expect(checked(bare).filter((text) => text.startsWith('MKT915'))).toEqual([]);
  });

  test('a hook file that is loaded anyway: an error up to 2.1.278, which did not load the plugin', () => {
    const files = lab([entry('p')], {
      ...sound('p', { hooks: ['./hooks/hooks.json'] }),
      'plugins/p/hooks/hooks.json': { hooks: {} },
    });
    const found = (version?: string) =>
      checkMarketplace(memoryTree(files), { facts: clientFacts(version) })
        .filter(({ rule }) => rule === 'MKT907')
        .map(({ severity, location }) => `${severity} ${location?.line}`);
    expect(found('2.1.247')).toEqual(['error 9']);
    expect(found('2.1.280')).toEqual(['note 9']);
    expect(found()).toEqual(['note 9']);
  });

  test('renames', () => {
    const renames = { a: 'b', b: 'a', c: 'nowhere', p: 'q', fine: 'p', gone: null };
    expect(
      checked(lab([entry('p'), entry('q')], { ...sound('p'), ...sound('q') }, { renames })).map((fault) =>
        fault.replace(/ \S+:\d+/, ''),
      ),
    ).toEqual([
      'MKT909 error cycle in `renames`: a → b → a',
      'MKT909 error cycle in `renames`: b → a → b',
      'MKT909 error `renames` leads from `c` to `nowhere`, which is neither listed nor renamed itself',
      'MKT909 warning `renames` has a new name for `p`, but the marketplace still lists a plugin with the old name',
    ]);
  });

  test('long chains of renames are reported for the last of their names, and long cycles once', () => {
    const chain = (name: string, amount: number, end: string) =>
      Array.from({ length: amount }, (_, at) => [
        `${name}${at}`,
        at === amount - 1 ? end : `${name}${at + 1}`,
      ]);
    const found = (pairs: readonly (readonly string[])[]) =>
      checkMarketplace(memoryTree(lab([entry('p')], sound('p'), { renames: Object.fromEntries(pairs) })))
        .filter(({ rule }) => rule === 'MKT909')
        .map(({ case: name, evidence }) => `${name} ${(evidence as { chain: string[] }).chain.join(' ')}`);
    expect(found(chain('a', 19, 'gone'))).toHaveLength(19);
    const long = found(chain('a', 2000, 'gone'));
    expect(long).toHaveLength(19);
    expect(long.at(-1)).toBe('dead-end a1999 gone');
    expect(found(chain('a', 19, 'a0'))).toHaveLength(19);
    for (const amount of [20, 21, 2000]) {
      const [cycle = '', ...others] = found([...chain('x', 30, 'a0'), ...chain('a', amount, 'a0')]);
      expect(others).toEqual([]);
      expect(cycle.split(' ')).toEqual(['cycle', ...chain('a', amount, '').map(([name]) => name), 'a0']);
    }
    expect(found(chain('a', 2000, 'p'))).toEqual([]);
  });

  test.each([
    ['inline', 'error'],
    ['NPM', 'warning'],
    ['claudeai-x', 'error'],
    ['official-claude-plugins', 'error'],
    ['claude-plugins-v2', 'error'],
    ['claude.code.plugins', 'error'],
    ['life-sciences', 'error'],
    ['org', 'warning'],
    ['Upper_Case', 'warning'],
  ])('the marketplace name %s: %s', (name, level) => {
    expect(checked(lab([entry('p')], sound('p'), { name }))).toEqual([
      expect.stringContaining(`MKT908 ${level} `),
    ]);
  });

  test('a repository in short, which the client fetches over SSH from `git-subdir`', () => {
    const from = (source: object) => checked(lab([{ ...entry('p'), source }]));
    expect(from({ source: 'git-subdir', url: 'acme/p', path: 'x' })).toEqual([
      expect.stringMatching(
        /^MKT121 warning \.claude-plugin\/marketplace\.json:12 the client clones `acme\/p`.* over SSH/,
      ),
    ]);
    for (const url of ['https://github.com/acme/p.git', 'git@github.com:acme/p.git'])
      expect(from({ source: 'git-subdir', url, path: 'x' })).toEqual([]);
    expect(from({ source: 'github', repo: 'acme/p' })).toEqual([]);
  });

  test('an official name in a copy of the marketplace is a note', () => {
    const copy = lab([entry('p')], sound('p'), { name: 'life-sciences', owner: { name: 'Anthropic' } });
    expect(checked(copy)).toEqual([]);
    expect(checked(copy, { notes: true })).toEqual([expect.stringContaining('MKT908 note')]);
  });

  test('an official name is fine where it belongs', () => {
    const tree = memoryTree(lab([entry('p')], sound('p'), { name: 'life-sciences' }));
    expect(checkMarketplace(tree, { origin: 'https://github.com/anthropics/life-sciences.git' })).toEqual([]);
    expect(
      checkMarketplace(tree, { origin: 'https://github.com/acme/life-sciences.git' }).map(shown),
    ).toEqual([expect.stringContaining('MKT908 error')]);
  });

  test('names like those of English words that begin alike are fine', () => {
    for (const name of ['claude-code-lsps', 'claude-tools', 'anthropic-fans-lab', 'my-claude'])
      expect(checked(lab([entry('p')], sound('p'), { name }))).toEqual([]);
  });
});

describe('skills whose name is not that of their folder', () => {
  const skills = (names: Readonly<Record<string, string>>) =>
    checked(
      lab([entry('p')], {
        ...sound('p'),
        ...Object.fromEntries(
          Object.entries(names).map(([at, name]) => [
            `plugins/p/skills/${at}/SKILL.md`,
            markdown(`name: ${name}\ndescription: d`),
          ]),
        ),
      }),
      { notes: true },
    );

  test('are one note for a plugin', () => {
    expect(skills({ third: 'gamma' })).toEqual([
      'MKT908 note third/SKILL.md:2 the skill `gamma` is in the folder `third`: sessions call it `p:gamma`, and `claude plugin details` lists `p:third`',
    ]);
    expect(skills({ a: 'one', b: 'two', c: 'c' })).toEqual([
      expect.stringContaining(
        '2 skills have names that differ from their folders (`one` in `a` and `two` in `b`)',
      ),
    ]);
  });

  test('are not told apart by case and spaces, which are a finding already, nor by the name of the plugin', () => {
    expect(skills({ 'fine-one': 'Fine One' })).toEqual([expect.stringContaining('is not kebab-case')]);
    expect(skills({ same: 'same', other: 'p:other' })).toEqual([]);
  });
});

test('a name that belongs to skills of an account: the client does not load the component', () => {
  const of = (path: string, front: string) =>
    checked(
      lab([entry('p')], { ...sound('p'), [`plugins/p/${path}`]: markdown(`${front}\ndescription: d`) }),
    );
  const said = (name: string) => [
    expect.stringMatching(`^MKT908 warning .*\`${name}\`, because the name is reserved`),
  ];
  expect(of('skills/anthropic-skills/SKILL.md', 'name: anthropic-skills')).toEqual(said('anthropic-skills'));
  expect(of('skills/x/SKILL.md', 'name: anthropic-skills:x')).toContainEqual(said('anthropic-skills:x')[0]);
  expect(of('commands/anthropic-skills.md', 'model: opus')).toEqual(said('anthropic-skills'));
  expect(of('skills/my-anthropic-skills/SKILL.md', 'name: my-anthropic-skills')).toEqual([]);
});

describe('monitors', () => {
  const watch = (name: string) => ({ name, command: 'tail -f log', description: 'd' });
  const of = (file: unknown, fields: Files = {}) =>
    checked(lab([entry('p')], { ...sound('p', fields), 'plugins/p/monitors/monitors.json': file }));
  const at = 'monitors/monitors.json';

  test.each<[what: string, file: unknown, said: RegExp]>([
    ['no JSON', '[{', new RegExp(`^MKT901 error ${at}:1 .*the client loads nothing from the plugin`)],
    ['no list', {}, new RegExp(`^MKT902 error ${at}:1 the monitors must be a list`)],
    ['a missing key', [{ name: 'log', command: 'x' }], new RegExp(`^MKT902 error ${at}:2 .*description`)],
    ['two of one name', [watch('log'), watch('log')], new RegExp(`^MKT902 error ${at}:8 another monitor`)],
  ])('a file with %s: the client does not load the plugin', (_, file, said) => {
    expect(of(file)).toEqual([expect.stringMatching(said)]);
  });

  test('two of one name in the manifest', () => {
    const fields = { experimental: { monitors: [watch('log'), watch('log')] } };
    expect(checked(lab([entry('p')], sound('p', fields)))).toEqual([
      expect.stringContaining('another monitor of the plugin has the name `log`'),
    ]);
  });

  test('near misses: other names, an empty list, a file that the manifest replaces', () => {
    expect(of([watch('log'), watch('load')])).toEqual([]);
    expect(of([])).toEqual([]);
    expect(of('[{', { experimental: { monitors: [watch('log')] } })).toEqual([]);
  });
});

describe('components', () => {
  const of = (files: Files, fields: Files = {}, notes = false) =>
    checked(
      lab([entry('p')], {
        ...sound('p', fields),
        ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`plugins/p/${path}`, text])),
      }),
      { notes },
    );

  test.each<[string, Files, Files, string[]]>([
    [
      'a folder of agents',
      { 'agents/a.md': markdown('name: a\ndescription: d') },
      { agents: './agents/' },
      ['MKT902 error .claude-plugin/plugin.json:8 `./agents/` must be a Markdown file (`.md`)'],
    ],
    [
      'a default folder that is disabled',
      { 'more/x.md': markdown('description: d') },
      { commands: './more' },
      [
        'MKT911 warning .claude-plugin/plugin.json:8 `commands` replaces the default folder, so the client does not load the file in `commands/`',
      ],
    ],
    [
      'a path that leaves the plugin',
      {},
      { commands: './../q/x.md' },
      [
        'MKT911 warning .claude-plugin/plugin.json:8 `commands` replaces the default folder',
        'MKT902 error .claude-plugin/plugin.json:8 `./../q/x.md` contains `..`',
      ],
    ],
    [
      'an option with an unknown key',
      {},
      { userConfig: { k: { type: 'string', title: 't', description: 'd', secret: true } } },
      ['MKT902 error .claude-plugin/plugin.json:13 unknown key `secret`'],
    ],
    [
      'a channel of no server',
      {},
      { channels: [{ server: 'x' }] },
      ['MKT911 warning .claude-plugin/plugin.json:10 a channel uses the MCP server `x`'],
    ],
    [
      'metadata that is no map',
      {},
      { metadata: 'x' },
      ['MKT902 warning .claude-plugin/plugin.json:8 `metadata` must be an object'],
    ],
    [
      'a block of mkt with a fault',
      {},
      { metadata: { mkt: { produces: 'x' } } },
      ['MKT902 warning .claude-plugin/plugin.json:10 `metadata.mkt.produces` must be a list'],
    ],
    [
      'two agents of one name',
      {
        'agents/a.md': markdown('name: x\ndescription: d'),
        'agents/b.md': markdown('name: x\ndescription: d'),
      },
      {},
      ['MKT907 warning agents/b.md:2 two components of the plugin have the name `x`'],
    ],
    [
      'a skill called like a command',
      { 'skills/p-do/SKILL.md': markdown('description: d') },
      {},
      ['MKT907 warning p-do/SKILL.md:'],
    ],
    [
      'a skill that is no folder',
      { 'skills/x.md': markdown('description: d') },
      {},
      ['MKT911 warning skills/x.md:1 `skills/x.md` is not a skill'],
    ],
    [
      'a skill too deep',
      { 'skills/a/b/SKILL.md': markdown('description: d') },
      {},
      ['MKT911 warning b/SKILL.md:1 this skill is nested deeper'],
    ],
    [
      'a skill in small letters',
      { 'skills/a/skill.md': markdown('description: d') },
      {},
      ['MKT911 warning a/skill.md:1 `skill.md` is not found on a case-sensitive file system'],
    ],
    [
      'components beside the manifest',
      { '.claude-plugin/agents/a.md': markdown('name: a\ndescription: d') },
      {},
      ['MKT911 warning agents/a.md:1 the client does not look for agents in `.claude-plugin/`'],
    ],
    [
      'keys that plugins may not use',
      { 'agents/a.md': markdown('name: a\ndescription: d\npermissionMode: plan') },
      {},
      ['MKT903 warning agents/a.md:4 the client ignores `permissionMode` in plugin agents'],
    ],
    [
      'a key of another kind of component',
      { 'skills/s/SKILL.md': markdown('description: d\ntools: Read') },
      {},
      ['MKT903 warning s/SKILL.md:3 unknown key `tools`'],
    ],
    [
      'an unknown model',
      { 'agents/a.md': markdown('name: a\ndescription: d\nmodel: gigantic') },
      {},
      ['MKT902 warning agents/a.md:4 `model` is `gigantic`'],
    ],
    [
      'text that is no UTF-8',
      { 'agents/a.md': Buffer.from('---\nname: a\ndescription: \xff\n---\n', 'latin1') },
      {},
      ['MKT901 warning agents/a.md:3 the file is not valid UTF-8'],
    ],
    [
      'a script that is missing',
      {
        'hooks/hooks.json': {
          hooks: { Stop: [{ hooks: [{ type: 'command', command: '"${CLAUDE_PLUGIN_ROOT}"/none.sh' }] }] },
        },
      },
      {},
      ['MKT911 warning hooks/hooks.json:8 `none.sh` does not exist in the plugin'],
    ],
    [
      'a missing script that only runs where the user has set a variable is not one; what comes before the test is',
      {
        'hooks/hooks.json': {
          hooks: {
            Stop: [
              {
                hooks: [
                  {
                    type: 'command',
                    command: '[ -z "${DEV_MODE:-}" ] && exit 0; bun test "${CLAUDE_PLUGIN_ROOT}/tests"',
                  },
                  { type: 'command', command: '${CLAUDE_PLUGIN_ROOT}/one.sh; [ -n "$DEV_MODE" ] && true' },
                  {
                    type: 'command',
                    command: '[ -n "${CLAUDE_PLUGIN_ROOT}" ] && ${CLAUDE_PLUGIN_ROOT}/two.sh',
                  },
                ],
              },
            ],
          },
        },
      },
      {},
      [' `one.sh` does not exist in the plugin', ' `two.sh` does not exist in the plugin'],
    ],
    [
      'a missing file that only a variable of a hook names',
      {
        'hooks/hooks.json': {
          hooks: {
            Stop: [
              {
                hooks: [
                  { type: 'command', command: 'true', environment: { X: '${CLAUDE_PLUGIN_ROOT}/none.sh' } },
                ],
              },
            ],
          },
        },
      },
      {},
      [
        ' `none.sh` does not exist in the plugin, but the environment variable `X` of a hook or server names it',
      ],
    ],
    [
      'an unknown event',
      { 'hooks/hooks.json': { hooks: { PreTolUse: [] } } },
      {},
      ['MKT903 warning hooks/hooks.json:3 `PreTolUse` is not a hook event'],
    ],
    [
      'a guard outside of `hooks`',
      { 'hooks/hooks.json': { PreToolUse: [] } },
      {},
      ['MKT902 error hooks/hooks.json:2 `PreToolUse` is outside `hooks`'],
    ],
    [
      'no map `hooks`, and no `modules` instead of it',
      { 'hooks/hooks.json': { description: 'd' } },
      {},
      ['MKT902 warning hooks/hooks.json:1 the file has no `hooks` object'],
    ],
    [
      '`modules` alone, or beside what is no map',
      { 'hooks/hooks.json': { modules: ['./a.ts'] }, 'x.json': { hooks: [], modules: ['./a.ts'] } },
      { hooks: './x.json' },
      ['MKT902 warning p/x.json:2 the file has no `hooks` object'],
    ],
    [
      'a guard without a type',
      { 'hooks/hooks.json': { hooks: { PreToolUse: [{ hooks: [{ command: 'x' }] }] } } },
      {},
      ['MKT902 error hooks/hooks.json:6 the key `type` is missing'],
    ],
    [
      'another hook without a type',
      { 'hooks/hooks.json': { hooks: { Stop: [{ hooks: [{ command: 'x' }] }] } } },
      {},
      ['MKT902 warning hooks/hooks.json:6 the key `type` is missing'],
    ],
    [
      'a matcher that is no pattern',
      { 'hooks/hooks.json': { hooks: { Stop: [{ matcher: '([', hooks: [] }] } } },
      {},
      ['MKT902 warning hooks/hooks.json:5 the matcher `([`'],
    ],
    [
      'an extension without a dot',
      { '.lsp.json': { x: { command: 'y', extensionToLanguage: { py: 'python' } } } },
      {},
      ['MKT902 warning p/.lsp.json:5 the file extension `py` must begin with a dot'],
    ],
    [
      'a hook file that is no JSON',
      { 'hooks/hooks.json': '{"hooks":' },
      {},
      ['MKT901 error hooks/hooks.json:1 not valid JSON', 'MKT901 error hooks/hooks.json:1 not valid JSON'],
    ],
    [
      'equal keys',
      { '.mcp.json': '{ "s": { "command": "a" }, "s": { "command": "b" } }' },
      {},
      ['MKT901 warning p/.mcp.json:1 duplicate key `s`, first on line 1; the first has no effect'],
    ],
  ])('%s', (_, files, fields, faults) => {
    const found = of(files, fields);
    expect(found).toHaveLength(faults.length);
    faults.forEach((fault, index) => {
      expect(found[index]).toContain(fault);
    });
  });

  test('a link in a skill that leads nowhere is a note; examples in code are none', () => {
    const body = 'See [a](references/none.md), [b](https://x.y/z.md).\n```\n[c](gone.md)\n```\n';
    expect(of({ 'skills/s/SKILL.md': markdown('description: d', body) }, {}, true)).toEqual([
      'MKT911 note s/SKILL.md:4 this file refers to `references/none.md`, which does not exist in the plugin',
    ]);
  });

  test('a placeholder in a skill refers to nothing; a name that only begins like one does', () => {
    const links = [
      ...['filename.md', 'path/to/x.md', 'a/example.md', 'file_name.md', '<name>.md'],
      ...['your-notes.md', 'xxx.md', 'references/foo.md', 'examples.md'],
    ];
    const body = `${links.map((link) => `[a](${link})`).join(' ')}\n\${CLAUDE_PLUGIN_ROOT}/path/to/x.sh\n`;
    expect(of({ 'skills/s/SKILL.md': markdown('description: d', body) }, {}, true)).toEqual([
      'MKT911 note s/SKILL.md:4 this file refers to `examples.md`, which does not exist in the plugin',
    ]);
  });
});

test('a key of the entry in the manifest is sent there, and mended by nobody', () => {
  const files = lab([entry('p')], {
    ...sound('p', { category: 'x', relevance: { topic: 'x' }, catgory: 'y', keyword: [] }),
  });
  const faults = checkMarketplace(memoryTree(files)).filter(({ rule }) => rule === 'MKT903');
  expect(faults.map(({ message, help, fix }) => [message, help, fix?.to])).toEqual([
    ['unknown key `category`', "move it to the plugin's entry in `marketplace.json`", undefined],
    ['unknown key `relevance`', "move it to the plugin's entry in `marketplace.json`", undefined],
    ['unknown key `catgory`', expect.stringContaining('known keys'), undefined],
    ['unknown key `keyword`', 'did you mean `keywords`?', 'keywords'],
  ]);
});

test('agents that the head of a text hands work to, and that nobody has', () => {
  const agents = (...names: string[]) =>
    markdown(['description: d', 'agents:', '  primary:', ...names.map((name) => `    - ${name}`)].join('\n'));
  const files = lab([entry('p'), entry('q')], {
    ...sound('p'),
    ...sound('q'),
    'plugins/p/commands/more.md': agents('file', 'q:file', 'Explore', 'far:away', 'q:gone', 'ghost'),
    'plugins/p/commands/fine.md': agents('q:file', 'general-purpose'),
    'plugins/q/agents/file.md': markdown('name: file\ndescription: d'),
  });
  expect(checked(files)).toEqual([
    'MKT911 warning commands/more.md:3 this file delegates to the agents `q:gone` and `ghost`, which no plugin in the marketplace provides',
  ]);
});

test('calls of components that another plugin does not have', () => {
  const body = 'Run `q:q-do`, /q:gone, q:prose, "q:agent" and `elsewhere:x`.';
  const files = lab([entry('p'), entry('q')], {
    ...sound('p'),
    ...sound('q'),
    'plugins/p/commands/more.md': markdown('description: d', body),
    'plugins/q/agents/file.md': markdown('name: agent\ndescription: d'),
  });
  expect(checked(files)).toEqual([
    'MKT911 warning commands/more.md:4 this file calls `q:gone`, but `q` has no component with that name',
  ]);
});

test('a path in another case, or a folder that is misspelt, is offered as the kind of component needs it', () => {
  const files = {
    ...sound('p', { skills: ['./extra/Z'], commands: ['./Docs'], agents: ['./Agents/A.md'] }),
    'plugins/p/extra/z/SKILL.md': markdown('description: d'),
    'plugins/p/docs/c.md': markdown('description: d'),
    'plugins/p/agents/a.md': markdown('name: a\ndescription: d'),
  };
  const found = checkMarketplace(memoryTree(lab([entry('p')], files))).filter(({ message }) =>
    /does not exist/.test(message),
  );
  expect(found.map(({ help }) => help).sort()).toEqual([
    'did you mean `./agents/a.md`?',
    'did you mean `./docs`?',
    'did you mean `./extra/z`?',
  ]);
});

test('a range that is not a string is told in one answer that works', () => {
  const help = (version: unknown) => {
    const files = sound('p', { dependencies: [{ name: 'q', version }] });
    const faults = checkMarketplace(memoryTree(lab([entry('p'), entry('q')], { ...files, ...sound('q') })));
    return faults.find(({ message }) => /range for `q` is not a string/.test(message))?.help;
  };
  const range = 'write an npm range, such as `^1.2.0`, `>=2 <4` or `*`';
  expect([3, { a: 1 }, ['^1'], true].map(help)).toEqual(['write it in quotes: `"3"`', range, range, range]);
});
