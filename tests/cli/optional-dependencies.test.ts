/** What the commands say of optional dependencies, which the client installs along if it can. */
import { describe, expect, test } from 'vitest';
import { marketplace } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a schema describes, and a test of it checks
type Json = any;

const app = {
  manifest: { version: '1.0.0', optionalDependencies: ['extra', { name: 'ghost', version: '^1' }] },
};
const extra = { manifest: { version: '1.0.0' } };

function project(
  plugins: Parameters<typeof marketplace>[0],
  settings?: object,
  more: Record<string, string> = {},
) {
  const cwd = folder({
    ...Object.fromEntries(
      Object.entries({ ...marketplace(plugins), ...more }).map(([name, content]) => [
        `shop/${name}`,
        content,
      ]),
    ),
    'mkt.yaml': 'registries: [./shop]\nbundled: false\nplugins: [app]\n',
    ...(settings && { '.claude/settings.json': JSON.stringify(settings) }),
  });
  const env = { MKT_CACHE_DIR: folder() };
  const run = (...args: string[]) => mktHere(args, { cwd, env });
  const json = async (...args: string[]): Promise<Json> => JSON.parse((await run(...args, '--json')).stdout);
  return { cwd, run, json };
}

const namesIn = ({ plugins }: Json): string[] => plugins.map(({ name }: Json) => name);

test('they are part of the combination, and clash like everything else', async () => {
  const agents = {
    'plugins/app/agents/reviewer.md': '---\ndescription: Reviews\n---\n',
    'plugins/extra/agents/reviewer.md': '---\ndescription: Reviews, too\n---\n',
  };
  const { json, run } = project({ app, extra }, undefined, agents);
  const checked = await json('check');
  expect(namesIn(checked)).toEqual(['app', 'extra']);
  expect(checked.plugins[1]).toMatchObject({ requiredBy: [], optionalFor: ['app'] });
  expect(checked.verdict.kind).toBe('loads');
  expect(checked.findings.map(({ rule }: Json) => rule)).toEqual(['MKT301', 'MKT120', 'MKT804']);
  expect((await run('check')).stdout).toContain('optional for app');
  expect((await run('tree')).stdout).toContain('`-- extra 1.0.0 (optional)');
  expect((await run('why', 'extra')).stdout).toContain('app 1.0.0 can use `extra`, but works without it');
  const { install, rollout } = await json('plan');
  expect(install.filter((line: string) => line.startsWith('claude plugin install'))).toEqual([
    'claude plugin install app@lab',
  ]);
  expect(rollout[0].add).toEqual(['extra', 'app']);
});

describe('what is left out', () => {
  test('is a note that says why', async () => {
    const { json } = project({ app, extra });
    expect((await json('check')).findings).toMatchObject([
      {
        rule: 'MKT120',
        severity: 'note',
        evidence: { dependency: 'ghost@lab', plugins: ['app'], ranges: ['^1'], reason: 'not-found' },
        location: { file: 'mkt.yaml', line: 3 },
      },
      { rule: 'MKT804' },
    ]);
  });

  test('because settings disable it is neither told nor an error of what would use it', async () => {
    const settings = { enabledPlugins: { 'extra@lab': false } };
    const optional = project({ app: { manifest: { optionalDependencies: ['extra'] } }, extra }, settings);
    const checked = await optional.json('check');
    expect(namesIn(checked)).toEqual(['app']);
    expect(
      checked.findings.map(({ rule }: Json) => rule).filter((rule: string) => /MKT11[39]/.test(rule)),
    ).toEqual([]);
    const required = project({ app: { manifest: { dependencies: ['extra'] } }, extra }, settings);
    expect((await required.json('check')).findings[0]).toMatchObject({ rule: 'MKT113' });
  });

  test.each<[string, Parameters<typeof marketplace>[0], string[]]>([
    [
      'beside a manifest, the list of the entry does not count',
      { app: { manifest: { version: '1.0.0' }, entry: { optionalDependencies: ['extra'] } }, extra },
      ['app'],
    ],
    [
      'without a manifest it does',
      { app: { entry: { version: '1.0.0', optionalDependencies: ['extra'] } }, extra },
      ['app', 'extra'],
    ],
    [
      'a range after `@` is dropped',
      { app: { manifest: { optionalDependencies: ['extra@^7'] } }, extra },
      ['app', 'extra'],
    ],
    [
      'an invalid range leaves it out',
      { app: { manifest: { optionalDependencies: [{ name: 'extra', version: 'newest' }] } }, extra },
      ['app'],
    ],
    [
      'something else than a list is ignored',
      { app: { manifest: { optionalDependencies: { extra: '^1' } } }, extra },
      ['app'],
    ],
    ['the plugin itself is ignored', { app: { manifest: { optionalDependencies: ['app'] } } }, ['app']],
    [
      'another marketplace has to be allowed',
      { app: { manifest: { optionalDependencies: ['extra@other'] } }, extra },
      ['app'],
    ],
    [
      'what cannot be installed itself',
      {
        app: { manifest: { optionalDependencies: ['extra'] } },
        extra: { manifest: { dependencies: ['ghost'] } },
      },
      ['app'],
    ],
  ])('%s', async (_, plugins, names) => {
    const checked = await project(plugins, undefined, { 'plugins/app/README.md': '' }).json('check');
    expect(namesIn(checked)).toEqual(names);
    expect(checked.verdict.kind).toBe('loads');
  });
});

test('they are locked and copied with what would use them', async () => {
  const { run, json } = project({ app, extra });
  for (const command of ['lock', 'lock --check', 'sync', 'sync --check']) {
    const { code, stdout, stderr } = await run(...command.split(' '));
    expect(code, `${command}\n${stdout}${stderr}`).toBe(0);
  }
  const { plugins, verdict } = await json('check');
  expect(verdict.kind).toBe('loads');
  expect(plugins).toMatchObject([
    { name: 'app', copied: true },
    { name: 'extra', copied: true },
  ]);
});
