import { describe, expect, test } from 'vitest';
import { masked, withoutCredentials } from '../../src/model/mask.ts';

describe('credentials in a text', () => {
  test.each([
    ['https://user:secret@host/x', 'https://***@host/x'],
    ['see `https://token@host/x?y=1`', 'see `https://***@host/x?y=1`'],
    ['ssh://git:secret@host/x', 'ssh://git:***@host/x'],
    ['postgres://u:p@host/db', 'postgres://***@host/db'],
    ['{"a":"HTTPS://a:b@c","b":"ftp://d:e@f"}', '{"a":"HTTPS://***@c","b":"ftp://***@f"}'],
  ])('%s', (text, safe) => expect(withoutCredentials(text)).toBe(safe));

  test.each([
    'ssh://git@host/x',
    'git@github.com:a/b',
    'https://host/@scope/x',
    'mail a@b',
    'https://h/x?y=1',
  ])('none: %s', (text) => expect(withoutCredentials(text)).toBe(text));
});

test('of a source, what stands behind `?` may be a token, too', () =>
  expect(masked('https://host/x?token=1')).toBe('https://host/x?***'));
