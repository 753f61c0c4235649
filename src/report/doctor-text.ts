import type { DoctorLine } from '../model/doctor.ts';
import { count, printable } from '../model/text.ts';
import { type DoctorResult, linesOf } from './doctor-result.ts';
import { badMark, goodMark, type Style } from './style.ts';
import type { View } from './view.ts';
import { wrap } from './wrap.ts';

/** `mkt doctor` for people: a line for each check, and what fixes it. */
export function doctorText(result: DoctorResult, { style, width, quiet }: View): string {
  const lines = linesOf(result);
  const shown = quiet ? lines.filter(({ level }) => level === 'error' || level === 'warning') : lines;
  const names = Math.max(0, ...shown.map(({ check }) => check.length));
  const indent = 10 + names + 1;
  const rows = shown.flatMap(({ check, level, message, help }) => {
    const [first = '', ...more] = [
      ...wrap(printable(message), width - indent),
      ...(help === undefined
        ? []
        : wrap(printable(help), width - indent - 6, 0).map(
            (line, index) => `${index === 0 ? 'help: ' : '      '}${line}`,
          )),
    ];
    return [
      `${levelText(level, style)} ${check.padEnd(names)} ${first}`,
      ...more.map((line) => `${' '.repeat(indent)}${line}`),
    ];
  });
  if (quiet) return rows.join('\n');
  const errors = lines.filter(({ level }) => level === 'error').length;
  const warnings = lines.filter(({ level }) => level === 'warning').length;
  const end =
    errors + warnings === 0
      ? `${goodMark(style)} all is well`
      : `${errors > 0 ? badMark(style) : goodMark(style)} ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const head = wrap(
    "the project's plugins and this machine; the client's own `/doctor` checks other things",
    width,
  ).join('\n');
  return [head, rows.join('\n'), end].join('\n\n');
}

function levelText(level: DoctorLine['level'], style: Style): string {
  const text = level.padEnd(9);
  if (level === 'ok') return style.green(text);
  if (level === 'warning') return style.yellow(text);
  return level === 'error' ? style.red(text) : style.dim(text);
}
