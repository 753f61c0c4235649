// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
/** Output styles and ports of several plugins: MKT310 and MKT313. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { outputStyleClash } from '../../src/analysis/rules/mkt310-output-style-clash.ts';
import { portClash } from '../../src/analysis/rules/mkt313-port-clash.ts';
import type { Finding } from '../../src/model/finding.ts';
import { entry, type Files, lab, manifest, markdown, releaseOf } from '../client/fixtures.ts';
import { contextOf } from '../support/releases.ts';

/** What a rule finds in two plugins `a` and `b`. */
async function found(rule: AnyRule, a: Files, b: Files): Promise<Finding[]> {
  const below = (name: string, files: Files) =>
    Object.fromEntries(Object.entries(files).map(([path, value]) => [`plugins/${name}/${path}`, value]));
  const files = lab([entry('a'), entry('b')], {
    ...manifest('a'),
    ...manifest('b'),
    ...below('a', a),
    ...below('b', b),
  });
  return findingsOf(rule, contextOf([await releaseOf(files, 'a'), await releaseOf(files, 'b')]));
}

describe('MKT310', () => {
  const style = (name: string, more = '') => ({
    'output-styles/x.md': markdown(`name: ${name}\ndescription: d${more}`),
  });
  const forced = '\nforce-for-plugin: true';

  test('two forced styles: the first loaded wins', async () => {
    const [finding, ...others] = await found(outputStyleClash, style('One', forced), style('Two', forced));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ case: 'forced', severity: 'warning', plugins: ['a', 'b'] });
    expect(finding?.evidence?.styles).toEqual([
      { plugin: 'a', name: 'One', fullName: 'a:One' },
      { plugin: 'b', name: 'Two', fullName: 'b:Two' },
    ]);
    expect(finding?.message).toContain('the plugin that it loads first');
  });

  test('one name is a note with both full names', async () => {
    const findings = await found(outputStyleClash, style('One', forced), style('One'));
    expect(findings).toMatchObject([{ case: 'same-name', severity: 'note' }]);
    expect(findings[0]?.message).toContain('`a:One` and `b:One`');
  });

  test('two forced styles of one name are one finding', async () => {
    const findings = await found(outputStyleClash, style('One', forced), style('One', forced));
    expect(findings).toMatchObject([{ case: 'forced' }]);
  });

  test.each([
    ['one forces itself', forced, ''],
    ['none does', '', '\nforce-for-plugin: false'],
    ['a text is not true', forced, '\nforce-for-plugin: "true"'],
  ])('near miss: %s', async (_, a, b) => {
    expect(await found(outputStyleClash, style('One', a), style('Two', b))).toEqual([]);
  });
});

