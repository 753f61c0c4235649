/** What ten million plugins would cost on a web server, computed from what `npm run bench:sparse` measured. */
import type { Figure } from './record.ts';

const tenMillion = 10_000_000;

/** A table of what was measured, and of what follows for ten million plugins; empty if a part was not measured. */
export function onPaper(figures: readonly Figure[], command: string): string {
  const value = (start: string, end = ''): number | undefined =>
    figures.find(({ what }) => what.startsWith(start) && what.endsWith(end))?.value;
  const plugins = Number(/ of (\d+) plugins/.exec(figures.map(({ what }) => what).join('\n'))?.[1]);
  const times = tenMillion / plugins;
  const requests = value('its requests, cold');
  const row = (
    title: string,
    measured: number | undefined,
    [unit, divisor]: readonly [unit: string, divisor: number],
    then = measured === undefined ? undefined : shown((measured * times) / divisor, unit),
  ) =>
    measured === undefined || then === undefined
      ? []
      : [`| ${title} | ${shown(measured / divisor, unit)} | ${then} |`];
  const sent = value('bytes of them');
  const files = value('files');
  const rows = [
    ...row('content of the files', value('bytes of the files'), ['GB', 1e9]),
    ...row('the same in blocks of the disk', value('bytes of the blocks'), ['GB', 1e9]),
    // One for each plugin; those that are searched grow with them, and are a power of two.
    ...row('files', files, ['', 1]),
    ...row('build, processor', value('build of', 'CPU time'), ['minutes', 60]),
    ...row('build without a change, processor', value('the same without a change', 'CPU time'), [
      'minutes',
      60,
    ]),
    ...row('memory of the build', value('memory of the build'), ['GB', 1e3]),
    ...row('what `mkt search` fetches, packed', value('bytes of what is searched'), ['MB', 1e6]),
    ...row(
      'requests of a check of 5 plugins, nothing in the cache',
      requests,
      ['', 1],
      'as many: they depend on what is reached',
    ),
    ...row(
      'bytes of these, packed by the server',
      sent,
      ['kB', 1e3],
      `${shown((sent ?? 0) / (requests ?? 1), 'bytes')} for each request`,
    ),
  ];
  if (!Number.isFinite(times) || rows.length === 0) return '';
  return `## What ten million plugins would cost on a web server

What \`${command}\` measured, and what follows for ten million plugins: all but the last two rows grow with their number. A release
there has up to three dependencies and no components.

| | ${plugins.toLocaleString('en-US')} measured | 10 million, on paper |
| --- | ---: | ---: |
${rows.join('\n')}
`;
}

function shown(value: number, unit: string): string {
  const number =
    value >= 100 || Number.isInteger(value)
      ? Math.round(value).toLocaleString('en-US')
      : value.toPrecision(2);
  return unit === '' ? number : `${number} ${unit}`;
}
