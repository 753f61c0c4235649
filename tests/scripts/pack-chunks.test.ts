/** One script of many chunks does what they do as modules, and nothing of a chunk happens before it is asked for. */
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { type Chunk, packChunks } from '../../scripts/pack-chunks.ts';

const run = (chunks: readonly Chunk[]) => {
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const load = runInThisContext(`(function (module, require) {${packChunks(chunks, 'main.js')}\n})`);
  load(module, (name: string) => ({ required: name }));
  return module.exports;
};

test('what esbuild splits is put together again, and each part runs once, when something asks for it', async () => {
  const files: Record<string, string> = {
    'main.ts': `
      import { note } from './shared.ts';
      import old from './old.cjs';
      note('main');
      export const later = async () => (await import('./later.ts')).answer(old.twice(20));
      export const other = async () => (await import('./other.ts')).default;
      export { noted } from './shared.ts';`,
    'shared.ts': `export const noted = []; export function note(what) { noted.push(what); }`,
    'old.cjs': `exports.twice = (n) => 2 * n;`,
    'later.ts': `
      import { note } from './shared.ts';
      import { two } from './other.ts';
      note('later');
      export const answer = (n) => n + two;`,
    'other.ts': `import { note } from './shared.ts'; note('other'); export const two = 2; export default 'other';`,
  };
  const { outputFiles } = await build({
    entryPoints: ['main.ts'],
    outdir: '/out',
    bundle: true,
    splitting: true,
    format: 'esm',
    write: false,
    plugins: [
      {
        name: 'in-memory',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /./ }, ({ path }) => ({ path: path.replace('./', ''), namespace: 'memory' }));
          onLoad({ filter: /./, namespace: 'memory' }, ({ path }) => ({
            contents: files[path] as string,
            loader: 'ts',
          }));
        },
      },
    ],
  });
  const chunks = outputFiles.map(({ path, text }) => ({ name: path.replace(/^.*[/\\]/, ''), text }));
  expect(chunks.length).toBeGreaterThan(2);
  const { noted, later, other } = run(chunks) as {
    noted: string[];
    later(): Promise<number>;
    other(): Promise<string>;
  };
  expect(noted).toEqual(['main']);
  expect(await later()).toBe(42);
  expect(noted).toEqual(['main', 'other', 'later']);
  expect([await later(), await other()]).toEqual([42, 'other']);
  expect(noted).toHaveLength(3);
});

test('modules of Node are required, when the importing part runs', async () => {
  const exported = run([
    {
      name: 'main.js',
      text: 'import whole from"node:tty";import*as all from"node:vm";import{required as part}from"node:os";const more=()=>import("node:net");export{whole,all,part,more};',
    },
  ]);
  expect(exported).toMatchObject({
    whole: { required: 'node:tty' },
    all: { required: 'node:vm' },
    part: 'node:os',
  });
  expect(await (exported.more as () => unknown)()).toEqual({ required: 'node:net' });
});

test('a variable of the same name as an exported one may change', () => {
  const text = 'const a=1,f=()=>{let b=1;b=2;return b};a.x=1;export{a,f as b};';
  expect((run([{ name: 'main.js', text }]).b as () => number)()).toBe(2);
});

test.each([
  ['let a=1;const f=()=>{a=2};export{a,f};', '`a`, exported and assigned again,'],
  ['let a=1;const f=()=>a++;export{a,f};', '`a`, exported and assigned again,'],
  ['var a;const f=()=>{[{x:a}]=[{}]};export{a,f};', '`a`, exported and assigned again,'],
  ['export const a=1;', 'an export of a declaration'],
  ['export*from"./other.js";', '`export *`'],
  ['import*as other from"./other.js";', '`import*as other from"./other.js";`'],
  ['const f=(name)=>import(name);', '`import(name)`'],
])('what would mean something else is refused: %s', (text, what) => {
  expect(() => packChunks([{ name: 'main.js', text }], 'main.js')).toThrow(
    `main.js: ${what} cannot be put into one script`,
  );
});
