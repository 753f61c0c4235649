import { describe, expect, test } from 'vitest';
import { masked, withoutCredentials } from '../../src/model/mask.ts';
import { expectLinear } from '../support/work.ts';

describe('credentials in a text', () => {
  test.each([
    ['https://user:secret@host/x', 'https://***@host/x'],
    ['see `https://token@host/x?y=1`', 'see `https://***@host/x?y=1`'],
    ['ssh://git:secret@host/x', 'ssh://git:***@host/x'],
    ['postgres://u:p@host/db', 'postgres://***@host/db'],
    ['https//user:secret@host/x', 'https//***@host/x'],
    ['//user:secret@host/x', '//***@host/x'],
    ['{"a":"HTTPS://a:b@c","b":"ftp://d:e@f"}', '{"a":"HTTPS://***@c","b":"ftp://***@f"}'],
  ])('%s', (text, safe) => expect(withoutCredentials(text)).toBe(safe));

  test.each([
    'ssh://git@host/x',
    'git@github.com:a/b',
    'https://host/@scope/x',
    'mail a@b',
    'https://h/x?y=1',
    'a // b: c@d',
    'https://h//a:b/@c',
  ])('none: %s', (text) => expect(withoutCredentials(text)).toBe(text));
});

describe('tokens of known shapes, wherever they are', () => {
  // Put together here: scanners of repositories would report them otherwise.
  const of = (front: string, amount: number) => `${front}${'aB3'.repeat(amount).slice(0, amount)}`;
  test.each([
    [of('ghp_', 36), 'ghp_***'],
    [`"${of('github_pat_', 60)}"`, '"github_pat_***"'],
    [`x=${of('glpat-', 20)} y`, 'x=glpat-*** y'],
    [of('npm_', 36), 'npm_***'],
    [of('xoxb-', 40), 'xoxb-***'],
    [of('sk-ant-api03-', 80), 'sk-ant-api03-***'],
    [of('sk-', 48), 'sk-***'],
    [`AKIA${'A1'.repeat(8)}`, 'AKIA***'],
    [of('AIza', 35), 'AIza***'],
  ])('%s', (text, safe) => expect(withoutCredentials(text)).toBe(safe));

  test.each([
    'sk-learn-pipelines-for-everybody',
    'task-abcdefghijklmnopqrstuvwxyzabcdefghijklmnop',
    'npm_config_registry',
    'AKIA',
    'ghp_short',
    `desk-${'a'.repeat(40)}`,
  ])('none: %s', (text) => expect(withoutCredentials(text)).toBe(text));

  test('takes no more work than the text is long', async () => {
    await expectLinear((size) => withoutCredentials('sk-ant-a'.repeat(size)), 200);
    await expectLinear((size) => withoutCredentials('AKIA'.repeat(size)), 200);
    await expectLinear((size) => withoutCredentials('//a:'.repeat(size)), 200);
    await expectLinear((size) => withoutCredentials(`//${'a:'.repeat(size)}`), 200);
  });
});

test('of a source, what stands behind `?` may be a token, too', () =>
  expect(masked('https://host/x?token=1')).toBe('https://host/x?***'));
