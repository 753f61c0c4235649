/** The topics of a rule are in its entry: code that needs findings of a kind asks by topic, and names no rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAbout, rulesAbout } from '../../src/model/problems.ts';
import { root } from '../support/mkt.ts';

describe('topics', () => {
  test('the rules about one, in the order of their ids', () => {
    expect(rulesAbout('names')).toEqual(['MKT301', 'MKT302', 'MKT303']);
    expect(rulesAbout('versions')).toEqual(['MKT102', 'MKT103', 'MKT110', 'MKT201', 'MKT202', 'MKT203']);
  });

  test('a rule may be about several, about none, or not be in the table', () => {
    expect([isAbout('MKT102', 'resolution'), isAbout('MKT102', 'versions')]).toEqual([true, true]);
    expect(isAbout('MKT309', 'overlaps')).toBe(false);
    expect(isAbout('MKT913', 'resolution')).toBe(false);
  });

  test('no code outside the rules goes by an id: a reader, a command or a report says the name', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !/^analysis[/\\]|^model[/\\]problems\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(200);
    const naming = files.filter((file) =>
      /(['"])MKT\d{3}\1|\/[^/\n]*MKT\d/.test(
        readFileSync(join(root, 'src', file), 'utf8')
          .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
          .replace(/`[^`]*`/g, ''),
      ),
    );
    expect(naming).toEqual([]);
  });
});
