/** What is read of the code of mods, without running it. */

import { describe, expect, test } from 'vitest';
import { readMod } from '../../src/client/mods/read-mod.ts';
import type { ModReading } from '../../src/model/mod.ts';
import fc from '../support/fast-check.ts';
import { entry, type Files, lab, manifest, memoryTree, pluginOf } from './fixtures.ts';

/** Reads a mod from the code of its module, or from several files. */
function read(code: string | Readonly<Record<string, string>>, entry = 'hooks/register.js'): ModReading {
  return readMod(memoryTree(typeof code === 'string' ? { [entry]: code } : code), entry);
}

/** The body of `register`. */
const registering = (body: string) => read(`export function register(on, options) {\n${body}\n}`);

const events = ({ hooks }: ModReading) => hooks.map(({ event }) => event);
const calls = (mod: ModReading) =>
  mod.calls.map(({ name, subject }) => (subject === undefined ? name : `${name} ${subject}`));
const unknown = (mod: ModReading) => mod.unknown.map(({ what }) => what);
const refused = (mod: ModReading) => mod.refusals.map(({ why }) => why);
const pass = 'async ($, e, next) => next(e)';

describe('which code is the mod’s', () => {
  test.each([
    ['a function', `export function register(on) { on('turn.start', ${pass}); }`],
    ['an asynchronous one', `export async function register(on) { on('turn.start', ${pass}); }`],
    ['a constant', `export const register = (on) => { on('turn.start', ${pass}); };`],
    ['a name at the end', `const register = (on) => { on('turn.start', ${pass}); }; export { register };`],
    ['another name', `function go(on) { on('turn.start', ${pass}); } export { go as register };`],
    ['its parameters have any name', `export function register(add) { add('turn.start', ${pass}); }`],
    ['a helper', `export function register(on) { more(on); } function more(x) { x('turn.start', ${pass}); }`],
    ['in a branch', `export function register(on, o) { if (o.x) on('turn.start', ${pass}); }`],
    ['a template without values', `export function register(on) { on(\`turn.start\`, ${pass}); }`],
  ])('%s', (_, code) => {
    const mod = read(code);
    expect(events(mod)).toEqual(['turn.start']);
    expect(mod.refusals).toEqual([]);
  });

  test('other files of the plugin, by whatever extension they are imported', () => {
    const mod = read({
      'hooks/register.js': `import { guard } from './lib/guard.js';\nexport function register(on) { on('tool.call', guard); }`,
      'hooks/lib/guard.ts': `import { tell } from '../tell';\nexport async function guard($: any, e: any) {\n  await tell($);\n  return { deny: 'no' };\n}`,
      'hooks/tell.js': `export const tell = async (dollar) => { await dollar.ui.notify('x'); };`,
    });
    expect(calls(mod)).toEqual(['ui.notify x']);
    expect(mod.hooks[0]?.answers).toEqual([
      { kind: 'refuse', location: { file: 'hooks/lib/guard.ts', line: 4, column: 10 } },
    ]);
    expect(mod.calls[0]?.location).toEqual({ file: 'hooks/tell.js', line: 1, column: 47 });
  });

  test('calls of a function that is not `on` are not hooks, nor is code that nothing reaches', () => {
    const mod = read(
      `export function register(on) {}\nfunction never(on) { on('tool.call', ${pass}); }\non('x', 1);`,
    );
    expect(mod.hooks).toEqual([]);
    expect(mod.calls).toEqual([]);
  });

  test('modules that import each other end', () => {
    const mod = read({
      'hooks/register.js': `import { a } from './a.js';\nexport const register = a;`,
      'hooks/a.js': `export { register as a } from './register.js';`,
    });
    expect(mod.hooks).toEqual([]);
  });
});

describe('every group of events', () => {
  test.each([
    'tool.call',
    'tool.check',
    'tool.describe',
    'prompt.submit',
    'prompt.section',
    'skill.prompt',
    'command.run',
    'config.set',
    'turn.complete',
    'session.start',
    'session.compact',
    'agent.spawn',
    'ui.render',
    'plugin.register',
    'engine.create',
    'telemetry.log',
    'classic.PreToolUse',
    'fs.write',
    'process.run',
    'fs.*',
    '*',
  ])('%s', (event) => {
    const mod = registering(`on('${event}', ${pass});`);
    expect(mod.hooks).toEqual([
      {
        event,
        matcher: {},
        answers: [],
        hasCatch: false,
        location: { file: 'hooks/register.js', line: 2, column: 1 },
      },
    ]);
    expect(mod.unknown).toEqual([]);
  });
});

