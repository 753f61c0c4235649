/** What was read of a release is kept for later runs, and says the same as reading anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileTree } from '../../../src/client/file-tree.ts';
import { readMarketplace } from '../../../src/client/marketplace.ts';
import type { Plugin, Release } from '../../../src/model/plugin.ts';
import type { Registry } from '../../../src/model/registry.ts';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import type { KeptAnswer } from '../../../src/sources/git/kept-answers.ts';
import { clientFacts } from '../../../src/sources/registries/bundled-client-facts.ts';
import { withKeptReadings } from '../../../src/sources/registries/kept-readings.ts';
import { entry, lab, manifest, markdown, memoryTree } from '../../client/fixtures.ts';
import { repository } from '../../support/git.ts';
import { folder, mktHere } from '../../support/mkt.ts';
import { outsideData } from '../../support/outside-data.ts';

/** What runs keep, in memory. */
function memory() {
  const held = new Map<string, KeptAnswer>();
  const waiting = new Map<string, () => KeptAnswer | undefined>();
  return {
    held,
    answers: {
      get: (question: string) => held.get(question),
      putAtEnd: (question: string, answer: () => KeptAnswer | undefined) => {
        waiting.set(question, answer);
      },
    },
    end: () => {
      for (const [question, answer] of waiting) {
        const complete = answer();
        if (complete !== undefined) held.set(question, complete);
      }
      waiting.clear();
    },
  };
}

const always = { isWhole: () => true, isHere: () => true };

async function registryOf(tree: FileTree): Promise<Registry> {
  const { marketplace } = await readMarketplace(tree, { source: 'lab', facts: clientFacts() });
  if (marketplace === undefined) throw new Error('no marketplace');
  return marketplace.registry;
}

async function pluginsOf(registry: Registry, names = registry.names() ?? []): Promise<Plugin[]> {
  const found = await Promise.all(names.map((name) => registry.lookup(name)));
  return found.flatMap((lookup) => (lookup.status === 'found' ? lookup.plugins : []));
}

/** Everything that can be asked of a plugin's releases. */
async function everything(plugin: Plugin, others: ReadonlySet<string>) {
  const all = plugin.versions.map(async (version) => {
    const release = plugin.release(version) as Release;
    const members = Object.fromEntries(
      Object.entries(release).filter(([, value]) => typeof value !== 'function'),
    );
    return {
      members: JSON.parse(JSON.stringify(members)) as unknown,
      keys: Object.keys(release).sort(),
      faults: await plugin.faults?.(version),
      mod: await release.readMod?.(),
      references: release.references?.(others),
      mentions: release.mentions?.(others),
      nameUses: release.nameUses?.(),
      fileUses: release.fileUses?.(),
      replacedHooks: release.replacedHooks?.(),
      exactVersion: release.exactVersion?.({ by: 'npm', what: 'x' }),
      requirements: plugin.requirements(version),
      isSame: plugin.release(version) === release,
    };
  });
  return { name: plugin.name, versions: plugin.versions, releases: await Promise.all(all) };
}

/** Asks everything of a registry without what is kept, with nothing kept so far, and with everything kept. */
async function threeTimes(treeOf: () => FileTree & { readonly reads?: readonly string[] }, some?: string[]) {
  const store = memory();
  const kept = { ...always, answers: store.answers, key: 'k' };
  const answers: unknown[] = [];
  const reads: (readonly string[])[] = [];
  for (const isKept of [false, true, true]) {
    const tree = treeOf();
    const plain = await registryOf(tree);
    const registry = isKept ? withKeptReadings(plain, kept) : plain;
    const others = new Set(registry.names());
    const plugins = await pluginsOf(registry, some);
    answers.push(await Promise.all(plugins.map((plugin) => everything(plugin, others))));
    store.end();
    reads.push(tree.reads ?? []);
  }
  return { answers, reads, store };
}

