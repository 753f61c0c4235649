/**
 * What can be special about a sample: one function for each thing, which changes a plain sample. They can be combined in any order.
 */
import {
  type Copy,
  copyOf,
  Draw,
  marketplaceOf,
  plainSample,
  ranges,
  type Sample,
  type SamplePlugin,
} from './sample.ts';

type Feature = (sample: Sample, draw: Draw) => void;

const anyPlugin = ({ lab }: Sample, draw: Draw): SamplePlugin => draw.pick(lab.plugins);
const anyCopy = (sample: Sample, draw: Draw): Copy => draw.pick(anyPlugin(sample, draw).copies);
const current = (plugin: SamplePlugin): Copy => plugin.copies[plugin.copies.length - 1] as Copy;
/** Mostly the plugin that is asked for first, because what happens to others may never show. */
const shownPlugin = (sample: Sample, draw: Draw): SamplePlugin =>
  sample.lab.plugins.find(({ name }) => name === sample.request[0] && draw.chance(0.7)) ??
  anyPlugin(sample, draw);

const dependenciesIn = ({ manifest }: Copy): unknown[] =>
  Array.isArray(manifest?.dependencies) ? (manifest.dependencies as unknown[]) : [];

function depend(copy: Copy, ...dependencies: unknown[]): void {
  if (copy.manifest !== undefined) copy.manifest.dependencies = [...dependenciesIn(copy), ...dependencies];
}

/** Changes the manifest of every copy, so that it does not matter which one the client takes. */
function changeAll({ copies }: SamplePlugin, change: (manifest: Record<string, unknown>) => void): void {
  for (const { manifest } of copies) if (manifest !== undefined) change(manifest);
}

/** Values that a key of a manifest can have wrong. */
const wrongFields: readonly Readonly<Record<string, unknown>>[] = [
  { version: 1 },
  { keywords: 'one' },
  { author: 'Ada' },
  { homepage: 'no address' },
  { dependencies: 'base' },
  { dependencies: { base: '^1' } },
  { dependencies: [5] },
  { defaultEnabled: 'yes' },
  { commands: 'commands' },
  { commands: './gone.md' },
  { agents: './agents/' },
  { agents: ['./agents/gone.md'] },
  { skills: './gone' },
  { skills: './../outside' },
  { hooks: './gone.json' },
  { hooks: { PreToolUse: 'wrong' } },
  { hooks: { NoSuchEvent: [{ hooks: [{ type: 'command', command: 'true' }] }] } },
  { mcpServers: './gone.json' },
  { mcpServers: { one: { command: 5 } } },
  { mcpServers: 'server.txt' },
  { lspServers: { one: { command: 'a b', extensionToLanguage: { '.x': 'x' } } } },
  { lspServers: { one: { command: 'a', extensionToLanguage: { '.x': 'x' }, zzz: 1 } } },
  { outputStyles: './gone' },
  { workflows: './gone.js' },
  { userConfig: { key: { type: 'string', title: 'Key', description: 'a key', zzz: 1 } } },
  { userConfig: { key: { type: 'text', title: 'Key', description: 'a key' } } },
  { userConfig: { key: { type: 'string', title: 'Key', description: 'a key', required: true } } },
  { channels: [{ server: 'gone' }] },
  { experimental: { themes: './gone' } },
  { experimental: { monitors: [{ name: 'm', command: 'true', description: 'd', zzz: 1 }] } },
  { experimental: 'none' },
  { metadata: 'none' },
  { noSuchKey: true },
  { name: 'with space' },
  { name: 'Upper' },
  { name: 'claude-helper' },
  { name: '' },
  { name: undefined },
];

