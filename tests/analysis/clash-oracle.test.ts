/** Every clash of names among real releases, computed from the history of the marketplace without any code of the rules. */
import { readFileSync } from 'node:fs';
import { rcompare } from 'semver';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { hasHistory, historyFile, needsHistory } from '../registry-data/data.ts';
import fc from '../support/fast-check.ts';
import { checkBundled } from './bundled.ts';

const kinds = ['agents', 'commands', 'skills'] as const;
type Components = Record<(typeof kinds)[number], string[]>;
type History = Record<string, Record<string, Components>>;

/** One clash as both sides tell it; `names` are the first twelve, as a message shows them. */
interface Clash {
  readonly kind: string;
  readonly plugins: string;
  readonly amount: number;
  readonly names: string;
}

const shown = 12;
const ruleOf: Record<string, string> = { MKT301: 'agents', MKT302: 'commands', MKT303: 'skills' };

/** The clashes that the history has for releases written `name@1.0.0`: names that several of them bear, by who bears them. */
function expected(history: History, releases: readonly string[]): Clash[] {
  const clashes: Clash[] = [];
  for (const kind of kinds) {
    const bearers: Record<string, string[]> = Object.create(null);
    for (const text of releases) {
      const [plugin = '', version = ''] = text.split('@');
      const names = (history[plugin]?.[version]?.[kind] ?? []).map((path) => path.split('/').pop() ?? '');
      for (const name of new Set(names)) bearers[name] = [...(bearers[name] ?? []), plugin];
    }
    const meetings: Record<string, string[]> = Object.create(null);
    for (const [name, plugins] of Object.entries(bearers)) {
      if (plugins.length < 2) continue;
      const key = [...plugins].sort().join(' ');
      meetings[key] = [...(meetings[key] ?? []), name];
    }
    for (const [plugins, names] of Object.entries(meetings))
      clashes.push({ kind, plugins, amount: names.length, names: names.sort().slice(0, shown).join(' ') });
  }
  return inOrder(clashes);
}

/** The clashes that `check` reports, read out of what a user is told. */
function reported(findings: readonly Finding[]): Clash[] {
  return inOrder(
    findings.flatMap(({ rule, plugins, message }) => {
      const kind = ruleOf[rule];
      if (kind === undefined) return [];
      const [what = ''] = / ship .*/.exec(message) ?? [];
      const names = [...what.matchAll(/`([^`]*)`/g)].map(([, name]) => name);
      const amount = Number(/ ship (\d+) /.exec(what)?.[1] ?? 1);
      const more = Number(/ and (\d+) more$/.exec(what)?.[1] ?? 0);
      expect(names.length + more, message).toBe(amount);
      return [{ kind, plugins: plugins.join(' '), amount, names: names.join(' ') }];
    }),
  );
}

function inOrder(clashes: readonly Clash[]): Clash[] {
  const key = ({ kind, plugins }: Clash) => `${kind} ${plugins}`;
  return [...clashes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** `check` over exactly these releases; that there are such releases is asserted, so that silence means no clash. */
async function compare(history: History, releases: readonly string[]): Promise<Clash[]> {
  const findings = await checkBundled(...releases);
  expect(
    findings.filter(({ severity }) => severity === 'error'),
    releases.join(' '),
  ).toEqual([]);
  const clashes = expected(history, releases);
  expect(reported(findings), releases.join(' ')).toEqual(clashes);
  return clashes;
}

describe('every real clash of names, and no other', needsHistory, () => {
  const history = (hasHistory ? JSON.parse(readFileSync(historyFile, 'utf8')) : {}) as History;
  const newest = Object.keys(history).map(
    (name) => `${name}@${Object.keys(history[name] ?? {}).sort(rcompare)[0]}`,
  );
  const singles = newest.filter((text) => !text.includes('-suite@') && !text.startsWith('agent-core@'));

  test('for every pair of plugins at their newest releases', async () => {
    let withClashes = 0;
    for (const [index, first] of newest.entries())
      for (const second of newest.slice(index + 1))
        if ((await compare(history, [first, second])).length > 0) withClashes += 1;
    expect(newest).toHaveLength(38);
    expect(withClashes).toBeGreaterThan(50);
  });

  test('for all 31 single plugins together, and for all 38', async () => {
    expect(singles).toHaveLength(31);
    const clashes = await compare(history, singles);
    expect(clashes).toContainEqual({
      kind: 'agents',
      plugins: 'debugging-toolkit unit-testing',
      amount: 1,
      names: 'debugger',
    });
    expect((await compare(history, newest)).length).toBeGreaterThan(clashes.length);
  });

  test('for 200 random sets of older releases', async () => {
    const pinned = (name: string) =>
      fc.constantFrom(...Object.keys(history[name] ?? {})).map((version) => `${name}@${version}`);
    const sets = fc
      .shuffledSubarray(Object.keys(history), { minLength: 2, maxLength: 12 })
      .chain((names) => fc.tuple(...names.map(pinned)));
    let withClashes = 0;
    for (const releases of fc.sample(sets, { numRuns: 200, seed: 335 }))
      if ((await compare(history, releases)).length > 0) withClashes += 1;
    expect(withClashes).toBeGreaterThan(100);
  });
});
