/** Every escaper against a real parser of its format: whatever strangers write is text there, and the whole of it. */
import { parse as parseDot } from '@ts-graphviz/ast';
import xterm from '@xterm/headless';
import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { oneLine, printable } from '../../src/model/text.ts';
import { dotText, dotWord, mermaidLabel, mermaidText } from '../../src/report/diagram.ts';
import { mapWords } from '../../src/report/drawing/link-words.ts';
import { markdownBlock, markdownCell, markdownCode, markdownText } from '../../src/report/markdown.ts';
import { markup, wellFormed, xmlAttribute, xmlText } from '../../src/report/markup.ts';
import fc from '../support/fast-check.ts';

const runs = Number(process.env.MKT_ESCAPER_RUNS ?? 1000);

/** Pieces that mean something in one of the formats, so that strings of a few of them meet every rule. */
const pieces = [
  ...'`*_~[]()<>|!\\&#@"\'%{};:=+-.$^/',
  '``',
  '```',
  '**',
  '~~',
  '<img src=x onerror=alert(1)>',
  '</text>',
  '<!--',
  '-->',
  ']]>',
  '<![CDATA[',
  '&lt;',
  '&#60;',
  '#lt;',
  '#35;',
  '%%{init: {"theme":"dark"}}%%',
  '%%',
  '](https://e.example)',
  '![x](y)',
  '<https://e.example>',
  '| x |',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '  ',
  '\n\n# head\n',
  '\n- item\n',
  '1. ',
  '1) ',
  '> ',
  '---',
  '\u001b[2J',
  '\u0000',
  '\u202e',
  '\ufffe',
  '\ud800',
  '"];',
  '\\"',
  'end',
  'a',
  'é',
];
const hostile = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 14 });
/** Sequences that a terminal obeys, and pieces of them. */
const escapes = fc.string({
  unit: fc.constantFrom(
    ...[
      '\u001b',
      '\u009b',
      '\u009d',
      '\u0090',
      '\u009c',
      '\u0007',
      '\b',
      '\r',
      '\n',
      '\t',
      '\u000b',
      '\u000c',
      '\u007f',
    ],
    ...[
      '[',
      ']',
      '(',
      '0',
      'c',
      '8',
      '31m',
      '2J',
      '?1049h',
      '1;1H',
      '10A',
      '0;title',
      '8;;https://e.example',
      'P',
      '\\',
      '#8',
    ],
    ...['a', 'é', '漢', '👩‍💻', ' '],
  ),
  maxLength: 14,
});
const forAll = (check: (text: string) => void) =>
  fc.assert(
    fc.property(hostile, (text) => {
      check(text);
    }),
    { numRuns: runs },
  );

const markdown = new MarkdownIt({ html: true });
/** Kinds of blocks, and in them the kinds of what is not plain text, with all text. */
function rendered(source: string) {
  const blocks: string[] = [];
  const inside: string[] = [];
  let text = '';
  for (const { type, children, content } of markdown.parse(source, {})) {
    blocks.push(type);
    if (type === 'fence' || type === 'code_block') text += content;
    for (const child of children ?? []) {
      if (!['text', 'code_inline', 'text_special'].includes(child.type)) inside.push(child.type);
      text += child.content;
    }
  }
  return { blocks, inside, text };
}

/** Without what Markdown does not keep, and what is added so that nobody is mentioned. */
const plain = (text: string) => text.replace(/[`\u200b\s]/g, '');

test.each([
  ['a paragraph', (text: string) => `x ${text} y`],
  ['a list', (text: string) => `- ${text}`],
  ['a heading', (text: string) => `## x ${text} y`],
])('Markdown: text in %s', (_, around) => {
  const { blocks } = rendered(around('x'));
  forAll((text) => {
    const result = rendered(around(markdownText(`x${text}`)));
    expect(result).toMatchObject({ blocks, inside: [] });
    expect(plain(result.text)).toContain(plain(printable(text)));
  });
});

test('Markdown: text at the start of a line', () => {
  forAll((text) => {
    const { blocks, inside } = rendered(`- ${markdownText(text)}`);
    expect(inside).toEqual([]);
    expect(
      blocks.filter((type) => !/^(bullet_list|list_item|paragraph)_(open|close)$|^inline$/.test(type)),
    ).toEqual([]);
  });
});

test('Markdown: code, and code and text in a table', () => {
  const table = (cell: string) => `| a | b |\n| --- | --- |\n| ${cell} | end |`;
  const { blocks } = rendered(table('x'));
  forAll((text) => {
    expect(rendered(`x ${markdownCode(`${text}x`)} y`)).toMatchObject({ inside: [] });
    for (const cell of [markdownCode(`${text}x`), markdownText(`x${text}`)]) {
      const result = rendered(table(markdownCell(cell)));
      expect(result).toMatchObject({ blocks, inside: [] });
      expect(result.text.endsWith('end')).toBe(true);
    }
  });
});