describe('every form of a matcher', () => {
  test.each<[written: string, read: unknown]>([
    [`{ tool: 'Bash' }`, { tool: { is: 'Bash' } }],
    [`{ tool: \`Bash\` }`, { tool: { is: 'Bash' } }],
    [`{ tool: ['Bash', 'Edit'] }`, { tool: { anyOf: [{ is: 'Bash' }, { is: 'Edit' }] } }],
    [`{ tool: /^mcp__/i }`, { tool: { regex: '^mcp__', flags: 'i' } }],
    [`{ value: true, n: 3, x: null }`, { value: { is: true }, n: { is: 3 }, x: { is: null } }],
    [`{ agent: { type: 'x' } }`, { agent: { has: { type: { is: 'x' } } } }],
    [`{}`, {}],
  ])('%s', (written, expected) => {
    const mod = registering(`on('tool.call', ${written}, ${pass});`);
    expect(mod.hooks[0]?.matcher).toEqual(expected);
    expect(unknown(mod)).toEqual([]);
  });

  test.each<[written: string, read: unknown]>([
    [`{ tool: 'Ba' + 'sh' }`, { tool: null }],
    [`{ tool: name }`, { tool: null }],
    [`{ tool: 'Bash', ...more }`, null],
    [`{ [key]: 'Bash' }`, null],
    [`matcher`, null],
  ])('what is computed is not known: %s', (written, expected) => {
    const mod = registering(`on('tool.call', ${written}, ${pass});`);
    expect(mod.hooks[0]?.matcher).toEqual(expected);
    expect(unknown(mod)).toEqual(['matcher']);
  });
});

describe('what a hook can answer without asking the next', () => {
  const answers = (hook: string) =>
    registering(`on('tool.call', ${hook});`).hooks[0]?.answers.map(({ kind }) => kind);

  test.each<[kind: string, hook: string]>([
    ['refuse', `async ($, e, next) => ({ deny: 'no' })`],
    ['refuse', `async ($, e) => ({ drop: true })`],
    ['refuse', `async ($, e, next) => { if (e.x) return { deny: 'no' }; return next(e); }`],
    ['refuse', `async ($, e, next) => e.x ? { deny: 'no' } : next(e)`],
    ['refuse', `async ($, e, next) => ({ decision: 'deny' })`],
    ['allow', `async ($, e, next) => ({ decision: e.x ? 'allow' : 'deny' })`],
    ['ask', `async ($, e, next) => ({ decision: 'ask' })`],
    ['result', `async ($, e, next) => ({ result: 'x' })`],
    ['result', `async ($, e, next) => /x/`],
    ['result', `function ($, e, next) { switch (e.x) { case 1: return { result: 'x' } } return next(e) }`],
    ['result', `async ($, e, next) => { try { return { result: 1 } } catch { return next(e) } }`],
    [
      'result',
      `async ($, e, next) => { for (const x of e.all) { if (x) return { result: x } } return next(e) }`,
    ],
    ['computed', `async ($, e, next) => { const x = await $.fs.read('a'); return x }`],
    ['computed', `async ($, e, next) => $.model.ask('x')`],
    ['computed', `async ($, e, next) => ({ ...e })`],
  ])('%s: %s', (kind, hook) => {
    expect(answers(hook)).toEqual([kind]);
  });

  test.each([
    `async ($, e, next) => next(e)`,
    `async ($, e, next) => { const r = await next(e); return { ...r, text: 'x' }; }`,
    `async ($, e, next) => { let r; if (e.x) r = await next(e); else r = await next(); return r; }`,
    `async ($, e, next) => { try { return await next(e); } catch { return { deny: 'no' }; } }`,
    `async ($, e, next) => { if (e.x) { await next(e); } else { await next(e); } return { result: 1 }; }`,
    `async ($, e, next) => { return undefined; }`,
    `async ($, e, next) => { return null; }`,
    `async ($, e, next) => { $.ui.notify('x'); }`,
    `async function* ($, e, next) { yield* next(e); }`,
    `async ($, e, next) => next.to(e, 'builtin')`,
    `async ($, e, next) => (await next(e)) || { deny: 'no' }`,
    `async ($, e, next) => ((await next(e)).ok ? { deny: 'no' } : { result: 1 })`,
    `async ($, e, next) => later(() => next(e))`,
    `async ($, ...rest) => ({ deny: 'no' })`,
    `async ($, e, next) => { throw new Error('x'); }`,
  ])('nothing: %s', (hook) => {
    expect(answers(hook)).toEqual([]);
  });

  test('whether it says what happens if it fails', () => {
    const mod = registering(`on('tool.call', ${pass}).catch(($, e) => { $.ui.notify('x'); });`);
    expect(mod.hooks[0]?.hasCatch).toBe(true);
    expect(calls(mod)).toEqual(['ui.notify x']);
  });
});

