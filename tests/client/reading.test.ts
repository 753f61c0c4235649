// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
import { describe, expect, test } from 'vitest';
import { problemsIn } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import { readManifest } from '../../src/client/manifest.ts';
import { readWhole } from '../../src/client/reading/marketplace-reading.ts';
import { readPlugin } from '../../src/client/reading/plugin-reading.ts';
import { caseOf } from '../../src/model/problems.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { entry, type Files, lab, manifest, markdown, memoryTree, pluginOf } from './fixtures.ts';

const facts = clientFacts();

const hooks = (command: string) => ({ SessionStart: [{ hooks: [{ type: 'command', command }] }] });

/** A plugin of everything that lies in a file of its own. */
const full = (name: string): Files => ({
  ...manifest(name, { hooks: './more.json', mcpServers: './servers.json', agents: ['./agents/a.md'] }),
  [`plugins/${name}/agents/a.md`]: markdown('name: a\ndescription: d'),
  [`plugins/${name}/commands/c.md`]: markdown('description: d', 'see /other:agent'),
  [`plugins/${name}/skills/s/SKILL.md`]: markdown('description: d'),
  [`plugins/${name}/hooks/hooks.json`]: { hooks: hooks('true') },
  [`plugins/${name}/more.json`]: { hooks: hooks('false') },
  [`plugins/${name}/.mcp.json`]: { one: { command: 'one' } },
  [`plugins/${name}/.lsp.json`]: { two: { command: 'two', extensionToLanguage: { '.x': 'x' } } },
  [`plugins/${name}/servers.json`]: { mcpServers: { three: { command: 'three' } } },
  [`plugins/${name}/settings.json`]: { agent: 'a' },
});

describe('a reading', () => {
  test('opens only the marketplace’s own file until somebody asks for a plugin', () => {
    const tree = memoryTree(lab([entry('p')], full('p')));
    const reading = readWhole(tree, { facts });
    expect(reading).toMatchObject({ kind: 'marketplace', name: 'lab', entries: [{ name: 'p' }] });
    expect(tree.reads).toEqual(['.claude-plugin/marketplace.json']);
  });

  test('opens each file once, whatever all rules ask', () => {
    const tree = memoryTree(lab([entry('p'), entry('q')], { ...full('p'), ...full('q') }));
    problemsIn(readWhole(tree, { facts }), rules);
    expect([...tree.reads].sort()).toEqual([...new Set(tree.reads)].sort());
    expect(tree.reads).toContain('plugins/q/servers.json');
    expect(tree.reads).toContain('plugins/q/skills/s/SKILL.md');
  });

  test('of a folder without a marketplace says what is missing', () => {
    expect(readWhole(memoryTree({}), { facts })).toMatchObject({
      kind: 'none',
      faults: [{ rule: 'MKT901', case: 'no-file' }],
    });
  });
});

const wrong: Files = {
  ...manifest('p', { author: undefined, agents: ['./agents/gone.md'], dependencies: ['p', 'gone'] }),
  'plugins/p/hooks/hooks.json': { hooks: hooks('${CLAUDE_PLUGIN_ROOT}/gone.sh') },
  'plugins/p/commands/c.md': 'no head',
};

const casesOf = (faults: readonly { readonly rule: string; readonly case: string }[]) =>
  faults.map((fault) => `${fault.rule} ${fault.case}`).sort();

describe('the faults of a plugin', () => {
  const blocking = ['MKT911 dependency', 'MKT911 path'];

  test('are those for which the client does not load it; the others are found by rules', () => {
    const reading = readWhole(memoryTree(lab([entry('p')], wrong)), { facts });
    const [plugin] = reading.kind === 'marketplace' ? reading.plugins : [];
    expect(casesOf(plugin?.faults ?? [])).toEqual(blocking);
    const others = problemsIn(reading, rules).filter((found) => caseOf(found).blocks === 'nothing');
    expect(casesOf(others)).toEqual([
      'MKT106 declared-on-itself',
      'MKT902 no-author',
      'MKT902 no-front-matter',
      'MKT902 unquoted-path',
      'MKT911 file',
    ]);
  });

  test('are what a release is asked for', async () => {
    const plugin = await pluginOf(lab([entry('p')], wrong), 'p');
    expect(casesOf((await plugin.faults?.('1.0.0')) ?? [])).toEqual(blocking);
  });

  test('hold nothing of other plugins where it is looked at alone', () => {
    const files = Object.fromEntries(
      Object.entries(wrong).map(([path, content]) => [path.replace('plugins/p/', ''), content]),
    );
    const reading = readPlugin(readManifest(memoryTree(files), undefined, facts));
    expect(casesOf(reading.faults)).toEqual(['MKT911 path']);
    expect(casesOf(problemsIn(reading, rules))).not.toContain('MKT106 declared-on-itself');
  });
});
