import type { DiffResult } from './diff-result.ts';
import { reviewParts } from './lock-report-markdown.ts';
import { markdownCode as code } from './markdown.ts';

/** `mkt diff --format markdown` */
export const diffMarkdown = ({ id, before, after, review }: DiffResult): string =>
  [`# ${code(id)}: ${before} → ${after}`, ...reviewParts(review), ''].join('\n\n');
