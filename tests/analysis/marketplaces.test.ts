/** Rules about where plugins come from: MKT104, MKT105 and MKT107, over what the registries said of them. */

import { describe, expect, test } from 'vitest';
import { anchorOf, placed } from '../../src/analysis/anchor.ts';
import { emptyContext } from '../../src/analysis/context.ts';
import { findingsOf } from '../../src/analysis/engine.ts';
import { unknownMarketplace } from '../../src/analysis/rules/mkt104-unknown-marketplace.ts';
import { crossMarketplaceBlocked } from '../../src/analysis/rules/mkt105-cross-marketplace-blocked.ts';
import { renamedPlugin } from '../../src/analysis/rules/mkt107-renamed-plugin.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import { contextOf, release, spec } from '../support/releases.ts';

const blocked = [{ name: 'tool', marketplace: 'south', roots: ['lab'] }];

/** A failure that rests on one missing plugin. */
const failedOn = (on: string): Resolution => ({
  ok: false,
  explanation: ['Because a, b.'],
  conflict: ['a'],
  minimal: true,
  smallest: true,
  suggestions: [],
  causes: [{ kind: 'missing', on }],
});

describe('MKT105', () => {
  const check = (resolution: Resolution) =>
    findingsOf(crossMarketplaceBlocked, {
      ...emptyContext,
      resolution,
      blocked,
      request: [spec('other', 2), spec('a', 3)],
    });

  test('a dependency in a marketplace that is not allowed: which, what the client does, both ways out', () => {
    const [finding, ...others] = check(failedOn('tool@south'));
    expect(others).toEqual([]);
    expect(finding?.message).toContain(
      'requires `tool` from the marketplace `south`, which `lab` does not allow',
    );
    expect(finding?.help).toContain('`tool@south`');
    expect(finding?.help).toContain('`"allowCrossMarketplaceDependenciesOn": ["south"]`');
  });

  test('is reported at the plugin that is not available, not at another one of the list', () => {
    expect(check(failedOn('tool@south'))[0]?.location?.line).toBe(3);
  });

  test('near misses: it failed for another reason, or an older release did without', () => {
    expect(check(failedOn('tool@lab'))).toEqual([]);
    expect(check({ ok: true, chosen: [] })).toEqual([]);
  });
});

describe('MKT104', () => {
  const check = (resolution: Resolution) =>
    findingsOf(unknownMarketplace, {
      ...emptyContext,
      resolution,
      outside: [{ name: 'tool', marketplace: 'south' }],
      request: [spec('other', 2), spec('a', 3)],
    });

  test('a dependency on a plugin from a marketplace that is not in any registry', () => {
    const [finding, ...others] = check(failedOn('tool@south'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      case: 'of-dependency',
      evidence: { plugin: 'tool', marketplace: 'south' },
      plugins: ['tool'],
    });
    expect(finding?.message).toContain(
      '`tool` is required from the marketplace `south`, which is not in any registry',
    );
    expect(finding?.location?.line).toBe(3);
    expect(finding?.help).toContain('--registry');
  });

  test('near misses: it failed for another reason, or an older release did without', () => {
    expect(check(failedOn('tool@lab'))).toEqual([]);
    expect(check({ ok: true, chosen: [] })).toEqual([]);
  });
});

describe('MKT107', () => {
  const renamed = [{ spec: spec('old', 3), name: 'new' }];

  test('a plugin asked for by its former name', () => {
    const [finding, ...others] = findingsOf(renamedPlugin, { ...emptyContext, renamed });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ plugins: ['new'], location: { line: 3 }, help: 'use `new`' });
    expect(finding?.message).toContain('`old` is now called `new`');
  });

  test('a plugin that was removed is an error', () => {
    const problems = [{ kind: 'removed', spec: spec('gone', 4), registry: 'lab' }] as const;
    const [finding] = findingsOf(renamedPlugin, { ...emptyContext, problems });
    expect(finding).toMatchObject({ severity: 'error', plugins: ['gone'], location: { line: 4 } });
  });

  test('near misses: nothing renamed, or a plugin that was never there', () => {
    expect(renamedPlugin.check(contextOf([release('new')]))).toEqual([]);
    const problems = [{ kind: 'not-found', spec: spec('gone'), nearest: [], asked: [] }] as const;
    expect(findingsOf(renamedPlugin, { ...emptyContext, problems })).toEqual([]);
  });

  test('other findings about it stand on the line with its former name', () => {
    const context = contextOf([release('a'), release('new')], {
      request: [spec('a', 2), spec('old', 3)],
      renamed,
    });
    expect(anchorOf('new', context)?.line).toBe(3);
    expect(placed(['a', 'new'], context).related?.[0]?.message).toBe('`new` is requested here');
  });
});