describe('what it does', () => {
  test('registrations, with the names that are written out', () => {
    const mod = registering(`on('session.start', async ($, e, next) => {
      const spec = { name: 'build' };
      await $.command.register(spec);
      await $.tool.register({ name: 'table', run() {} });
      await $.agent.register({ name: \`tester\` });
      await $.command.register({ name: e.name });
      return next(e);
    });`);
    expect(mod.registrations).toMatchObject([
      { kind: 'command', name: 'build' },
      { kind: 'tool', name: 'table' },
      { kind: 'agent', name: 'tester' },
      { kind: 'command' },
    ]);
    expect(mod.registrations[3]).not.toHaveProperty('name');
    expect(unknown(mod)).toEqual(['name']);
  });

  test('hosts, also where only the rest of a URL is computed', () => {
    const mod = registering(`on('tool.call', async ($, e, next) => {
      const url = 'https://b.example/x?y';
      await $.http.fetch('https://a.example');
      await $.http.fetch(url);
      await $.http.fetch(\`https://c.example/\${e.x}\`);
      await $.http.fetch(\`https://\${e.host}/x\`);
      await $.http.fetch(\`https://d.\${e.host}\`);
      return next(e);
    });`);
    expect(calls(mod)).toEqual([
      'http.fetch a.example',
      'http.fetch b.example',
      'http.fetch c.example',
      'http.fetch',
      'http.fetch',
    ]);
    expect(unknown(mod)).toEqual(['host', 'host']);
  });

  test('what it adds to `$`', () => {
    const mod = registering(
      `on('engine.create', async ($, e, next) => { const { ...beneath } = await next(e); return { ...beneath, voice: {}, 'b-c': {} }; });`,
    );
    expect(mod.nouns.map(({ name }) => name)).toEqual(['voice', 'b-c']);
  });

  test.each(['const f = $.fs; f.read(1)', 'const h = $.env.HOME', '$["fs"].read(1)'])(
    'a part of `$` used as a value is not followed: %s',
    (code) => {
      const mod = registering(`on('tool.call', async ($, e, next) => { ${code}; return next(e); });`);
      expect(mod.calls).toEqual([]);
      expect(unknown(mod)).toEqual(['value']);
    },
  );
});

describe('what the client does not load', () => {
  test('a syntax error, with its line', () => {
    const mod = read('export function register(on) {\n  on(\n}');
    expect(mod.refusals).toEqual([
      {
        why: 'syntax',
        detail: 'Unexpected token',
        location: { file: 'hooks/register.js', line: 3, column: 1 },
      },
    ]);
  });

  test.each([
    ['no-register', `export default { register(on) {} }`],
    ['no-register', `function register(on) {}`],
    ['event', `const e = 'tool.call'; export function register(on) { on(e, ${pass}); }`],
    ['hook', `export function register(on) { on('tool.call', wrap(${pass})); }`],
    ['hook', `export function register(on) { on('tool.call', hooks.a); }`],
    ['import', `import fs from 'node:fs'; export function register(on) {}`],
    ['import', `export function register(on) {} const x = () => import('./a.js');`],
  ])('%s: %s', (why, code) => {
    expect(refused(read(code))).toEqual([why]);
  });

  test('`claude-code` and types are not foreign', () => {
    const mod = read(
      `import { x } from 'claude-code';\nimport type { Y } from 'elsewhere';\nexport function register(on: any) {}`,
      'hooks/register.ts',
    );
    expect(mod.refusals).toEqual([]);
  });

  test('of TypeScript that it cannot read mkt only says so', () => {
    expect(refused(read('export function register(on: {', 'hooks/register.ts'))).toEqual(['unread']);
  });
});

