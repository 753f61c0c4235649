/** SECURITY.md names the tests that hold its promises, and rules that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ruleIds } from '../../src/model/problems.ts';
import { root } from '../support/mkt.ts';

const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');

test('each promise names tests that exist', () => {
  const rows = text.split('\n').filter((line) => /^\| (?!promise|---)/.test(line));
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) {
    const tests = [...row.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  }
});

test('its rules exist', () =>
  expect(
    [...text.matchAll(/MKT\d{3}/g)].map(([id]) => id).filter((id) => !ruleIds.some((known) => known === id)),
  ).toEqual([]));
