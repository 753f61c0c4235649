/** The picture of a combination: what each plugin hooks, gates, names and takes, and where plugins meet. */
import { describe, expect, test } from 'vitest';
import { allFindings } from '../../src/analysis/engine.ts';
import { gridOver, meetingGrid } from '../../src/analysis/meeting-grid.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import { readMod } from '../../src/client/mods/read-mod.ts';
import { checkHtml } from '../../src/report/check-html.ts';
import { meetingTable } from '../../src/report/page/meeting-table.ts';
import type { CheckedList } from '../../src/report/results.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { memoryTree } from '../client/fixtures.ts';
import { brokenLinks, elementsOf } from '../support/page.ts';
import { contextOf, release } from '../support/releases.ts';

const modOf = (body: string) =>
  readMod(memoryTree({ 'r.js': `export function register(on) {\n${body}\n}` }), 'r.js');

const guard = release('guard', {
  agents: ['team/rev'],
  hooks: [
    { event: 'PreToolUse', matcher: 'Bash', type: 'command', command: 'x' },
    { event: 'PostToolUse', matcher: '*', type: 'command', command: 'y' },
  ],
  mcpServers: [{ name: 'notes', command: 'node notes.js' }],
  lspServers: [{ name: 'ts', extensions: ['.ts'] }],
  executables: ['fmt'],
});
const sandbox = release('sandbox', { agents: ['rev'], skills: ['ship'] });
const mod = modOf(`
  on('tool.call', { tool: 'Bash' }, async ($, e, next) => ({ result: 'x' }));
  on('session.start', async ($, e, next) => { await $.fs.read('a'); await $.command.register({ name: 'go' }); return next(e); });
`);
const context = contextOf([guard, sandbox], { mods: [{ release: sandbox, mod }] });
const grid = meetingGrid(context, allFindings(rules, context, { levels: {}, ignores: [] }));

describe('the grid', () => {
  test('has a row for each plugin', () => {
    expect(grid.plugins).toEqual([
      {
        label: 'guard',
        name: 'guard',
        hooks: ['PostToolUse'],
        gates: ['PreToolUse Bash'],
        names: ['guard:team:rev'],
        takes: ['mcp__plugin_guard_notes__…', '.ts', 'bin/fmt'],
      },
      {
        label: 'sandbox',
        name: 'sandbox',
        hooks: ['session.start (mod)'],
        gates: ['tool.call by tool (mod)'],
        names: ['sandbox:rev', 'sandbox:ship', 'command go'],
        takes: ['$.fs.read a', '$.command.register'],
      },
    ]);
  });

  test('has the findings about meetings, each in its column', () => {
    const columns = grid.meetings.map(
      ({ column, finding: { rule, case: name } }) => `${column} ${rule} ${name}`,
    );
    expect(columns).toEqual(['names MKT301 found', 'gates MKT312 hook-skipped', 'takes MKT316 found']);
  });

  test('of hooks that settings disable has nothing that runs', () => {
    const off = {
      disableAllHooks: {
        value: true,
        scope: 'user',
        overruled: [],
        location: { file: 's', line: 1, column: 1 },
      },
    } as const;
    const quiet = meetingGrid(
      {
        ...context,
        settings: {
          ...off,
          files: [],
          enabledPlugins: new Map(),
          marketplaces: new Map(),
          blocked: [],
          ignoredPolicy: [],
        },
      },
      [],
    );
    expect(quiet.plugins.flatMap(({ hooks, gates }) => [...hooks, ...gates])).toEqual([]);
  });

  test('over releases runs only the rules about meetings', () => {
    const over = gridOver(
      [guard, sandbox],
      { client: clientFacts(), mods: [{ release: sandbox, mod }] },
      rules,
    );
    expect(over.plugins).toEqual(grid.plugins);
    expect(over.meetings.map(({ finding }) => finding.rule)).toEqual(['MKT301', 'MKT312', 'MKT316']);
  });
});

describe('the page', () => {
  const found = grid.meetings.map(({ finding }) => finding);
  const html = meetingTable(grid, { findingId: (finding) => `meeting-${found.indexOf(finding) + 1}` }).markup;

  test('marks the cells of both plugins, and leads to the finding', () => {
    expect(html.match(/href="#meeting-\d+"/g)?.sort()).toEqual([
      'href="#meeting-1"',
      'href="#meeting-1"',
      'href="#meeting-2"',
      'href="#meeting-2"',
      'href="#meeting-3"',
    ]);
    expect(html).toContain('warning MKT312</a>');
  });

  test('shows foreign text, and never runs it', () => {
    const evil = `"><img src=x onerror=alert(1)>'\``;
    const hostile = release(evil, {
      agents: [evil, 'rev'],
      executables: [evil],
      hooks: [{ event: 'PreToolUse', matcher: evil, type: 'command', command: evil }],
    });
    const both = { ...contextOf([]), releases: [hostile, sandbox] };
    const found = allFindings(rules, both, { levels: {}, ignores: [] });
    const result: CheckedList = {
      looked: { list: { kind: 'arguments' }, registries: [], rules: [] },
      verdict: { kind: 'loads', apart: false },
      strict: false,
      requested: [],
      plugins: [
        { name: evil, version: '1.0.0', marketplace: evil, requested: true, components: {}, requiredBy: [] },
      ],
      findings: found,
      grid: meetingGrid(both, found),
    };
    const page = checkHtml(result);
    expect(page).toContain(`default-src 'none'`);
    expect(page).toContain('&lt;img');
    expect(elementsOf(page).map(({ tagName }) => tagName)).not.toContain('img');
    // Two lists on one page have ids of their own.
    const two = checkHtml({ ...result, parts: [result, result] });
    expect(brokenLinks(two)).toEqual([]);
  });
});