/** Files that are broken, or sound but unusual, by path. */
const oddFiles: readonly Readonly<Record<string, string>>[] = [
  { 'hooks/hooks.json': '{' },
  { 'hooks/hooks.json': '{"PreToolUse": []}' },
  { 'hooks/hooks.json': '{"hooks": {"NoSuchEvent": [{"hooks": [{"type": "command", "command": "true"}]}]}}' },
  { 'hooks/hooks.json': '{"hooks": {"PreToolUse": [{"hooks": [{"type": "command"}]}]}}' },
  { 'hooks/hooks.json': '{"modules": ["./a.js", "./b.js"]}' },
  { '.mcp.json': '{' },
  { '.mcp.json': '{"mcpServers": {"one": {"command": 5}}}' },
  { '.mcp.json': '{"mcpServers": {"one": {"type": "none"}}}' },
  { '.lsp.json': '{' },
  { '.lsp.json': '{"one": {"command": "a"}}' },
  { 'agents/broken.md': '---\nname: [\n---\ntext\n' },
  { 'skills/broken/SKILL.md': '---\nname: [\n---\ntext\n' },
  { 'skills/empty/notes.md': 'no skill\n' },
  { 'output-styles/plain.md': 'no front matter\n' },
  { 'monitors/monitors.json': '{' },
  { 'monitors/monitors.json': '[{"name": "m"}]' },
  { 'themes/broken.json': '{' },
  { 'workflows/broken.js': 'export const meta = {' },
  { 'settings.json': '{' },
  { 'settings.json': '{"agent": "none"}' },
];

/** Fields of an entry that are wrong, or right but unusual. */
const entryFields: readonly Readonly<Record<string, unknown>>[] = [
  { tags: 'one' },
  { keywords: 'one' },
  { category: 5 },
  { strict: 'no' },
  { version: 2 },
  { description: 5 },
  { author: 'Ada' },
  { homepage: 'no address' },
  { defaultEnabled: 'yes' },
  { noSuchKey: true },
  { relevance: { topic: 'x'.repeat(80), signals: { cli: ['x'] } } },
  { hooks: './hooks.json' },
  { commands: './gone.md' },
  { agents: 5 },
  { mcpServers: { one: { command: 5 } } },
];

const engineRanges = ['>=99.0.0', '<2.1.0', '>=2.1.0', '*', 'newest', 5];

