import { count } from '../model/text.ts';
import { lockedVersion } from '../model/versioned.ts';
import type { LockResult, ShownChange, ShownReview } from './lock-result.ts';
import { markdownCode as code, markdownBlock, markdownText } from './markdown.ts';
import { resolveText } from './resolve-text.ts';
import type { Difference } from './review-text.ts';
import type { Look } from './style.ts';

/** `mkt lock --format markdown`: the text of a pull request that moves a lock. */
export function lockReportMarkdown(result: LockResult, look: Look): string {
  if ('unresolved' in result) return markdownBlock('text', resolveText(result.unresolved, look));
  const { changes, findings, locked } = result;
  return [
    `# ${code(result.file)}: ${count(changes.length, 'change')}, ${count(locked, 'plugin')} locked`,
    ...findings.map(({ rule, message }) => `- **${rule}** ${markdownText(message)}`),
    ...changes.flatMap(changeParts),
    '',
  ].join('\n\n');
}

function changeParts({ kind, id, review, unlocked, ...versions }: ShownChange): string[] {
  const [before, after] = [versions.before, versions.after].map((each) => each && lockedVersion(each));
  const moved = before === after ? `${after} (other files)` : `${before} → ${after}`;
  const what = { add: `added ${after}`, move: moved, drop: `dropped ${before}` }[kind];
  return [
    `## ${code(id)}: ${what}`,
    ...(review !== undefined
      ? reviewParts(review)
      : kind === 'move'
        ? ['The locked version is no longer available, so the changes are not known.']
        : []),
    ...(unlocked.length === 0
      ? []
      : [`Runs code that no lock pins:\n\n${unlocked.map((runs) => `- ${code(runs)}`).join('\n')}`]),
  ];
}

/** What runs first. */
export function reviewParts({ runs, more, contextTokens }: ShownReview): string[] {
  return [
    runs.length === 0 ? 'No changes to what runs.' : `**What runs**\n\n${table(runs)}`,
    ...(more.length === 0 ? [] : [`**Besides**\n\n${table(more)}`]),
    ...(contextTokens === undefined
      ? []
      : [`Tokens in every session: ${contextTokens.before} → ${contextTokens.after}`]),
  ];
}

const table = (differences: readonly Difference[]): string =>
  differences
    .flatMap(({ what, added, removed }) => [
      ...removed.map((line) => `- ${what}: removed ${code(line)}`),
      ...added.map((line) => `- ${what}: added ${code(line)}`),
    ])
    .join('\n');