test('Markdown: a block of code', () => {
  forAll((text) => {
    const { blocks, inside } = rendered(`${markdownBlock('sh', text)}\n\nx`);
    expect(inside).toEqual([]);
    expect(blocks).toEqual(['fence', 'paragraph_open', 'inline', 'paragraph_close']);
  });
});

test('XML: text and attributes', () => {
  forAll((text) => {
    const found: unknown[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => found.push([name, attributes]));
    parser.on('text', (inner) => found.push(inner));
    parser.write(`<a b="${xmlAttribute(text)}">.${xmlText(text)}</a>`).close();
    expect(found).toEqual([['a', { b: wellFormed(oneLine(text)) }], `.${wellFormed(printable(text))}`]);
  });
});

test('HTML: text and attributes with either quotes', () => {
  forAll((text) => {
    const safe = markup(text);
    const { childNodes } = parseFragment(`<p title="${safe}" class='${safe}'>${safe}</p>`);
    expect(childNodes).toHaveLength(1);
    const element = childNodes[0] as DefaultTreeAdapterTypes.Element;
    const expected = wellFormed(oneLine(text));
    expect(element.attrs.map(({ value }) => value)).toEqual([expected, expected]);
    expect(element.childNodes.map((node) => (node as DefaultTreeAdapterTypes.TextNode).value)).toEqual(
      expected === '' ? [] : [expected],
    );
  });
});

test('Graphviz: a whole diagram', () => {
  const shape = (text: string) =>
    dotText(dotWord(text), {
      boxes: [
        { title: text, names: [`${text}1`] },
        { title: undefined, names: [`${text}2`] },
      ],
      arrows: [
        { from: `${text}1`, to: `${text}2`, text, kind: 'call', isFirm: false },
        { from: `${text}2`, to: `${text}1`, text, kind: 'data', isFirm: true },
      ],
      words: mapWords,
    });
  /** The kinds of the nodes of the tree, in order. */
  const kinds = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(kinds)
      : typeof value === 'object' && value !== null && 'type' in value
        ? [value.type, 'children' in value ? kinds(value.children) : []]
        : [];
  const expected = kinds(parseDot(shape('x')));
  forAll((text) => {
    expect(kinds(parseDot(shape(text)))).toEqual(expected);
  });
});

test('Mermaid: a label is read back whole, and has nothing that ends it or is a directive', () => {
  const names: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>' };
  // As Mermaid does: `#35;` and `#quot;` are entities.
  const read = (label: string) =>
    label.replace(/#(\w+);/g, (_, name) => names[name] ?? String.fromCharCode(Number(name)));
  forAll((text) => {
    const label = mermaidLabel(text);
    expect(label).not.toMatch(/["`%<>\n\r]/);
    // Mermaid itself rejects a diagram with an empty label.
    expect(read(label)).toBe(printable(text).replace(/[\t\n]/g, ' ') || ' ');
    const whole = mermaidText(
      { boxes: [{ title: text, names: [text] }], arrows: [], words: mapWords },
      { names: [text], mark: 'b' },
    );
    expect(whole.split('\n')).toEqual([
      'flowchart LR',
      `  subgraph b1["${label}"]`,
      `    p0["${label}"]`,
      '  end',
    ]);
  });
});

/** The cells of a terminal after it has shown a text, and everything else that the text did to it. */
async function shownBy(terminal: xterm.Terminal, text: string) {
  terminal.reset();
  await new Promise<void>((done) => terminal.write(text.replaceAll('\n', '\r\n'), done));
  const { active, normal } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, index) => active.getLine(index));
  const styled = lines.some((line) =>
    Array.from({ length: terminal.cols }, (_, column) => line?.getCell(column)).some(
      (cell) => cell !== undefined && !cell.isAttributeDefault(),
    ),
  );
  return {
    text: lines
      .map((line) => line?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd(),
    styled,
    isOtherScreen: active !== normal && active.type !== 'normal',
  };
}

test('a terminal: a text is shown, and does nothing else', async () => {
  const terminal = new xterm.Terminal({ cols: 300, rows: 2, scrollback: 0, allowProposedApi: true });
  const events: string[] = [];
  terminal.onTitleChange((title) => events.push(`title ${title}`));
  terminal.onBell(() => events.push('bell'));
  terminal.onData((data) => events.push(`answer ${data}`));
  await fc.assert(
    fc.asyncProperty(escapes, async (text) => {
      const safe = oneLine(text);
      const shown = await shownBy(terminal, `x${safe}y`);
      expect(shown).toEqual({ text: wellFormed(`x${safe}y`).trimEnd(), styled: false, isOtherScreen: false });
      expect(events).toEqual([]);
    }),
    { numRuns: runs },
  );
  // The terminal does what the text says if nobody escapes it.
  expect((await shownBy(terminal, '\u001b[31mred')).styled).toBe(true);
  await shownBy(terminal, '\u001b]0;t\u0007\u0007\u001b[c');
  expect(events).toEqual(['title t', 'bell', expect.stringContaining('answer')]);
});