/** By name, each with what it does to a sample. */
export const features: Readonly<Record<string, Feature>> = {
  'odd range': (sample, draw) =>
    depend(anyCopy(sample, draw), {
      name: anyPlugin(sample, draw).name,
      version: draw.pick([
        'newest',
        'latest',
        5,
        'v1.0.0',
        '1',
        '>=1.0.0 <1.0.0',
        ' ^1.0.0 ',
        '^1.0.0 || newest',
      ]),
    }),
  'range in a string': (sample, draw) =>
    depend(current(shownPlugin(sample, draw)), `${anyPlugin(sample, draw).name}@^1.0.0`),
  'dependency of this marketplace by name': (sample, draw) =>
    depend(current(shownPlugin(sample, draw)), { name: anyPlugin(sample, draw).name, marketplace: 'lab' }),
  'missing dependency': (sample, draw) =>
    depend(anyCopy(sample, draw), draw.pick(['ghost', { name: 'ghost', version: '^1.0.0' }])),
  'dependency on itself': (sample, draw) => {
    const plugin = shownPlugin(sample, draw);
    depend(current(plugin), draw.pick([plugin.name, { name: plugin.name, version: draw.pick(ranges) }]));
  },
  cycle: (sample, draw) => {
    const last = sample.lab.plugins.at(-1) as SamplePlugin;
    depend(current(last), draw.pick(['app', { name: 'app', version: draw.pick(ranges) }]));
  },
  'same dependency twice': (sample, draw) => {
    const { name } = anyPlugin(sample, draw);
    depend(
      current(shownPlugin(sample, draw)),
      { name, version: draw.pick(ranges) },
      draw.pick([name, { name, version: draw.pick(ranges) }]),
    );
  },
  'dependency without a name': (sample, draw) =>
    depend(current(shownPlugin(sample, draw)), draw.pick([{ version: '^1.0.0' }, {}, '', '@lab', 'base@'])),
  'entry dependencies': (sample, draw) => {
    const plugin = shownPlugin(sample, draw);
    plugin.entry.dependencies = draw
      .some([...sample.lab.plugins.map(({ name }) => name), 'ghost'], 2)
      .map((name) => (draw.chance(0.5) ? name : { name, version: draw.pick(ranges) }));
  },
  'version only in the entry': (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    plugin.entry.version = draw.pick(['1.0.0', '1.2.0', '3.0.0']);
    changeAll(plugin, (manifest) => delete manifest.version);
  },
  'other version in the entry': (sample, draw) => {
    anyPlugin(sample, draw).entry.version = draw.pick(['1.0.0', '9.0.0', 'next']);
  },
  'no version': (sample, draw) => changeAll(anyPlugin(sample, draw), (manifest) => delete manifest.version),
  'odd version': (sample, draw) => {
    const { manifest } = current(anyPlugin(sample, draw));
    if (manifest !== undefined)
      manifest.version = draw.pick([
        '1.2',
        'v1.2.0',
        'next',
        '01.2.0',
        '1.2.0+build',
        '',
        '1.2.3.4',
        ' 1.1.0',
      ]);
  },
  'other marketplace': (sample, draw) => {
    const other = marketplaceOf('other', draw.pick(['folder', 'clone']), [
      { name: 'tool', source: 'path', copies: [copyOf('tool', '1.0.0')], entry: {} },
    ]);
    other.isAdded = draw.chance(0.8);
    sample.others.push(other);
    if (draw.chance(0.5)) sample.lab.fields.allowCrossMarketplaceDependenciesOn = ['other'];
    const dependency = draw.pick<unknown>([
      { name: 'tool', marketplace: 'other' },
      'tool@other',
      { name: 'tool', marketplace: 'other', version: draw.pick(['^1.0.0', '^2.0.0']) },
    ]);
    const plugin = shownPlugin(sample, draw);
    if (draw.chance(0.75)) depend(current(plugin), dependency);
    else plugin.entry.dependencies = [dependency];
  },
  engines: (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    const value = { 'claude-code': draw.pick<unknown>(engineRanges) };
    if (draw.chance(0.25)) plugin.entry.engines = value;
    else if (draw.chance(0.5)) changeAll(plugin, (manifest) => Object.assign(manifest, { engines: value }));
    else Object.assign(current(plugin).manifest ?? {}, { engines: value });
  },
  'optional dependencies': (sample, draw) => {
    const plugin = shownPlugin(sample, draw);
    const list = draw
      .some([...sample.lab.plugins.map(({ name }) => name), 'ghost', plugin.name], 2)
      .map((name) => (draw.chance(0.4) ? name : { name, version: draw.pick(ranges) }));
    if (draw.chance(0.15)) plugin.entry.optionalDependencies = list;
    else current(plugin).manifest = { ...current(plugin).manifest, optionalDependencies: list };
  },
  'disabled plugin': (sample, draw) => {
    sample.settings[`${anyPlugin(sample, draw).name}@lab`] = false;
  },
  'off by default': (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    if (draw.chance(0.5)) plugin.entry.defaultEnabled = false;
    else changeAll(plugin, (manifest) => Object.assign(manifest, { defaultEnabled: false }));
  },
  'manifest in the root': (sample, draw) => {
    for (const copy of anyPlugin(sample, draw).copies) copy.place = 'plugin.json';
  },
  'no manifest': (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    Object.assign(plugin.entry, draw.chance(0.5) && { version: '1.0.0' }, {
      ...(dependenciesIn(current(plugin)).length > 0 &&
        draw.chance(0.5) && { dependencies: dependenciesIn(current(plugin)) }),
    });
    for (const copy of plugin.copies) copy.manifest = undefined;
  },
  'strict is false': (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    plugin.entry.strict = false;
    if (draw.chance(0.6)) plugin.entry.commands = [`./commands/${plugin.name}-do.md`];
  },
  'broken manifest': (sample, draw) => {
    const { manifest } = current(shownPlugin(sample, draw));
    if (manifest !== undefined) Object.assign(manifest, draw.pick(wrongFields));
  },
  'broken component': (sample, draw) => {
    Object.assign(current(shownPlugin(sample, draw)).files, draw.pick(oddFiles));
  },
  'broken entry': (sample, draw) => {
    Object.assign(shownPlugin(sample, draw).entry, draw.pick(entryFields));
  },
  'pinned by commit': (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    if (plugin.source === 'path') plugin.source = draw.pick(['git-subdir', 'url'] as const);
    plugin.pin = draw.below(plugin.copies.length);
  },
  'some tags missing': (sample, draw) => {
    for (const copy of anyPlugin(sample, draw).copies) if (draw.chance(0.5)) delete copy.tag;
  },
  'odd tag': (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    const copy = draw.pick(plugin.copies);
    copy.tag = `${plugin.name}--${draw.pick(['v1.2', 'vv1.2.0', '1.2.0', 'v01.2.0', 'v1.2.0+b1', 'v9.9.9', 'v1.1.0-rc.1'])}`;
  },
  'version that is not the tag': (sample, draw) => {
    const { manifest } = anyCopy(sample, draw);
    if (manifest !== undefined) manifest.version = draw.pick(['1.0.0', '1.1.0', '3.0.0']);
  },
  'missing folder': (sample, draw) => {
    anyPlugin(sample, draw).wrongSource = draw.pick<unknown>(['./plugins/gone', './plugins/gone/']);
  },
  'odd source': (sample, draw) => {
    const plugin = anyPlugin(sample, draw);
    plugin.wrongSource = draw.pick<unknown>([
      plugin.name,
      `plugins/${plugin.name}`,
      `./plugins/../plugins/${plugin.name}`,
      `./plugins/${plugin.name}/`,
      { source: 'path', path: `./plugins/${plugin.name}` },
      5,
      '../outside',
      { source: 'none' },
    ]);
  },
  'plugin root': (sample, draw) => {
    sample.lab.fields.metadata = { pluginRoot: draw.pick(['./plugins', 'plugins', './plugins/']) };
    for (const plugin of sample.lab.plugins)
      if (plugin.source === 'path' && draw.chance(0.6)) plugin.wrongSource = plugin.name;
  },
  'entry of another name': (sample, draw) => {
    changeAll(anyPlugin(sample, draw), (manifest) => Object.assign(manifest, { name: 'another' }));
  },
  'two of one manifest name': (sample, draw) => {
    for (const plugin of draw.some(sample.lab.plugins, 2).concat(anyPlugin(sample, draw)))
      changeAll(plugin, (manifest) => Object.assign(manifest, { name: 'twin' }));
  },
  'entry twice': (sample, draw) => {
    const { name } = anyPlugin(sample, draw);
    sample.lab.moreEntries.push({ name, source: `./plugins/${anyPlugin(sample, draw).name}` });
  },
  renamed: (sample, draw) => {
    sample.lab.fields.renames = { old: anyPlugin(sample, draw).name };
    depend(current(shownPlugin(sample, draw)), draw.pick(['old', { name: 'old', version: '^1.0.0' }]));
  },
  'name of a marketplace': (sample, draw) => {
    Object.assign(sample.lab, {
      name: draw.pick([
        'npm',
        'healthcare',
        'life.sciences',
        'inline',
        'Upper_Case',
        'claudeai-x',
        'my lab',
        'org',
      ]),
    });
  },
  'owner of a marketplace': (sample, draw) => {
    sample.lab.fields.owner = draw.pick<unknown>([
      undefined,
      'lab',
      {},
      { name: '' },
      { name: 'lab', email: 'none' },
    ]);
  },
  'plugin in the project': (sample, draw) => {
    const name = draw.pick(['own', anyPlugin(sample, draw).name]);
    sample.skills.own = copyOf(
      name,
      '1.0.0',
      draw.chance(0.6)
        ? [draw.pick<unknown>(['ghost', anyPlugin(sample, draw).name, { name: 'base', marketplace: 'lab' }])]
        : [],
    );
  },
};

/** A sample by seed and number, with up to three features. */
export function drawSample(
  seed: number,
  number: number,
  names: readonly string[] = Object.keys(features),
): Sample {
  const draw = new Draw(seed, number);
  const sample = plainSample(draw);
  if (draw.chance(0.1)) return sample;
  for (const name of draw.some(names, 3)) {
    features[name]?.(sample, draw);
    sample.features.push(name);
  }
  return sample;
}