describe('the faults of a plugin', () => {
  const faults = async (modules: unknown, files: Files = {}) => {
    const tree = lab([entry('p')], {
      ...manifest('p'),
      'plugins/p/hooks/hooks.json': { modules },
      ...files,
    });
    const found = await (await pluginOf(tree, 'p')).faults?.('1.0.0');
    return found?.map(({ case: name, location: { file, line } }) => `${name} ${file}:${line}`);
  };
  const sound = { 'plugins/p/hooks/a.js': 'export function register(on) {}' };

  test('none, if the client loads the mod', async () => {
    expect(await faults(['./a.js'], sound)).toEqual([]);
  });

  test.each<[what: string, modules: unknown, found: string]>([
    ['two modules', ['./a.js', './b.js'], 'mod-amount plugins/p/hooks/hooks.json:4'],
    ['none', [], 'mod-amount plugins/p/hooks/hooks.json:2'],
    ['a file that does not exist', ['./b.js'], 'mod-missing plugins/p/hooks/hooks.json:3'],
    ['a path outside', ['../../b.js'], 'mod-missing plugins/p/hooks/hooks.json:3'],
  ])('%s', async (_, modules, found) => {
    expect(await faults(modules, sound)).toEqual([found]);
  });

  test('a mistake in the code, on its line', async () => {
    const broken = { 'plugins/p/hooks/a.js': 'export function register(on) {\n  on(;\n}' };
    expect(await faults(['./a.js'], broken)).toEqual(['mod-refused plugins/p/hooks/a.js:2']);
  });

  test('an event that is misspelt; those of other mods, patterns and known ones are fine', async () => {
    const on = (event: string) => ({
      'plugins/p/hooks/a.js': `export function register(on) {\n  on('${event}', async ($, e, next) => next(e));\n}`,
    });
    for (const event of ['tool.cal', 'Tool.call', 'classic.preToolUse', 'sesion.start'])
      expect(await faults(['./a.js'], on(event)), event).toEqual(['mod-event plugins/p/hooks/a.js:2']);
    for (const event of ['tool.call', 'classic.PreToolUse', 'fs.read', 'voice.say', 'tool.*', '*'])
      expect(await faults(['./a.js'], on(event)), event).toEqual([]);
  });

  test('the code is not parsed where there is no mod', async () => {
    const release = (await pluginOf(lab([entry('p')], manifest('p')), 'p')).release('1.0.0');
    expect(await release?.readMod?.()).toBeUndefined();
  });
});

describe('TypeScript', () => {
  test('types, enumerations and elements', () => {
    const mod = read(
      `type Y = { [k in keyof X]?: X[k] };
enum Z { A }
interface X { a: number }
export function register(on: (...a: unknown[]) => unknown): void {
  on('ui.render', { component: 'Spinner' } as const, async ($: any, e: any, next: any) => <text color="red">{e.x as string}</text>);
}`,
      'hooks/register.tsx',
    );
    expect(mod.refusals).toEqual([]);
    expect(mod.hooks).toMatchObject([
      { event: 'ui.render', matcher: { component: { is: 'Spinner' } }, answers: [{ kind: 'result' }] },
    ]);
  });
});

describe('hostile code', () => {
  const whole = `import { a } from './a.js';
export function register(on, options) {
  on('tool.call', { tool: ['Bash', /x/], ...a }, async ($, e, next) => { if (e.x) return { deny: 'no' }; return next(e); }).catch(() => ({}));
  on('engine.create', async ($, e, next) => { const { ...b } = await next(e); return { ...b, voice: {} }; });
  for (const x of [1]) { try { on('*', async function* ($, e, next) { yield* next(e); }); } finally { x } }
}`;

  test('a reading never throws, wherever the code ends', () => {
    for (let end = 0; end < whole.length; end += 1) {
      const extension = ['js', 'ts', 'js', 'tsx', 'js'][end % 5] ?? 'js';
      expect(() => read(whole.slice(0, end), `hooks/register.${extension}`)).not.toThrow();
    }
  });

  test('a reading never throws, whatever the code is', () => {
    const words = fc.constantFrom(
      ...`export function register on ( ) { } => async $ e next . , ; : ? < > [ ] ... "x" \`y\` \${ /z/ import from return const = if else for of try catch class yield await type enum as satisfies 1`.split(
        ' ',
      ),
    );
    const code = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 60 }).map((all) => all.join(' ')),
      fc
        .tuple(fc.nat(whole.length), fc.string(), fc.nat(whole.length))
        .map(([at, text, end]) => whole.slice(0, at) + text + whole.slice(end)),
    );
    fc.assert(
      fc.property(code, fc.constantFrom('js', 'mjs', 'ts', 'tsx', 'jsx'), (text, extension) => {
        const mod = read(text, `hooks/register.${extension}`);
        expect(Array.isArray(mod.hooks)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['parentheses', '('.repeat(100_000)],
    ['lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a sum', `const x = ${'1+'.repeat(50_000)}1; export function register(on) {}`],
    ['blocks', `export function register(on) { ${'{'.repeat(5000)}${'}'.repeat(5000)} }`],
    ['types', `const x = ${'(a:'.repeat(40)}1`],
    ['arrow functions', `const x = ${'(a = '.repeat(40)}1${') => 1'.repeat(40)}`],
    ['conditions', `const x = ${'a ? (b) : '.repeat(200)}c`],
    ['generics', `const x = ${'a<'.repeat(60)}b${'>(c)'.repeat(60)}`],
    ['a large file', `// ${'x'.repeat(2_000_000)}`],
    [
      'prototypes',
      `export function register(on) { on('tool.call', { __proto__: null, constructor: 'x' }, ${pass}) }`,
    ],
  ])('ends on %s', (_, code) => {
    for (const extension of ['js', 'ts', 'tsx'])
      expect(() => read(code, `hooks/register.${extension}`)).not.toThrow();
  });
});
