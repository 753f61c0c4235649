/** Hooks that an entry replaces, over a combination: MKT915. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { entryOverrulesManifest } from '../../src/analysis/rules/mkt915-entry-overrules-manifest.ts';
import { entry, type Files, lab, manifest, releaseOf } from '../client/fixtures.ts';
import { contextOf } from '../support/releases.ts';

const on = (event: string, matcher: string): Files => ({
  [event]: [{ matcher, hooks: [{ type: 'command', command: 'guard' }] }],
});

async function found(ofEntry: Files, ofManifest: Files) {
  const files = lab([entry('h', ofEntry)], manifest('h', ofManifest));
  return findingsOf(entryOverrulesManifest, contextOf([await releaseOf(files, 'h')]));
}

describe('MKT915 in a combination', () => {
  test('a guard of the manifest that the entry replaces', async () => {
    const findings = await found({ hooks: on('PreToolUse', 'Read') }, { hooks: on('PreToolUse', 'Bash') });
    expect(findings).toMatchObject([
      {
        case: 'hooks-replaced',
        severity: 'warning',
        plugins: ['h'],
        evidence: { plugin: 'h', events: ['PreToolUse'] },
        related: [{ location: { file: '.claude-plugin/marketplace.json' } }],
      },
    ]);
  });

  test.each<[what: string, ofEntry: Files, ofManifest: Files]>([
    ['other events', { hooks: on('Stop', '') }, { hooks: on('PreToolUse', 'Bash') }],
    ['only the entry has hooks', { hooks: on('PreToolUse', 'Read') }, {}],
    ['only the manifest has hooks', {}, { hooks: on('PreToolUse', 'Bash') }],
    ['a key that never counts loses nothing in use', { mcpServers: {} }, { hooks: on('PreToolUse', 'Bash') }],
  ])('near miss: %s', async (_, ofEntry, ofManifest) => {
    expect(await found(ofEntry, ofManifest)).toEqual([]);
  });
});
