import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { statementOf } from '../../src/report/page/finding-card.ts';
import { html, trusted, withCode } from '../../src/report/page/html.ts';
import { canvas, page } from '../../src/report/page/page.ts';
import fc from '../support/fast-check.ts';
import { shapeOf } from '../support/page.ts';

const head = html`<h1>it works</h1>`;

test('what is filled in is text, unless it is markup; lists are joined, and nothing is nothing', () => {
  const name = '<b title="x">&\'';
  expect(html`<p title="${name}">${name}${3}${false}${undefined}</p>`.markup).toBe(
    '<p title="&lt;b title=&quot;x&quot;&gt;&amp;&#39;">&lt;b title=&quot;x&quot;&gt;&amp;&#39;3</p>',
  );
  expect(html`${html`<i>${'<'}</i>`}${[html`<b></b>`, trusted('<u></u>')]}`.markup).toBe(
    '<i>&lt;</i><b></b>\n<u></u>',
  );
  expect(withCode('use `<a>` and `b').markup).toBe('use <code>&lt;a&gt;</code> and `b');
});

test('whatever titles, notes and labels are, the page has the same elements', () => {
  const pageOf = (text: string) =>
    page({
      title: text,
      head,
      parts: [{ id: 'a', title: text, note: text, body: canvas(trusted('<svg></svg>'), { label: text }) }],
      panels: [{ id: 'b', title: text, body: html`<p>${text}</p>` }],
      panelsTitle: text,
      finds: text,
      key: text,
    });
  const expected = shapeOf(pageOf('x'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(shapeOf(pageOf(`x${text}</style></script>"'`))).toEqual(expected);
    }),
  );
});

test('a long statement is cut between words, and code stays code', () => {
  const names = Array.from({ length: 60 }, (_, index) => `\`plugin ${index}\``).join(', ');
  expect(statementOf('short\nmore')).toBe('short');
  const cut = statementOf(names);
  expect(cut.length).toBeLessThan(210);
  expect(cut).toMatch(/`plugin \d+`,? …$|`plugin` …$/);
  expect(statementOf('x'.repeat(300))).toBe(`${'x'.repeat(200)} …`);
});

test('a page allows its own script and style by their hashes, and loads nothing', () => {
  const text = page({ title: 'x', head, parts: [] });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1];
  const hashOf = (element: string) => {
    const inside = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(inside).digest('base64')}'`;
  };
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hashOf('script')}`,
    `style-src ${hashOf('style')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ]);
  expect(text).not.toMatch(/\b(?:src|href)="(?!#)|url\(|@import|\sstyle=|\son[a-z]+=/);
});

test('the script of all pages together is small', async () => {
  const { pageScript, pageStyle } = await import('../../src/report/generated/page-parts.ts');
  expect(Buffer.byteLength(pageScript.text)).toBeLessThanOrEqual(12 * 1024);
  expect(Buffer.byteLength(pageStyle.text)).toBeLessThanOrEqual(16 * 1024);
});
