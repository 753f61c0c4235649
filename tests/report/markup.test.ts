import { expect, test } from 'vitest';
import { oneLine, printable } from '../../src/model/text.ts';
import { markup, wellFormed, xmlAttribute, xmlText } from '../../src/report/markup.ts';
import fc from '../support/fast-check.ts';

const hostile = `</a> & "b"\n'c' \u001b[31m \ufffe \ud800`;

test('between tags lines stay, in attributes they do not', () => {
  expect(xmlText(hostile)).toBe(`&lt;/a&gt; &amp; "b"\n'c' \ufffd[31m \ufffd \ufffd`);
  expect(xmlAttribute(hostile)).toBe(`&lt;/a&gt; &amp; &quot;b&quot; 'c' \ufffd[31m \ufffd \ufffd`);
  expect(markup(hostile)).toBe(`&lt;/a&gt; &amp; &quot;b&quot; &#39;c&#39; \ufffd[31m \ufffd \ufffd`);
});

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const read = (text: string) => text.replace(/&([^;]+);/g, (whole, name: string) => entities[name] ?? whole);

test('whatever is put in is read back, and nothing of it is markup', () => {
  const unit = fc.constantFrom(
    '&',
    '<',
    '>',
    '"',
    "'",
    ';',
    'amp',
    'lt',
    '#39',
    'é',
    ' ',
    '\n',
    '\ufffe',
    '\udc00',
  );
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(read(xmlText(text))).toBe(wellFormed(printable(text)));
      for (const inLine of [xmlAttribute, markup]) expect(read(inLine(text))).toBe(wellFormed(oneLine(text)));
      expect(xmlText(text)).not.toMatch(/[<>]/);
      expect(xmlAttribute(text)).not.toMatch(/[<>"\n]/);
      expect(markup(text)).not.toMatch(/[<>"'\n]/);
    }),
  );
});
