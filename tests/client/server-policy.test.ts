// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables that the client fills in
/** Which servers of plugins settings keep from being started. */
import { describe, expect, test } from 'vitest';
import { forbiddenServer } from '../../src/client/server-policy.ts';
import type { McpServer } from '../../src/model/plugin.ts';
import type { ServerEntry } from '../../src/model/server-policy.ts';

const stated = <Value>(value: Value) => ({
  value,
  scope: 'managed' as const,
  location: { file: 'managed-settings.json', line: 1, column: 1 },
});

const isDenied = (entry: ServerEntry, server: Partial<McpServer>, fullName = 'plugin:p:s') =>
  forbiddenServer({ name: 's', ...server } as McpServer, fullName, { denied: [stated(entry)] })?.by ===
  'denied';

describe('a URL', () => {
  test.each([
    ['https://example.com/mcp', 'https://example.com/mcp', true],
    ['https://example.com/mcp', 'https://example.com/mcp/', false],
    ['https://example.com', 'https://example.com/any/path', true],
    ['HTTPS://Example.com.', 'https://example.com/mcp', true],
    ['https://*.example.com/*', 'https://a.example.com/mcp', true],
    ['https://*.example.com', 'https://example.com/mcp', false],
    ['*://example.com', 'http://example.com/mcp', true],
    // Each part is looked for after the one before.
    ['https://*.a.*.com', 'https://x.a.y.com', true],
    ['https://*.a.*.com', 'https://x.b.y.com', false],
    ['https://x/*a*b*c', 'https://x/1a2b3c', true],
    ['https://x/*a*b*c', 'https://x/1b2a3c', false],
    ['https://x/*ab*ba', 'https://x/aba', false],
    ['not a URL', 'https://example.com', false],
    ['*', 'https://example.com', false],
  ])('denied by %j: %s', (pattern, url, expected) => {
    expect(isDenied({ by: 'url', pattern }, { url })).toBe(expected);
  });

  test('with a variable is not known', () => {
    expect(isDenied({ by: 'url', pattern: 'https://example.com' }, { url: 'https://example.com/${X}' })).toBe(
      false,
    );
  });
});

test('a command is compared as a whole, and a name with the full name', () => {
  expect(isDenied({ by: 'command', line: 'run it' }, { command: 'run it' })).toBe(true);
  expect(isDenied({ by: 'command', line: 'run' }, { command: 'run it' })).toBe(false);
  expect(isDenied({ by: 'name', name: 'plugin:p:s' }, {})).toBe(true);
  expect(isDenied({ by: 'name', name: 's' }, {})).toBe(false);
});

test('a list of allowed servers reaches those that it does not name', () => {
  const allowed = (server: Partial<McpServer>, ...entries: ServerEntry[]) =>
    forbiddenServer({ name: 's', ...server } as McpServer, 'plugin:p:s', {
      denied: [],
      allowed: stated(entries),
    })?.by;
  const entry = { by: 'url', pattern: 'https://example.com' } as const;
  expect(allowed({ url: 'https://example.com/mcp' }, entry)).toBeUndefined();
  expect(allowed({ url: 'https://other.example/mcp' }, entry)).toBe('not-allowed');
  expect(allowed({ url: 'https://example.com/mcp' })).toBe('not-allowed');
  expect(allowed({ url: 'https://${HOST}/mcp' }, entry)).toBeUndefined();
  expect(allowed({}, entry)).toBeUndefined();
});
