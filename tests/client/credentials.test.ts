// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
/** Credentials in the configuration of servers and hooks: found by their shape, never kept. */
import { describe, expect, test } from 'vitest';
import { checkMarketplace } from '../support/marketplace.ts';
import { entry, lab, manifest, memoryTree, releaseOf } from './fixtures.ts';

const release = (server: object) =>
  releaseOf(
    lab([entry('p')], { ...manifest('p'), 'plugins/p/.mcp.json': { mcpServers: { s: server } } }),
    'p',
  );
const kinds = async (server: object) => (await release(server)).credentials?.map(({ kind }) => kind);

/** Put together here, so that no scanner of repositories takes it for one. */
const long = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0';

describe('credentials', () => {
  test.each<[kind: string, server: object]>([
    ['a GitHub token', { command: 'x', env: { ANY: `ghp_${long.slice(0, 36)}` } }],
    ['a GitHub token', { command: 'x', args: ['--auth', `ghp_${long.slice(0, 36)}`] }],
    ['an AWS access key', { command: 'x', env: { ANY: `AKIA${'Q2W3E4R5T6Y7U2I3'}` } }],
    ['an Anthropic API key', { url: 'https://x', headers: { 'x-api-key': `sk-ant-${long}` } }],
    ['a private key', { command: 'x', env: { ANY: ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ') } }],
    ['a URL with a password', { command: 'x', env: { ANY: 'postgres://admin:s3cr3t-w0rd@db.internal/x' } }],
    ['the value of `WEATHER_API_KEY`', { command: 'x', env: { WEATHER_API_KEY: long.slice(0, 20) } }],
    ['the value of `Authorization`', { url: 'https://x', headers: { Authorization: `Bearer ${long}` } }],
  ])('%s', async (kind, server) => expect(await kinds(server)).toEqual([kind]));

  test.each<[what: string, server: object]>([
    ['a variable', { command: 'x', env: { API_KEY: '${API_KEY}', TOKEN: 'Bearer ${TOKEN}' } }],
    ['a placeholder', { command: 'x', env: { API_KEY: 'your-api-key-123456', TOKEN: 'xxxxxxxxxxxxxxxx1a' } }],
    ['an example of the documentation', { command: 'x', env: { ANY: 'AKIAIOSFODNN7EXAMPLE' } }],
    ['a name', { command: 'x', env: { SECRET_NAME: 'projects-prod-database-1' } }],
    ['a number', { command: 'x', env: { TOKEN_LIMIT: '1234567890123456' } }],
    ['a hash under a name that is no secret', { command: 'x', env: { COMMIT: long } }],
    ['a URL without a password', { url: 'https://user@example.org/mcp' }],
  ])('none: %s', async (_, server) => expect(await kinds(server)).toEqual([]));

  test('key and place are told, the credential is not', async () => {
    const { credentials = [] } = await release({ command: 'x', env: { API_TOKEN: long } });
    expect(credentials[0]?.key).toBe('mcpServers.s.env.API_TOKEN');
    expect(credentials[0]?.location).toMatchObject({ file: 'plugins/p/.mcp.json', line: 6 });
    expect(JSON.stringify(credentials)).not.toContain(long.slice(0, 8));
  });
});

test('`mkt validate` finds in a marketplace what `mkt check` finds in its plugins', async () => {
  const server = { command: 'x', env: { ANY: `ghp_${long.slice(0, 36)}` } };
  const files = { ...manifest('p'), 'plugins/p/.mcp.json': { mcpServers: { s: server } } };
  const found = checkMarketplace(memoryTree(lab([entry('p')], files))).filter(
    ({ rule }) => rule === 'MKT505',
  );
  expect(found).toMatchObject([
    { severity: 'error', plugins: ['p'], location: { file: 'plugins/p/.mcp.json' } },
  ]);
  const harmless = { ...files, 'plugins/p/.mcp.json': { mcpServers: { s: { command: 'x' } } } };
  expect(
    checkMarketplace(memoryTree(lab([entry('p')], harmless))).filter(({ rule }) => rule === 'MKT505'),
  ).toEqual([]);
});
