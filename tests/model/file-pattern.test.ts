/** Paths as texts write them, in a form in which they can be compared. */
import { describe, expect, test } from 'vitest';
import { filePattern, patternsMeet } from '../../src/model/file-pattern.ts';

describe('the form of a path', () => {
  test.each([
    ['docs/plan.md', 'docs/plan.md'],
    ['./docs/plan.md', 'docs/plan.md'],
    ['$CLAUDE_PROJECT_DIR/docs/plan.md', 'docs/plan.md'],
    ['<project-root>/docs/plan.md', 'docs/plan.md'],
    ['docs/{feature}.md', 'docs/*.md'],
    ['docs/{{feature}}.md', 'docs/*.md'],
    ['docs/<feature name>.md', 'docs/*.md'],
    ['docs/[slug].md', 'docs/*.md'],
    ['docs/$ARGUMENTS.md', 'docs/*.md'],
    ['docs/$1.md', 'docs/*.md'],
    ['docs/YYYY-MM-DD-<topic>-design.md', 'docs/*-design.md'],
    ['docs/2026-01-31-design.md', 'docs/*-design.md'],
    ['docs/review-YYYY-Www.md', 'docs/review-*.md'],
    ['docs/adr/NNNN-title.md', 'docs/adr/*-title.md'],
    ['docs/phase-N/plan.md', 'docs/phase-*/plan.md'],
    ['docs/**/plan.md', 'docs/**/plan.md'],
    ['docs//plans/', 'docs/plans/'],
  ])('%s', (written, pattern) => {
    expect(filePattern(written)).toBe(pattern);
  });

  test.each(['', './', '../docs/plan.md'])('nothing in the project: %j', (written) => {
    expect(filePattern(written)).toBeUndefined();
  });

  test.each(['docs/NAME.md', 'docs/HYMN.md', 'docs/MAX.md'])(
    'a name in capitals is a name: %s',
    (written) => {
      expect(filePattern(written)).toBe(written);
    },
  );
});

describe('two paths meet', () => {
  test.each([
    ['docs/plan.md', 'docs/plan.md'],
    ['docs/*.md', 'docs/plan.md'],
    ['docs/*.md', 'docs/*-design.md'],
    ['docs/*/plan.md', 'docs/auth/plan.md'],
    ['docs/plans/', 'docs/plans/a/b.md'],
    ['docs/*/', 'docs/plans/a.md'],
    ['docs/a*b*c.md', 'docs/a-b-c.md'],
  ])('%s and %s', (one, other) => {
    expect(patternsMeet(one, other)).toBe(true);
    expect(patternsMeet(other, one)).toBe(true);
  });

  test.each([
    ['docs/plan.md', 'plan.md'],
    ['docs/plan.md', 'docs/Plan.md'],
    ['docs/*.md', 'docs/plan.json'],
    ['docs/*.md', 'docs/a/plan.md'],
    ['docs/plans/', 'docs/plans.md'],
    ['docs/plan', 'docs/plan/a.md'],
    ['docs/ab*ba.md', 'docs/aba.md'],
  ])('not %s and %s', (one, other) => {
    expect(patternsMeet(one, other)).toBe(false);
    expect(patternsMeet(other, one)).toBe(false);
  });
});
