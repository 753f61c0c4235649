import { describe, expect, test } from 'vitest';
import { sourceAddedFrom } from '../../src/client/marketplace-source.ts';

describe('the source that the client makes of what is added', () => {
  test.each([
    ['acme/tools', { kind: 'github', repo: 'acme/tools' }],
    ['acme/tools@v1', { kind: 'github', repo: 'acme/tools', ref: 'v1' }],
    ['acme/tools#v1', { kind: 'github', repo: 'acme/tools', ref: 'v1' }],
    ['https://github.com/acme/tools', { kind: 'git', url: 'https://github.com/acme/tools' }],
    ['https://acme.example/tools.git#v1', { kind: 'git', url: 'https://acme.example/tools.git', ref: 'v1' }],
    ['https://acme.example/p/_git/tools', { kind: 'git', url: 'https://acme.example/p/_git/tools' }],
    ['git@acme.example:tools', { kind: 'git', url: 'git@acme.example:tools' }],
    ['https://acme.example/m.json', { kind: 'url', url: 'https://acme.example/m.json' }],
    ['https://acme.example/github.com/x', { kind: 'url', url: 'https://acme.example/github.com/x' }],
  ])('%s', (text, source) => {
    expect(sourceAddedFrom(text)).toEqual(source);
  });

  test.each(['shop', 'file:///tmp/x.git', ''])('not %j', (text) => {
    expect(sourceAddedFrom(text)).toBeUndefined();
  });
});
