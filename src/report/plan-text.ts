import type { Plan } from '../model/plan.ts';
import { listed, oneLine, printable } from '../model/text.ts';
import { hanging } from './columns.ts';
import { findingsText } from './findings-text.ts';
import { detailSections } from './plan-details.ts';
import { type Block, emptySection, item, type Section, type Tone } from './plan-document.ts';
import { headOf } from './plan-head.ts';
import type { ShownPlan } from './plan-result.ts';
import { type Limits, screenSections } from './plan-screen.ts';
import { arrowed } from './plan-words.ts';
import { badMark, goodMark, type Look, type Style, unknownMark } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt plan` for people: what fits on one screen, all of it, or one section. */
export function planText(shown: ShownPlan, look: Look): string {
  const { plan, full, section } = shown;
  if (section === 'findings' && plan.findings.length > 0) return findingsText(plan.findings, look);
  if (section !== undefined) {
    const all = [...screenSections(plan, { isAlone: true }), ...detailSections(plan)].filter(
      ({ id }) => id === section,
    );
    return all.length === 0 ? emptySection(section) : sectionsText(all, look);
  }
  if (!full) return onOneScreen(shown, look);
  return [
    headText(shown, look),
    sectionsText([...screenSections(plan, { withFindings: true }), ...detailSections(plan)], look),
    plan.findings.length === 0 ? '' : findingsText(plan.findings, look),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The lines that one screen has for three plugins and fewer, and for each further one. */
const room = { base: 40, forEach: 2.5 } as const;

/**
 * The most ties and warnings with which everything fits, but at least one warning; before there is only one tie, the stages move
 * together. Commands are never left out.
 */
function onOneScreen(shown: ShownPlan, look: Look): string {
  const { plan } = shown;
  const lines = room.base + room.forEach * Math.max(0, plan.plugins.length - 3);
  const head = headText(shown, look);
  const withLimit = (most: number, form: Pick<Limits, 'isDense' | 'isBrief' | 'withGrounds'>) =>
    [
      head,
      sectionsText(
        screenSections(plan, { ...form, ties: most, warnings: Math.max(1, Math.ceil(most / 2)) }),
        look,
      ),
      moreText(plan, look, form.isDense === true ? leading : usual),
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  const fits = (text: string) => text.split('\n').length <= lines;
  const shortest = { isDense: true, isBrief: true, withGrounds: false };
  return (
    mostThatFits(2, 16, (most) => withLimit(most, {}), fits) ??
    mostThatFits(0, 4, (most) => withLimit(most, { isDense: true }), fits) ??
    mostThatFits(0, 4, (most) => withLimit(most, { isDense: true, isBrief: true }), fits) ??
    mostThatFits(0, 4, (most) => withLimit(most, shortest), fits) ??
    withLimit(0, shortest)
  );
}

/** What is made of the largest number that fits, if more of it never takes fewer lines; undefined if not even the smallest does. */
function mostThatFits(
  from: number,
  to: number,
  make: (most: number) => string,
  fits: (text: string) => boolean,
): string | undefined {
  if (from > to) return undefined;
  const middle = Math.ceil((from + to) / 2);
  const text = make(middle);
  return fits(text)
    ? (mostThatFits(middle + 1, to, make, fits) ?? text)
    : mostThatFits(from, middle - 1, make, fits);
}

/** The sections that are asked for most, and those of them that are named where lines are few. */
const usual = 'before settings stages tests failures rollback workflow checklist troubleshooting'.split(' ');
const leading = 'settings tests rollback checklist'.split(' ');

/** Where the rest is: those of these sections that the plan has. */
function moreText(plan: Plan, look: Look, sections: readonly string[]): string {
  const ids = detailSections(plan).map(({ id }) => id);
  const names = listed(
    sections.filter((id) => ids.includes(id)),
    'or',
  );
  return wrap(`more: \`--full\`, or \`--section\` with ${names}`, look.width, 2)
    .map(look.style.dim)
    .join('\n');
}

function headText({ plan, full }: ShownPlan, look: Look): string {
  const { style, width } = look;
  const { title, sign, verdict, hurts } = headOf(plan);
  const mark = { good: goodMark, bad: badMark, unknown: unknownMark }[sign](style);
  const columns = sign === 'good' ? (style.unicode ? 2 : 4) : 2;
  return [
    ...wrap(printable(title), width).map(style.bold),
    ...(plan.useCase === undefined || !full ? [] : wrap(printable(plan.useCase), width)),
    ...hanging(`${mark} `, columns, wrap(printable(verdict), width - columns).map(style.bold)),
    ...hurts.flatMap(({ level, what, instead }) => [
      ...hanging('  - ', 4, wrap(printable(`${level}: ${what}`), width - 4).map(style.yellow)),
      ...(instead === undefined ? [] : hanging('    => ', 7, wrap(printable(instead), width - 7))),
    ]),
  ].join('\n');
}

function sectionsText(sections: readonly Section[], look: Look): string {
  return sections
    .map(({ title, intro, blocks, rest }) => {
      const heading = look.style.bold(oneLine(title));
      const isShort = rest !== undefined && `${title} (${rest})`.length <= look.width;
      return [
        isShort ? `${heading} ${look.style.dim(`(${rest})`)}` : heading,
        ...[...aside(intro), ...blocks, ...aside(isShort ? undefined : rest)].flatMap((block) =>
          blockLines(block, look, 2),
        ),
      ].join('\n');
    })
    .join('\n\n');
}

/** What is about a section, and not a part of it. */
const aside = (text: string | undefined): Block[] =>
  text === undefined ? [] : [item(text, { tone: 'dim' })];

function blockLines(block: Block, look: Look, indent: number): string[] {
  const { style, width } = look;
  const lead = ' '.repeat(indent);
  switch (block.kind) {
    case 'command':
      // A command stays on one line, however long it is, so that it can be copied.
      if (!block.line.startsWith('#'))
        return [`${lead}${style.dim('$')} ${style.cyan(printable(block.line))}`];
      return wrap(printable(block.line), width - indent, 2).map((each) =>
        style.dim(`${lead}${each.replace(/^ {2}/, '# ')}`),
      );
    case 'code':
      return printable(block.code)
        .trimEnd()
        .split('\n')
        .map((line) => `${lead}${line}`.trimEnd());
    case 'step':
      return [
        ...marked(`${block.number}.`, block.title, { look, indent, paint: style.bold }),
        ...block.more.flatMap((each) => blockLines(each, look, indent + 3)),
      ];
    case 'item': {
      const { mark = '-', text, tone, more = [] } = block;
      const paint = tone === undefined ? undefined : paintOf(tone, style);
      return [
        ...marked(mark, arrows(text, style), { look, indent, paint }),
        ...more.flatMap((each) => blockLines(each, look, indent + Math.min(mark.length, 3) + 1)),
      ];
    }
  }
}

/** Text after its mark; all lines begin in the same column. */
function marked(
  mark: string,
  text: string,
  { look, indent, paint = (line) => line }: { look: Look; indent: number; paint?: Style['bold'] | undefined },
): string[] {
  const lead = `${' '.repeat(indent)}${mark === '' ? '' : `${mark} `}`;
  const lines = wrap(printable(text), look.width - lead.length);
  return hanging(lead, lead.length, lines.map(paint)).map((line) => line.trimEnd());
}

/** Arrows as a terminal shows them best. */
const arrows = (text: string, { unicode }: Style): string => (unicode ? arrowed(text) : text);

function paintOf(tone: Tone, { bold, dim, green, red, yellow }: Style): Style['bold'] {
  return { good: green, bad: red, warning: yellow, dim, strong: bold }[tone];
}
