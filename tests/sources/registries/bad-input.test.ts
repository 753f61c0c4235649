import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claudePlugin } from '../../../src/model/formats/claude-plugin.ts';
import { readProject } from '../../../src/project/read.ts';
import { openRegistries } from '../../../src/sources/registries/open-registries.ts';
import { readJson } from '../../../src/text/json.ts';
import { validate } from '../../../src/text/validate.ts';
import { folder } from '../../support/mkt.ts';
import { needsUnix } from '../../support/outside-data.ts';
import { type Worded, worded } from '../../support/worded.ts';

/** `rule file:line:column message`, as short as it can be compared. */
const shown = ({ rule, location: { file, line, column }, message }: Worded) =>
  `${rule} ${file}:${line}:${column} ${message}`;

async function faultsOf(files: Record<string, string | Buffer>): Promise<string[]> {
  const cwd = folder(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`r/${name}`, content])),
  );
  const { faults } = await openRegistries(['r'], { cwd, bundled: false });
  return worded(faults).map(shown);
}

const sound = 'name: a\nmarketplace: lab\nreleases: { 1.0.0: {} }\n';

describe('a folder of manifests reports every fault of every file, each at its place', () => {
  test('all files at once, and what is sound is there all the same', async () => {
    const cwd = folder({
      'r/plugins/a.yaml': sound,
      'r/plugins/empty.yaml': '',
      'r/plugins/types.yaml':
        'name: 5\nmarketplace: [x]\nreleases:\n  1.0.0: { dependencies: [{ name: 7 }, 8] }\n  2.0.0: hello\n',
      'r/plugins/words.yaml': 'description: x\nkeywrods: [a]\n',
    });
    const { registries, faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(worded(faults).map(shown)).toEqual([
      'MKT901 r/plugins/empty.yaml:1:1 the file is empty',
      'MKT902 r/plugins/types.yaml:1:7 `name` must be a string, but is a number',
      'MKT902 r/plugins/types.yaml:2:14 `marketplace` must be a string, but is a list',
      'MKT902 r/plugins/types.yaml:4:35 `releases.1.0.0.dependencies[0].name` must be a string, but is a number',
      'MKT902 r/plugins/types.yaml:4:40 `releases.1.0.0.dependencies[1]` must be a string or an object, but is a number',
      'MKT902 r/plugins/types.yaml:5:10 `releases.2.0.0` must be an object, but is a string',
      'MKT902 r/plugins/words.yaml:1:1 the key `name` is missing',
      'MKT902 r/plugins/words.yaml:1:1 the key `marketplace` is missing',
      'MKT902 r/plugins/words.yaml:1:1 the key `releases` is missing',
      'MKT903 r/plugins/words.yaml:2:1 unknown key `keywrods`',
    ]);
    expect(worded(faults).at(-1)?.help).toBe('did you mean `keywords`?');
    expect(registries[0]?.names()).toEqual(['a']);
  });

  test.each<[what: string, text: string | Buffer, faults: string[]]>([
    ['only a comment', '# nothing\n', ['MKT901 1:1 the file is empty']],
    ['a tab as indentation', 'name: a\n\tmarketplace: lab\n', ['MKT901 2:1 tab used for indentation']],
    [
      'keys that stand twice',
      'name: a\nmarketplace: lab\nname: b\nreleases:\n  1.0.0: {}\n  1.0.0: {}\n',
      [
        'MKT901 3:1 duplicate key `name`, first on line 1',
        'MKT901 6:3 duplicate key `1.0.0`, first on line 5',
      ],
    ],
    [
      'versions that are not semver',
      'name: a\nmarketplace: lab\nreleases:\n  1.0: {}\n  v1.0.0: {}\n  banana: {}\n  1.0.0: {}\n  01.2.3: {}\n',
      [
        'MKT910 4:3 `1.0` in `releases` is not a valid semver version',
        'MKT910 5:3 `v1.0.0` in `releases` is not a valid semver version',
        'MKT910 6:3 `banana` in `releases` is not a valid semver version',
        'MKT910 8:3 `01.2.3` in `releases` is not a valid semver version',
      ],
    ],
    [
      'ranges that semver cannot parse',
      'name: a\nmarketplace: lab\nreleases:\n  1.0.0: { dependencies: [{ name: b, version: newest please }] }\nintegration: { requires: { runtimes: { julia: new } } }\n',
      [
        'MKT910 4:47 `newest please` at `releases.1.0.0.dependencies[0].version` is not a valid version range',
        'MKT910 5:47 `new` at `integration.requires.runtimes.julia` is not a valid version range',
      ],
    ],
    [
      'bytes that are not UTF-8',
      Buffer.from('name: ä\nmarketplace: \xff\xfe\n', 'latin1'),
      ['MKT901 1:7 the file is not valid UTF-8'],
    ],
    ['UTF-16', Buffer.from('\ufeffname: a\n', 'utf16le'), ['MKT901 1:1 the file is UTF-16, not UTF-8']],
    [
      'NUL characters',
      'name: a\nmarketplace: \0\n',
      ['MKT901 2:14 the file contains NUL characters, so it is not text'],
    ],
    [
      'two documents',
      `${sound}---\n${sound}`,
      ['MKT901 4:1 a second YAML document begins here, but a manifest has only one'],
    ],
    ['a list', '- a\n', ['MKT902 1:1 the file must be an object, but is a list']],
    [
      'an alias of nothing',
      'name: *nope\n',
      ['MKT901 1:7 not valid YAML: unresolved alias (the anchor must be set before the alias): nope'],
    ],
    [
      'a tag of another language',
      'name: !!js/function "x"\n',
      ['MKT901 1:7 not valid YAML: unresolved tag: tag:yaml.org,2002:js/function'],
    ],
    ['a key that is a list', '? [a]\n: b\n', ['MKT901 1:3 a key must be a string']],
    [
      'Windows line ends',
      'name: a\r\nmarketplace: 5\r\nreleases: {}\r\n',
      ['MKT902 2:14 `marketplace` must be a string, but is a number'],
    ],
    [
      '10,000 lists in one another',
      `name: ${'['.repeat(10_000)}`,
      ['MKT901 1:71 nested more than 64 levels deep'],
    ],
    ['10,000 dashes', `name:\n ${'- '.repeat(10_000)}x\n`, ['MKT901 2:129 nested more than 64 levels deep']],
    [
      '20 MB of something',
      Buffer.alloc(20 * 1024 * 1024, 'x: [1, 2\n'),
      ['MKT901 1:1 the file is 20 MB, but mkt reads at most 1 MB'],
    ],
  ])('%s', async (_, text, expected) => {
    const faults = await faultsOf({ 'plugins/x.yaml': text });
    expect(faults.map((fault) => fault.replace('r/plugins/x.yaml:', ''))).toEqual(expected);
  });

  test('every syntax error of a file, not only the first one', async () => {
    const faults = await faultsOf({ 'plugins/x.yaml': 'a: [1, 2\nb: {c: 1\nd: "x\n' });
    expect(new Set(faults.map((fault) => fault.split(':')[1])).size).toBeGreaterThan(1);
  });

  test('an alias may be used, but not until it explodes', async () => {
    const levels = 'abcdefghi'.split('');
    const bomb = levels.map(
      (key, index) =>
        `${key}: &${key} [${
          index === 0
            ? 'x'
            : Array(9)
                .fill(`*${levels[index - 1]}`)
                .join(',')
        }]`,
    );
    expect(await faultsOf({ 'plugins/x.yaml': bomb.join('\n') })).toEqual([
      expect.stringContaining(
        'MKT901 r/plugins/x.yaml:6:26 not valid YAML: aliases repeat more than 100000 values',
      ),
    ]);
    const modest = 'name: a\nmarketplace: lab\nkeywords: &k [x, y]\nreleases: { 1.0.0: { keywords: *k } }\n';
    expect(await faultsOf({ 'plugins/x.yaml': modest })).toEqual([]);
  });

  test('a number where a text is meant: what to type', async () => {
    const cwd = folder({
      'r/a.yaml':
        'name: a\nmarketplace: lab\nreleases: { 1.0.0: { dependencies: [{ name: b, version: 1.10 }] } }\n',
    });
    const { faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(worded(faults)[0]?.help).toBe('write it in quotes: `"1.10"`');
  });

  test.each([
    ['3', 'write it in quotes: `"3.0.0"`'],
    ['3.12', 'write it in quotes: `"3.12.0"`'],
    ['"3"', 'write `3.0.0`'],
    ['"3.x"', 'write major.minor.patch, such as `1.2.0`, or `1.2.0-rc.1`'],
  ])('a version %s of an environment is completed', async (python, help) => {
    const cwd = folder({
      'mkt.yaml': `plugins: [a]\nenvironment: { runtimes: { python: ${python} } }\n`,
    });
    const { faults } = await readProject(join(cwd, 'mkt.yaml'), { cwd, env: {} });
    expect(worded(faults).map((fault) => fault.help)).toEqual([help]);
  });

  test('thousands of faults in one file are counted, not listed', async () => {
    const releases = Array.from({ length: 5000 }, (_, index) => `  v${index}: {}\n`).join('');
    const faults = await faultsOf({ 'plugins/x.yaml': `name: a\nmarketplace: lab\nreleases:\n${releases}` });
    expect(faults).toHaveLength(201);
    expect(faults.at(-1)).toContain('the file has 4800 more faults');
  });

  test('thousands of warnings are no error, and hide none', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `  "k${index}": 1,`).join('\n');
    const of = (end: string) => {
      const { value, faults } = validate(claudePlugin, readJson(`{\n${keys}\n${end}\n}`, 'plugin.json'));
      return [
        value !== undefined,
        worded(faults).length,
        ...new Set(worded(faults).map((each) => each.severity)),
      ];
    };
    expect(of('  "name": "p"')).toEqual([true, 201, 'warning']);
    expect(of('  "name": "p", "version": 1')).toEqual([false, 201, 'warning', 'error']);
  });

  test('JSON manifests are read with their places too', async () => {
    expect(
      await faultsOf({ 'plugins/x.json': '{\n  "name": "a",\n  "marketplace": ,\n  "name": "b"\n}' }),
    ).toEqual(['MKT901 r/plugins/x.json:3:18 not valid JSON: expected a value']);
    expect(
      await faultsOf({
        'plugins/x.json': '{\n  "name": 5,\n  "name": "a", "marketplace": "lab", "releases": {} }',
      }),
    ).toEqual([
      'MKT901 r/plugins/x.json:3:3 duplicate key `name`, first on line 2',
      'MKT902 r/plugins/x.json:2:11 `name` must be a string, but is a number',
    ]);
    expect(await faultsOf({ 'plugins/x.json': '['.repeat(10_000) })).toEqual([
      'MKT901 r/plugins/x.json:1:65 nested more than 64 levels deep',
    ]);
  });

  test('one plugin in two files', async () => {
    expect(await faultsOf({ 'plugins/a.yaml': sound, 'plugins/b.yaml': sound })).toEqual([
      'MKT907 r/plugins/b.yaml:1:7 duplicate plugin `a@lab`, also described in r/plugins/a.yaml:1',
    ]);
  });

  test('names like `__proto__` are names, and are checked like others', async () => {
    const text =
      'name: __proto__\nmarketplace: lab\nreleases:\n  1.0.0: { dependencies: [constructor, __proto__] }\n  __proto__: { commit: 5 }\n__proto__: 1\n';
    expect(await faultsOf({ 'plugins/x.yaml': text })).toEqual([
      'MKT910 r/plugins/x.yaml:5:3 `__proto__` in `releases` is not a valid semver version',
      'MKT902 r/plugins/x.yaml:5:24 `releases.__proto__.commit` must be a string, but is a number',
      'MKT903 r/plugins/x.yaml:6:1 unknown key `__proto__`',
    ]);
  });

  test('control characters stay data if they are escaped, and are a fault as bytes', async () => {
    const manifest = (description: string) =>
      `name: a\nmarketplace: lab\ndescription: "${description}"\nreleases: { 1.0.0: {} }\n`;
    const cwd = folder({ 'r/a.yaml': manifest('x\\e[31m'), 's/a.yaml': manifest('x\x1b[31m') });
    const { registries, faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(faults).toEqual([]);
    const lookup = await registries[0]?.lookup('a');
    expect(lookup).toMatchObject({ status: 'found', plugins: [{ description: 'x\x1b[31m' }] });
    const raw = await openRegistries(['s'], { cwd, bundled: false });
    expect(raw.faults).toMatchObject([
      { rule: 'MKT901', location: { file: 's/a.yaml', line: 3, column: 16 } },
    ]);
  });
});

describe('files that are none', needsUnix, () => {
  test('links are followed inside the registry only; pipes are not waited for', async () => {
    const cwd = folder({
      'r/plugins/a.yaml': sound,
      'r/shared/b.yaml': sound.replace('name: a', 'name: b'),
      'secret.yaml': 'password: x\n',
    });
    const plugins = join(cwd, 'r/plugins');
    symlinkSync(join(cwd, 'secret.yaml'), join(plugins, 'leak.yaml'));
    symlinkSync('../shared/b.yaml', join(plugins, 'b.yaml'));
    symlinkSync('ring.yaml', join(plugins, 'ring.yaml'));
    execFileSync('mkfifo', [join(plugins, 'pipe.yaml')]);
    const { registries, faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(registries[0]?.names()).toEqual(['a', 'b']);
    expect(worded(faults).map(shown)).toEqual([
      'MKT901 r/plugins/leak.yaml:1:1 the symbolic link is broken or points outside the registry, so mkt does not follow it',
      'MKT901 r/plugins/ring.yaml:1:1 the symbolic link is broken or points outside the registry, so mkt does not follow it',
      'MKT901 r/plugins/pipe.yaml:1:1 this is not a regular file',
    ]);
  });

  test('a linked folder that leaves the registry', async () => {
    const cwd = folder({ 'other/a.yaml': sound, 'r/artifacts.yaml': '' });
    symlinkSync('../other', join(cwd, 'r/plugins'));
    const { registries, faults } = await openRegistries(['r'], { cwd, bundled: false });
    expect(registries[0]?.names()).toEqual([]);
    expect(worded(faults).map(shown)[0]).toBe(
      'MKT901 r/plugins:1:1 the symbolic link points outside the registry, so mkt does not follow it',
    );
  });
});
