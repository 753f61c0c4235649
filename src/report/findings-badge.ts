import { summarize } from '../model/finding.ts';
import { count } from '../model/text.ts';
import type { FindingsReport } from './findings-report.ts';

/** What a badge says if nothing is wrong. */
const fine = { check: 'go together', validate: 'valid' } as const;

/**
 * `--format badge`: the state as an endpoint of shields.io, which makes a picture of it
 * (https://shields.io/badges/endpoint-badge).
 */
export function badgeText({ command, parts }: FindingsReport): string {
  const signs = parts.map(({ sign }) => sign);
  const { errors, warnings } = summarize(parts.flatMap(({ findings }) => findings));
  const [message, color] =
    errors > 0
      ? [count(errors, 'error'), 'red']
      : signs.includes('bad')
        ? ['problems', 'red']
        : signs.includes('unknown')
          ? ['not known', 'lightgrey']
          : warnings > 0
            ? [count(warnings, 'warning'), 'yellow']
            : [fine[command], 'brightgreen'];
  return `${JSON.stringify({ schemaVersion: 1, label: 'plugins', message, color }, null, 2)}\n`;
}