const files = lab([entry('a', { keywords: ['k'] }), entry('b', { hooks: './none.json' })], {
  ...manifest('a', {
    dependencies: ['b@lab'],
    userConfig: { token: { type: 'string', title: 't', description: 'd' } },
    mcpServers: { web: { command: 'npx', args: ['-y', 'x@1.0.0'], env: { KEY: `\${KEY}` } } },
  }),
  ...manifest('b', { hooks: { PreToolUse: 'wrong' } }),
  'plugins/a/agents/one.md': markdown('name: one\ndescription: d', 'Use b:two, and b.'),
  'plugins/a/skills/s/SKILL.md': markdown(
    'name: s\ndescription: writes out/report.md',
    'Write `out/report.md`.',
  ),
  'plugins/a/hooks/hooks.json': {
    hooks: { PostToolUse: [{ matcher: 'Edit', hooks: [{ type: 'command', command: 'jq . "$X"' }] }] },
  },
  'plugins/b/commands/two.md': markdown('description: [', 'broken'),
});

test('all that can be asked is the same, and nothing but manifests is read again', async () => {
  const { answers, reads, store } = await threeTimes(() => memoryTree(files));
  const [anew, first, later] = answers;
  expect(JSON.stringify(anew)).toContain('"isSame":true');
  expect(first).toEqual(anew);
  expect(later).toEqual(anew);
  expect(store.held.size).toBe(2);
  const texts = (all: readonly string[] = []) => all.filter((path) => /\.md$|hooks\.json$/.test(path));
  expect(texts(reads[1])).toContain('plugins/a/agents/one.md');
  expect(texts(reads[2])).toEqual([]);
});

test('what was not asked before is read, and then kept as well', async () => {
  const store = memory();
  const run = async (ask: (release: Release) => unknown) => {
    const tree = memoryTree(files);
    const kept = { ...always, answers: store.answers, key: 'k' };
    const [plugin] = await pluginsOf(withKeptReadings(await registryOf(tree), kept), ['a']);
    const answer = ask(plugin?.release('1.0.0') as Release);
    store.end();
    return { answer, reads: tree.reads.filter((path) => path.endsWith('.md')).length };
  };
  expect(await run(({ name }) => name)).toEqual({ answer: 'a', reads: 0 });
  const first = await run(({ contextTokens }) => contextTokens);
  expect(first.reads).toBeGreaterThan(0);
  expect(await run(({ contextTokens }) => contextTokens)).toEqual({ ...first, reads: 0 });
  const ofB = await run((release) => release.references?.(new Set(['b'])).length);
  expect(ofB.answer).toBe(1);
  expect(ofB.reads).toBeGreaterThan(0);
  expect((await run((release) => release.references?.(new Set(['c'])).length)).answer).toBe(0);
  expect(await run((release) => release.references?.(new Set(['b'])).length)).toEqual({
    answer: 1,
    reads: 0,
  });
});

test.each(['', 'nonsense', '{"shape":', '[]', 'null', '{"contextTokens":7}'])(
  'an entry with %j in it is read anew',
  async (content) => {
    const { answers, store } = await threeTimes(() => memoryTree(files));
    for (const question of store.held.keys())
      store.held.set(question, { type: 'reading', content: Buffer.from(content) });
    const kept = { ...always, answers: store.answers, key: 'k' };
    const registry = withKeptReadings(await registryOf(memoryTree(files)), kept);
    const others = new Set(registry.names());
    const plugins = await pluginsOf(registry);
    expect(await Promise.all(plugins.map((plugin) => everything(plugin, others)))).toEqual(answers[0]);
  },
);

test('another build, commit or client has readings of its own, and plugins of other repositories have none', async () => {
  const store = memory();
  const open = async (key: string, isHere = true) => {
    const kept = { ...always, answers: store.answers, key, isHere: () => isHere };
    const [plugin] = await pluginsOf(withKeptReadings(await registryOf(memoryTree(files)), kept), ['a']);
    plugin?.release('1.0.0');
    store.end();
  };
  await open('one', false);
  expect(store.held.size).toBe(0);
  await open('one');
  await open('one');
  await open('two');
  expect(store.held.size).toBe(2);
});

