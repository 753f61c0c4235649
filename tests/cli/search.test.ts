/** `mkt search`: plugins first, then patterns, each with every word. */
import { expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const idsOf = (json: { patterns: { id: string }[] }) => json.patterns.map(({ id }) => id);

test('finds a pattern by its id, its title, and words of its use case or roles', () => {
  expect(idsOf(mktJson(['search', 'ml-pipeline']).json)).toEqual(['ml-pipeline']);
  expect(idsOf(mktJson(['search', 'Models trained']).json)[0]).toBe('ml-pipeline');
  expect(idsOf(mktJson(['search', 'outgrown', 'one', 'machine']).json)).toEqual(['scientific-hpc']);
  expect(idsOf(mktJson(['search', 'gitops', 'zebra']).json)).toEqual([]);
});

test('says where, and puts the id before the title', () => {
  const { json, code } = mktJson(['search', 'gitops']);
  expect(code).toBe(0);
  expect(json.patterns[0]).toMatchObject({ id: 'gitops', matched: expect.arrayContaining(['id']) });
  expect(json.patterns[0].plugins.length).toBeGreaterThan(1);
});

test('lists them below the plugins, and alone if no plugin is found', () => {
  const both = mkt(['search', 'pipeline']).stdout;
  expect(both).toMatch(/^plugin\t[\s\S]*\n\npattern\ttitle\tplugins\nml-pipeline\t/);
  const { stdout, code } = mkt(['search', 'outgrown']);
  expect(stdout).toMatch(/^pattern\ttitle\tplugins\nscientific-hpc\t/);
  expect(code).toBe(0);
});

test('finds the patterns of the project, too, and offers the nearest id', () => {
  const cwd = folder({
    'mkt.yaml': 'plugins: [unit-testing]\n',
    'patterns/night.yaml':
      'id: night-shift\ntitle: Work at night\nplugins: [{ name: unit-testing }, { name: dev-suite }]\n',
  });
  expect(idsOf(mktJson(['search', 'night-shift'], { cwd }).json)).toEqual(['night-shift']);
  expect(mkt(['search', 'ml-pipelin-e'], { cwd }).stderr).toContain('did you mean `ml-pipeline` or');
});
