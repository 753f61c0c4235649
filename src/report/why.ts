import type { Chosen, Resolution } from '../model/resolution.ts';
import { printable } from '../model/text.ts';
import { jsonText } from './json.ts';
import type { Look } from './style.ts';
import { wrap } from './wrap.ts';

/** Another version that something would have. */
interface Change {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What came of asking for the newest version. */
interface Held {
  readonly resolution: Resolution | undefined;
  readonly changes: readonly Change[];
}

export interface WhyResult {
  readonly chosen: Chosen;
  readonly newest: string;
  /** Undefined if it is the newest. */
  readonly held: Held | undefined;
}

/** `mkt why` for people. */
export function whyText({ chosen, newest, held }: WhyResult, { style, width }: Look): string {
  const { name, version, marketplace, requested, requiredBy } = chosen;
  const lines = [
    `${style.bold(printable(name))} ${style.green(version)}  ${style.dim(printable(marketplace))}`,
  ];
  if (requested) lines.push('  you asked for it');
  for (const by of requiredBy)
    lines.push(
      ...indented(
        `${printable(by.name)} ${by.version} asks for \`${printable(name)}@${printable(by.range)}\``,
        width,
      ),
    );
  if (held === undefined) lines.push('  it is the newest release');
  else lines.push('', ...heldText(`${name}@${newest}`, held, { style, width }));
  return lines.join('\n');
}

function heldText(spec: string, { resolution, changes }: Held, { style, width }: Look): string[] {
  if (resolution?.ok)
    return [
      ...wrap(`\`${printable(spec)}\` could be had instead, but not with the newest of the rest:`, width, 2),
      ...changes.flatMap((change) => changeText(change, width)),
    ];
  const lines = (resolution?.explanation ?? []).flatMap((line) => indented(printable(line), width));
  return [`${style.bold(`what keeps it from ${printable(spec)}`)}`, ...lines];
}

function changeText({ name, before, after }: Change, width: number): string[] {
  const what =
    before === undefined
      ? `${after} would come in`
      : after === undefined
        ? `${before} would go`
        : `${after} instead of ${before}`;
  return indented(`- ${printable(name)}: ${what}`, width);
}

const indented = (text: string, width: number): string[] =>
  wrap(text, width - 2, 2).map((line) => `  ${line}`);

/** `mkt why --json`: `schema/why.schema.json`. */
export function whyJson({ chosen, newest, held }: WhyResult): string {
  const { name, version, marketplace, requested, requiredBy } = chosen;
  return jsonText({
    ok: true,
    name,
    version,
    marketplace,
    requested,
    requiredBy,
    newest,
    ...(held !== undefined && { heldBack: answerOf(held) }),
  });
}

export interface WhyNotResult {
  readonly asked: string;
  readonly resolution: Resolution;
  readonly changes: readonly Change[];
}

/** `mkt why-not` for people. */
export function whyNotText({ asked, resolution, changes }: WhyNotResult, { style, width }: Look): string {
  const spec = `\`${printable(asked)}\``;
  if (resolution.ok) {
    if (changes.length === 0)
      return wrap(`${spec} can be had; nothing else would change`, width, 2).join('\n');
    return [
      ...wrap(`${spec} can be had; this would change:`, width, 2),
      ...changes.flatMap((change) => changeText(change, width)),
    ].join('\n');
  }
  const hints = resolution.suggestions.flatMap(({ text }) =>
    wrap(`${style.cyan('hint:')} ${printable(text)}`, width, 6),
  );
  return [
    ...wrap(`${style.bold(spec)} cannot be had with the others:`, width, 2),
    ...resolution.explanation.flatMap((line) => indented(printable(line), width)),
    ...(hints.length > 0 ? ['', ...hints] : []),
  ].join('\n');
}

/** `mkt why-not --json`: `schema/why-not.schema.json`. */
export function whyNotJson({ asked, resolution, changes }: WhyNotResult): string {
  return jsonText({ ok: true, asked, ...answerOf({ resolution, changes }) });
}

function answerOf({ resolution, changes }: Held) {
  if (resolution === undefined || resolution.ok)
    return {
      possible: resolution !== undefined,
      changes: changes.map(({ name, before, after }) => ({
        name,
        before: before ?? null,
        after: after ?? null,
      })),
    };
  const { explanation, conflict, suggestions } = resolution;
  return { possible: false, explanation: explanation.join('\n'), conflict, suggestions };
}