describe('MKT313', () => {
  const server = (more: Files, name = 's') => ({
    '.mcp.json': { mcpServers: { [name]: { command: 'node', ...more } } },
  });
  const monitor = (command: string) => ({
    'monitors/monitors.json': [{ name: 'm', command, description: 'd' }],
  });

  test.each<[what: string, a: Files, b: Files]>([
    ['an argument', server({ args: ['a', '--port', '8931'] }), server({ args: ['b', '--port=8931'] })],
    [
      'a variable',
      server({ args: ['a'], env: { PORT: '8931' } }),
      server({ args: ['b'], env: { PORT: 8931 } }),
    ],
    [
      'a container',
      server({ command: 'docker', args: ['run', '--rm', '-p', '127.0.0.1:8931:80', 'x'] }),
      server({ command: 'podman', args: ['run', '--publish=8931:8080/tcp', 'y', '--port', '8080'] }),
    ],
    ['a monitor', server({ args: ['a', '--port', '8931'] }), monitor('PORT=8931 watch')],
  ])('one port: %s', async (_, a, b) => {
    const findings = await found(portClash, a, b);
    expect(findings).toMatchObject([{ case: 'found', severity: 'warning', plugins: ['a', 'b'] }]);
    expect(findings[0]?.evidence).toMatchObject({ port: 8931, users: [{ plugin: 'a' }, { plugin: 'b' }] });
    expect(findings[0]?.message).toContain('8931');
  });

  const remote = (url: string, name = 's') => ({
    '.mcp.json': { mcpServers: { [name]: { type: 'http', url } } },
  });

  test('a server that is started with a port where another plugin expects its own', async () => {
    const findings = await found(
      portClash,
      server({ args: ['a', '--port', '8931'] }, 'pages'),
      remote('http://localhost:8931/mcp', 'canvas'),
    );
    expect(findings).toMatchObject([{ case: 'address', severity: 'note', plugins: ['a', 'b'] }]);
    expect(findings[0]?.evidence).toEqual({
      port: 8931,
      starter: { plugin: 'a', kind: 'mcp-server', name: 'pages' },
      remote: [{ plugin: 'b', name: 'canvas', address: 'localhost:8931/mcp' }],
    });
    expect(findings[0]?.related).toContainEqual(expect.objectContaining({ message: '`canvas` of `b`' }));
  });

  test.each<[what: string, a: Files, b: Files]>([
    ['two paths', remote('http://localhost:8931/mcp'), remote('http://localhost:8931/sse')],
    ['two names of this machine', remote('http://127.0.0.1:8931'), remote('http://[::1]:8931')],
  ])('servers that are both expected at one port: %s', async (_, a, b) => {
    const findings = await found(portClash, a, b);
    expect(findings).toMatchObject([{ case: 'address', plugins: ['a', 'b'] }]);
    expect(findings[0]?.evidence?.remote).toHaveLength(2);
    expect(findings[0]?.evidence).not.toHaveProperty('starter');
  });

  test.each<[what: string, a: Files, b: Files]>([
    ['one address', remote('http://localhost:8931/mcp'), remote('http://localhost:8931/mcp/')],
    ['another machine', remote('http://a.example:8931/mcp'), remote('http://a.example:8931/sse')],
    [
      'a name that only begins like it',
      remote('http://localhost.example:8931/a'),
      remote('http://localhost.example:8931/b'),
    ],
    ['no port', remote('http://localhost/mcp'), remote('http://localhost/sse')],
    ['the user decides', remote('http://localhost:${P}/a'), remote('http://localhost:${P}/b')],
    [
      'a plugin that requires the one with the program',
      server({ args: ['a', '--port', '8931'] }, 'pages'),
      {
        ...remote('http://localhost:8931/mcp'),
        '.claude-plugin/plugin.json': { name: 'b', version: '1.0.0', dependencies: ['a'] },
      },
    ],
  ])('near miss of an address: %s', async (_, a, b) => {
    expect(await found(portClash, a, b)).toEqual([]);
  });

  test.each<[what: string, a: Files, b: Files]>([
    ['other ports', server({ args: ['a', '--port', '8931'] }), server({ args: ['b', '--port', '8932'] })],
    [
      'one inside a container',
      server({ command: 'docker', args: ['run', 'x', '--port', '8931'] }),
      server({ args: ['b', '--port', '8931'] }),
    ],
    [
      'a short option of another program',
      server({ args: ['-p', '8931:80'] }),
      server({ args: ['-p', '8931:80', 'b'] }),
    ],
    ['a free port', server({ args: ['a', '--port', '0'] }), server({ args: ['b', '--port', '0'] })],
    ['an address', server({ args: ['a', 'localhost:9222'] }), server({ args: ['b', 'localhost:9222'] })],
    ['the user decides', server({ env: { PORT: '${P}' } }), server({ args: ['b'], env: { PORT: '${P}' } })],
    [
      'another option',
      server({ args: ['a', '--port-range', '8931'] }),
      server({ args: ['b', '--port', '8931'] }),
    ],
    [
      'the same server twice',
      server({ command: 'npx', args: ['-y', 'east', '--port', '8931'] }),
      server({ command: 'npx', args: ['-y', 'east', '--port', '8931'] }),
    ],
  ])('near miss: %s', async (_, a, b) => {
    expect(await found(portClash, a, b)).toEqual([]);
  });
});
