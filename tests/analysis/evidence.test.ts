/** The words of a finding are made of its evidence and nothing else, and that evidence is data: JSON holds all of it. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Context, emptyContext } from '../../src/analysis/context.ts';
import { findingOf, findingsOf } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Problem } from '../../src/model/problems.ts';
import { readBundled } from '../../src/sources/registries/bundled.ts';
import { spec } from '../support/releases.ts';
import { resolveSketch } from '../support/universe.ts';
import { bundledContext, hasMarketplaces, marketplaceContext, marketplaces, namesIn } from './bundled.ts';

/** Says each finding of a context once more, from its evidence as JSON holds it. Returns which cases were there. */
function saidAgain(context: Context): string[] {
  return rules.flatMap((rule) => {
    if (!('say' in rule)) return [];
    return findingsOf(rule, context).map((finding) => {
      const evidence = JSON.parse(JSON.stringify(finding.evidence));
      expect(evidence, finding.message).toStrictEqual(finding.evidence);
      const again: Finding = findingOf({ rule: rule.id, case: finding.case, evidence } as Problem, rule);
      expect(again.message).toBe(finding.message);
      expect(again.help).toBe(finding.help);
      return `${finding.rule} ${finding.case}`;
    });
  });
}

/** Each once, of this module's rules: those about the request and about components that meet. */
const cases = (found: readonly string[]): string[] =>
  [...new Set(found)].filter((each) => /^MKT[123]/.test(each)).sort();

describe('in the bundled registry', () => {
  test('all patterns', async () => {
    const { patterns } = (await readBundled()).knowledge;
    const found: string[] = [];
    for (const { plugins } of patterns)
      found.push(...saidAgain(await bundledContext(plugins.map(({ name }) => name))));
    expect(cases(found)).toEqual(['MKT108 only-superseded', 'MKT301 found', 'MKT307 beside-skill']);
  });

  test('all plugins at once', async () => {
    const names = (await readBundled()).registry.names() ?? [];
    expect(cases(saidAgain(await bundledContext(names)))).toContain('MKT108 both-chosen');
  });

  test('what cannot be had', async () => {
    const request = ['julia-developmnt', 'hpc-computing@>=90', 'unit-testing@nowhere'];
    expect(cases(saidAgain(await bundledContext(request)))).toEqual([
      'MKT101 not-found',
      'MKT102 found',
      'MKT104 of-spec',
    ]);
  });
});

test.each([
  [{ a: { '1.0.0': 'c@^1' }, b: { '1.0.0': 'c@^2' }, c: { '1.0.0': '', '2.0.0': '' } }, {}, 'MKT103 found'],
  [{ a: { '1.0.0': '%python@<3' }, b: { '1.0.0': '%python@>=3' } }, {}, 'MKT201 found'],
  [
    { a: { '1.0.0': '%python@<3' }, b: { '1.0.0': '%python@>=3' } },
    { python: '3.1.0' },
    'MKT203 no-combination',
  ],
])('what has no resolution: %j %j', async (sketch, runtimes, found) => {
  const request = ['a', 'b'];
  const { resolution } = await resolveSketch(sketch, request);
  const context = {
    ...emptyContext,
    resolution,
    environment: { runtimes },
    request: request.map((text) => spec(text)),
  };
  expect(saidAgain(context)).toEqual([found]);
});

describe.skipIf(!hasMarketplaces)('real marketplaces (../shared/data/marketplaces)', () => {
  test.each<[marketplace: string, found: string[], without?: string[]]>([
    [
      'anthropics+claude-plugins-official',
      [
        'MKT109 found',
        'MKT301 found',
        'MKT302 found',
        'MKT303 found',
        'MKT306 can-decide',
        'MKT306 side-by-side',
        'MKT307 beside-skill',
        'MKT307 over-command',
        'MKT309 found',
      ],
    ],
    ['enchanter-ai+hydra', ['MKT306 can-decide', 'MKT306 side-by-side'], ['full']],
    [
      'galaykos+cc-marketplace',
      [
        'MKT302 found',
        'MKT306 can-decide',
        'MKT306 side-by-side',
        'MKT307 beside-skill',
        'MKT307 over-command',
        'MKT309 found',
      ],
    ],
  ])('%s', async (marketplace, found, without) => {
    const folder = join(marketplaces, marketplace);
    const context = await marketplaceContext(folder, ...namesIn(marketplace, without));
    expect(cases(saidAgain(context))).toEqual(found);
  });
});

test('a case that its rule has no words for is a finding without a message', () => {
  const problem = { rule: 'MKT301', case: 'found', evidence: { a: 1 } } as unknown as Problem;
  expect(findingOf(problem, { id: 'MKT301', say: {} })).toMatchObject({
    rule: 'MKT301',
    case: 'found',
    message: '',
    plugins: [],
    evidence: { a: 1 },
  });
});
