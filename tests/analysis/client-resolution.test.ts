/** MKT110. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { clientResolutionDiffers as rule } from '../../src/analysis/rules/mkt110-client-resolution-differs.ts';
import type { ClientFailure, ClientRun } from '../../src/model/client-run.ts';
import { mktJson } from '../support/mkt.ts';
import { contextOf, release } from '../support/releases.ts';
import { checkMarketplace, marketplaces, needsMarketplaces } from './bundled.ts';

const releases = [release('app'), release('base')];
const asked = { by: 'app', version: '1.0.0', range: '^1' };

function drafts(run: Partial<ClientRun>, all = releases) {
  return findingsOf(
    rule,
    contextOf(all, { clientRun: { failures: [], otherCopies: [], recorded: new Map(), ...run } }),
  );
}

describe('MKT110', () => {
  test.each<[ClientFailure, id: string, RegExp]>([
    [
      { kind: 'range-conflict', installing: 'app', on: 'base', ranges: [asked, { ...asked, range: '^2' }] },
      'installation-fails',
      /the installation fails\n`app`: no release of `base` matches both `\^1` \(for `app` 1\.0\.0\) and `\^2` .*`range-conflict`.*never tries an older one/,
    ],
    [
      {
        kind: 'too-complex',
        installing: 'app',
        on: 'base',
        ranges: [
          { ...asked, range: '1 || 2 || 3' },
          { ...asked, by: 'other', range: '1 || 2' },
        ],
      },
      'installation-fails',
      /the installation fails\n`app`: the ranges of `base` have too many alternatives \(`\|\|`\) for the client to compare: 3 \(for `app` 1\.0\.0\) and 2 \(for `other` 1\.0\.0\)/,
    ],
    [
      { kind: 'installed', installing: 'app', on: 'base', version: '2.0.0', ranges: [asked] },
      'installation-fails',
      /the installation fails\n`app`: `base` 2\.0\.0 is already installed and does not match/,
    ],
    [
      { kind: 'no-matching-tag', installing: 'app', on: 'base', ranges: [asked] },
      'installation-fails',
      /the installation fails\n.*no tag of `base` matches `\^1`.*`no-matching-tag`/,
    ],
    [
      { kind: 'dependency-version-unsatisfied', on: 'base', installed: '2.0.0', asked },
      'not-loaded',
      /loads only some\n`app` 1\.0\.0 requires `base@\^1` but finds 2\.0\.0 \(`dependency-version-unsatisfied`\)/,
    ],
    [
      { kind: 'dependency-version-unsatisfied', on: 'base', asked },
      'not-loaded',
      /requires `base@\^1` but finds a copy whose version the client does not know/,
    ],
    [
      { kind: 'installed', installing: 'app', on: 'base', ranges: [asked] },
      'installation-fails',
      /`base` \(whose version the client does not know\) is already installed/,
    ],
    [
      { kind: 'dependency-unsatisfied', on: 'base', asked },
      'not-loaded',
      /loads only some\n.*`dependency-unsatisfied`/,
    ],
    [
      { kind: 'other-version', on: 'base', range: '^1', installed: '2.0.0' },
      'other-versions',
      /chooses other versions\n`base@\^1` is requested.*it installs 2\.0\.0/,
    ],
  ])('%o', (failure, id, message) => {
    const [draft, ...others] = drafts({ failures: [failure] });
    expect(others).toEqual([]);
    expect(draft?.case).toBe(id);
    expect(draft?.evidence).toEqual({
      failures: [failure],
      chosen: [
        { plugin: 'app', version: '1.0.0' },
        { plugin: 'base', version: '1.0.0' },
      ],
    });
    expect(draft?.message).toMatch(message);
    expect(draft?.message).toContain('compatible versions: `app 1.0.0` and `base 1.0.0`');
    expect(draft?.plugins).toContain('base');
    expect(draft?.location).toMatchObject({ file: 'mkt.yaml' });
  });

  test('the help is an order that works, where there is one', () => {
    const failures: ClientFailure[] = [
      { kind: 'installed', installing: 'app', on: 'base', version: '2.0.0', ranges: [asked] },
    ];
    const [ordered] = drafts({ failures, order: ['base', 'app'] });
    expect(ordered?.help).toContain('`base` then `app`');
    expect(ordered?.evidence?.order).toEqual(['base', 'app']);
    expect(drafts({ failures })[0]?.help).toContain('a marketplace of your own');
    const other: ClientFailure = { kind: 'other-version', on: 'base', range: '^1', installed: '2.0.0' };
    expect(drafts({ failures: [other] })[0]?.help).toContain('remove the range of `base`');
  });

  test('a copy that is not the recorded one is told once, with all who ask for the other', () => {
    const copy = { on: 'base', recorded: '1.5.0', loaded: '2.0.0', asked };
    const found = drafts({
      otherCopies: [copy, { ...copy, asked: { ...asked, by: 'tool', range: '~1.5' } }],
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      case: 'other-copy',
      evidence: {
        plugin: 'base',
        recorded: '1.5.0',
        loaded: '2.0.0',
        asked: [asked, { by: 'tool', version: '1.0.0', range: '~1.5' }],
      },
    });
    expect(found[0]?.message).toContain('records `base` as 1.5.0 and loads 2.0.0');
    expect(found[0]?.message).toContain('`~1.5` (for `tool` 1.0.0)');
  });

  test('a plugin that asks in the version that the client installs, and not in the one that mkt chooses', () => {
    const copy = { on: 'base', recorded: '1.5.0', loaded: '2.0.0', asked: { ...asked, version: '1.1.0' } };
    const [found] = drafts({ otherCopies: [copy] });
    expect(found?.evidence?.instead).toEqual([{ plugin: 'app', version: '1.0.0', installed: '1.1.0' }]);
    expect(found?.message).toContain(
      '`app` 1.0.0, which mkt chooses, does not require it; the client installs 1.1.0',
    );
    const [same] = drafts({ otherCopies: [{ ...copy, asked }] });
    expect(same?.evidence).not.toHaveProperty('instead');
  });

  test('a failure beyond the fourth is not told, and stands in the evidence', () => {
    const failures = Array.from(
      { length: 6 },
      (_, index): ClientFailure => ({
        kind: 'dependency-unsatisfied',
        on: `base${index}`,
        asked,
      }),
    );
    const [draft] = drafts({ failures });
    expect(draft?.message).toContain('\nand 2 more\n');
    expect(draft?.message).not.toContain('base4');
    expect(draft?.evidence?.failures).toEqual(failures);
  });

  test('near misses: all is well, and nothing is known', () => {
    expect(drafts({})).toEqual([]);
    expect(findingsOf(rule, contextOf(releases))).toEqual([]);
  });

  test('offers the command that copies only where mkt has it', () => {
    const failures: ClientFailure[] = [
      { kind: 'dependency-version-unsatisfied', on: 'base', installed: '2.0.0', asked },
    ];
    const clientRun = { failures, otherCopies: [], recorded: new Map() };
    const helpWith = (commands: string[]) =>
      findingsOf(rule, contextOf([release('app'), release('base')], { clientRun, commands })).map(
        ({ help }) => help,
      );
    expect(helpWith(['check', 'sync'])).toEqual([expect.stringContaining('`mkt sync`')]);
    expect(helpWith(['check'])).toEqual([expect.not.stringContaining('`mkt ')]);
  });

  test('a repository with tags, from end to end', () => {
    const { json } = mktJson(['check', 'easel', '--registry', 'examples/paint/paint.git', '--no-bundled']);
    expect(json.findings.map(({ rule: id }: { rule: string }) => id)).toEqual(['MKT110']);
    expect(json.findings[0].message).toContain('compatible versions: `brush 1.0.0`, `easel 1.0.0`');
  });

  test('silent on real marketplaces, whose plugins lie beside each other', needsMarketplaces, async () => {
    for (const [name, plugin] of [
      ['galaykos+cc-marketplace', 'everything'],
      ['gtapps+claude-code-hermit', 'feed-hermit'],
    ] as const) {
      const found = await checkMarketplace(`${marketplaces}/${name}`, plugin);
      expect(found.filter(({ rule: id }) => id === 'MKT110')).toEqual([]);
    }
  });
});