test('nothing is kept of a run that lacked a file, and what is kept already stays', async () => {
  const store = memory();
  const run = async (isWhole: boolean, ask: (release: Release) => unknown) => {
    const kept = { ...always, answers: store.answers, key: 'k', isWhole: () => isWhole };
    const [plugin] = await pluginsOf(withKeptReadings(await registryOf(memoryTree(files)), kept), ['a']);
    ask(plugin?.release('1.0.0') as Release);
    store.end();
    return [...store.held.values()].map(({ content }) => String(content));
  };
  expect(await run(false, ({ tools }) => tools)).toEqual([]);
  const before = await run(true, ({ tools }) => tools);
  expect(before).toEqual([expect.stringContaining('jq')]);
  expect(await run(false, ({ contextTokens }) => contextTokens)).toEqual(before);
});

const { path: samples, isHere, needed } = outsideData('marketplaces');
const names = isHere ? readdirSync(samples).filter((name) => name.includes('+')) : [];

describe('plugins of real marketplaces', needed, () => {
  test.each(names)('%s', async (name) => {
    const treeOf = () => folderTree(join(samples, name), samples);
    const all = (await registryOf(treeOf())).names() ?? [];
    const some = all.filter((_, index) => index % Math.ceil(all.length / 6) === 0);
    const { answers, store } = await threeTimes(treeOf, some);
    expect(store.held.size).toBeGreaterThan(0);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

test('the built program says the same of a repository that it reads anew and one that it has read', async () => {
  const shop = repository();
  shop.commit(
    Object.fromEntries(
      Object.entries(files).map(([path, value]) => [
        path,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  );
  const list = `registries: ["file://${shop.path}"]\nbundled: false\nplugins: [a, b]\n`;
  const cwd = folder({ 'mkt.yaml': list });
  const cache = folder();
  const check = (cacheFolder: string) =>
    mktHere(['check', '--json'], { cwd, env: { MKT_CACHE_DIR: cacheFolder } });
  const first = await check(cache);
  expect(JSON.parse(first.stdout).findings.length).toBeGreaterThan(0);
  const [repositoryFolder = ''] = readdirSync(join(cache, 'git'));
  const place = join(cache, 'git', repositoryFolder);
  const [generation = ''] = readdirSync(place).filter((each) => each.endsWith('.git'));
  expect(readFileSync(join(place, generation, 'mkt-answers'), 'latin1')).toContain(
    '["reading"'.replaceAll('"', '\\"'),
  );
  writeFileSync(join(cwd, 'mkt.yaml'), `${list}# changed\n`);
  expect(await check(cache)).toEqual(first);
  expect(await check(folder())).toEqual(first);
});

test('what a run without a network could not read is read by the next one', async () => {
  const shop = repository();
  const hooks = (program: string) =>
    JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command: `${program} .` }] }] } });
  const commit = (version: string, program: string) =>
    shop.commit(
      {
        '.claude-plugin/marketplace.json': JSON.stringify(
          lab([entry('a')])['.claude-plugin/marketplace.json'],
        ),
        'plugins/a/.claude-plugin/plugin.json': JSON.stringify({ name: 'a', version }),
        'plugins/a/hooks/hooks.json': hooks(program),
      },
      `a--v${version}`,
    );
  commit('1.0.0', 'jq');
  commit('2.0.0', 'yq');
  // As most servers: files are fetched when they are read.
  for (const right of ['allowFilter', 'allowAnySHA1InWant'])
    shop.git('config', `uploadpack.${right}`, 'true');
  const cwd = folder({ 'mkt.yaml': `registries: ["${shop.url}"]\nbundled: false\nplugins: ["a@^1"]\n` });
  const cache = folder();
  const run = async (cacheFolder: string, ...args: string[]) => {
    const { code, stdout, stderr } = await mktHere(args, { cwd, env: { MKT_CACHE_DIR: cacheFolder } });
    const lacks = stderr.includes('are not in the cache, so they were not read');
    return { code, lacks, result: JSON.parse(stdout) as unknown };
  };
  await run(cache, 'list', '--json');
  const offline = await run(cache, 'check', '--json', '--offline');
  const later = await run(cache, 'check', '--json');
  expect(later).toEqual(await run(folder(), 'check', '--json'));
  // It tries what it says: without a network, something was missing.
  expect(offline.result).not.toEqual(later.result);
  expect([offline.lacks, later.lacks]).toEqual([true, false]);
  // Now everything is there.
  expect(await run(cache, 'check', '--json', '--offline')).toEqual(later);
});
