import { describe, expect, test } from 'vitest';
import { sayProblem } from '../../src/analysis/rules/index.ts';
import { lockText } from '../../src/changes/lock-text.ts';
import type { Lock, LockedPlugin } from '../../src/model/lock.ts';
import { readLockText } from '../../src/project/lock-file.ts';
import fc from '../support/fast-check.ts';

const integrity = `sha256-${'A'.repeat(43)}=`;

function locked(id: string, more: Partial<LockedPlugin> = {}): [string, LockedPlugin] {
  const [name = '', marketplace = ''] = id.split('@');
  return [
    id,
    {
      name,
      marketplace,
      version: '1.0.0',
      source: `./plugins/${name}`,
      integrity,
      dependencies: [],
      conflicts: [],
      unlocked: [],
      ...more,
    },
  ];
}

describe('the text of a lock', () => {
  test('is sorted, one block a plugin', () => {
    const lock: Lock = {
      marketplaces: new Map([
        ['lab', { source: './market' }],
        [
          'han',
          { source: 'testdouble/han', url: 'https://github.com/testdouble/han.git', commit: 'a'.repeat(40) },
        ],
      ]),
      plugins: new Map([
        locked('han@han', {
          version: '2.4.0',
          constraint: '^2',
          source: { source: 'git-subdir', url: 'https://github.com/testdouble/han.git', path: 'han' },
          ref: 'han--v2.4.0',
          commit: '1234567890'.repeat(4),
          dependencies: [{ name: 'han-core', marketplace: 'han', range: '>=1 <3' }],
          unlocked: [{ file: '.mcp.json', line: 4, runs: 'npx @playwright/mcp@latest' }],
        }),
        locked('base@lab'),
      ]),
    };
    expect(lockText(lock)).toBe(`# Written by \`mkt lock\`. Commit it.
version: 1
marketplaces:
  han: { source: testdouble/han, url: "https://github.com/testdouble/han.git", commit: ${'a'.repeat(40)} }
  lab: { source: ./market }
plugins:
  base@lab:
    version: 1.0.0
    source: ./plugins/base
    integrity: ${integrity}
  han@han:
    version: 2.4.0
    constraint: ^2
    source: { source: git-subdir, url: "https://github.com/testdouble/han.git", path: han }
    ref: han--v2.4.0
    commit: "${'1234567890'.repeat(4)}"
    integrity: ${integrity}
    dependencies:
      - "han-core@han@>=1 <3"
    unlocked:
      - { file: .mcp.json, line: 4, runs: "npx @playwright/mcp@latest" }
`);
  });

  test('is read back as it was, whatever stands in it', async () => {
    const text = fc.oneof(
      fc.constantFrom(
        '1',
        '1.0',
        'true',
        'null',
        '~',
        'no',
        '0x1f',
        '1e3',
        '12e4',
        '- a',
        '#x',
        'a: b',
        'a #b',
        '{',
        "'",
        '@x',
        '.',
        '=',
        '<<',
        '2026-01-19',
        '1:30',
        ' a ',
        'a\nb',
        '\u2028',
        '\u{1f600}',
      ),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    );
    const name = fc.oneof(
      fc.constantFrom('a', 'constructor', '__proto__', 'true', '1', '1.0', 'ä', '<<', '~', '{x}'),
      fc.stringMatching(/^[a-z0-9.:#'"*&!|>%-]{1,8}$/),
    );
    const hex = fc.stringMatching(/^[0-9a-f]{40}$/);
    const requirement = fc.record({
      name,
      marketplace: name,
      range: fc.constantFrom('*', '^1.0.0', '>=1 <2', '1.x || 2.x', '~1.2'),
    });
    const source = fc.oneof(text, fc.record({ source: fc.constant('url'), url: text, path: text }));
    const plugin = fc.record(
      {
        name,
        marketplace: name,
        version: fc.constantFrom('1.0.0', '1.0.0-rc.1', '0.0.0', '1.0.0+b1', '10.20.30-1e5'),
        constraint: fc.constantFrom('^1', '1', '1.0', '*', '>=1 <2', '~1.2.3', '1.x'),
        source,
        ref: text,
        commit: hex,
        integrity: fc.constant(integrity),
        dependencies: fc.array(requirement, { maxLength: 3 }),
        conflicts: fc.array(requirement, { maxLength: 1 }),
        unlocked: fc.array(fc.record({ file: text, line: fc.integer({ min: 1 }), runs: text }), {
          maxLength: 2,
        }),
      },
      {
        requiredKeys: [
          'name',
          'marketplace',
          'version',
          'source',
          'integrity',
          'dependencies',
          'conflicts',
          'unlocked',
        ],
      },
    );
    const marketplace = fc.record({ source: text, url: text, commit: hex }, { requiredKeys: ['source'] });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, marketplace), { maxLength: 3 }),
        fc.array(plugin, { maxLength: 4 }),
        async (marketplaces, plugins) => {
          const lock: Lock = {
            marketplaces: new Map(marketplaces),
            plugins: new Map(
              plugins.map((each) => [`${each.name}@${each.marketplace}`, each as LockedPlugin]),
            ),
          };
          const written = lockText(lock);
          const { lock: read, faults } = await readLockText(written, 'mkt.lock');
          expect(faults.map((fault) => sayProblem(fault).message)).toEqual([]);
          expect(lockText(read)).toBe(written);
          const inOrder = (each: LockedPlugin) => ({
            ...each,
            dependencies: [...each.dependencies].sort(byText),
            conflicts: [...each.conflicts].sort(byText),
          });
          for (const [id, each] of lock.plugins)
            expect(inOrder(read.plugins.get(id) as LockedPlugin)).toEqual(inOrder(each));
          expect(read.plugins.size).toBe(lock.plugins.size);
          for (const [id, each] of lock.marketplaces) expect(read.marketplaces.get(id)).toEqual(each);
        },
      ),
    );
  });

  test('says what cannot be read, with its line', async () => {
    const wrong = async (text: string) =>
      (await readLockText(text, 'mkt.lock')).faults.map(
        (fault) => `${fault.location.line}: ${sayProblem(fault).message}`,
      );
    expect(await wrong('version: 2\nmarketplaces: {}\nplugins: {}\n')).toEqual([
      '1: `version` is 2, and this version of mkt reads only version 1; update mkt to read this lock',
    ]);
    expect(await wrong('version: 1\nmarketplaces: {}\nplugins:\n  bare: {}\n')).toContainEqual(
      '4: `bare` is not of the form `name@marketplace`',
    );
  });
});

const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
