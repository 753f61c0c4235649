/** A sparse registry from its build to a check over HTTP. */
import { expect, test } from 'vitest';
import { folder, mktHere } from '../support/mkt.ts';
import { staticServer } from '../support/static-server.ts';

test('is built, served, searched and checked', async () => {
  const place = folder();
  const build = await mktHere(['registry', 'build', 'examples/lab', '--sparse', place]);
  expect(build).toMatchObject({ code: 0, stderr: '' });
  expect(build.stdout).toBe(`\`${place}\` has 20 plugin files: 20 written, 0 removed\n`);
  const server = await staticServer(place, 'gzip');
  const env = { MKT_CACHE_DIR: folder() };
  const here = (...args: string[]) => mktHere([...args, '--registry', server.url, '--no-bundled'], { env });
  const check = await here('check', 'app');
  const same = await mktHere(['check', 'app', '--registry', 'examples/lab', '--no-bundled']);
  const afterHeading = (text: string) => text.slice(text.indexOf('\n'));
  expect([check.code, afterHeading(check.stdout)]).toEqual([same.code, afterHeading(same.stdout)]);
  expect(server.asked.map(({ path }) => path).sort()).toEqual([
    '/config.json',
    '/plugins/3/a/app.json',
    '/plugins/ba/se/base.json',
    '/plugins/st/or/store.json',
  ]);
  expect((await here('search', 'tables')).stdout).toBe(
    (await mktHere(['search', 'tables', '--registry', 'examples/lab', '--no-bundled'])).stdout,
  );
});

test('goes on after a source that cannot be read, says so, and keeps what it had', async () => {
  const place = folder();
  await mktHere(['registry', 'build', 'examples/lab', '--sparse', place]);
  const { code, stdout, stderr } = await mktHere([
    ...['registry', 'build', './nowhere', 'examples/broken', 'registry', '--sparse', place],
  ]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/written, 0 removed, 20 of an earlier build kept\n$/);
  expect(stderr).toContain('cannot read registry `./nowhere`: no such folder or file');
  expect(stderr).toContain('examples/broken/plugins/empty.yaml:1:1');
  expect(stderr).toContain(
    '2 of 3 sources could not be read and were skipped: `./nowhere`, `examples/broken`',
  );
});

test('several sources are one index', async () => {
  const { code, stdout } = await mktHere(['registry', 'build', 'examples/lab', 'registry']);
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout).plugins).length).toBeGreaterThan(20);
});
