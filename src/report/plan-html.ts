import MarkdownIt from 'markdown-it';
import type { Plan } from '../model/plan.ts';
import { markup } from './markup.ts';
import { pageOf } from './page.ts';
import { planMarkdown } from './plan-markdown.ts';
import { planSvg } from './plan-svg.ts';

/** `mkt plan --format html`: the plan as a page that needs nothing beside it, with boxes to tick off. */
export function planHtml(plan: Plan): string {
  // No HTML of a manifest gets through: what looks like it is shown as text.
  const renderer = new MarkdownIt({ html: false, linkify: false });
  const [before = '', , after = ''] = planMarkdown(plan).split(/^```mermaid\n([\s\S]*?)^```$/m);
  const body = (text: string) =>
    renderer
      .render(text)
      .replaceAll('<li>[ ] ', '<li class="task"><input type="checkbox"> ')
      .replaceAll('<li>[x] ', '<li class="task"><input type="checkbox" checked> ');
  return pageOf(markup(plan.title), [
    body(before),
    `<div class="picture">\n${planSvg(plan)}\n</div>`,
    body(after),
  ]);
}
