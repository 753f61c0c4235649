import MarkdownIt from 'markdown-it';
import type { Plan } from '../model/plan.ts';
import { markup } from './markup.ts';
import { pageOf } from './page.ts';
import { planMarkdown } from './plan-markdown.ts';
import { planSvg } from './plan-svg.ts';

/** `mkt plan --format html`: the plan as a self-contained page, with boxes to check off. */
export function planHtml(plan: Plan): string {
  // HTML in manifests is shown as text, never rendered.
  const renderer = new MarkdownIt({ html: false, linkify: false });
  const picture = `<div class="picture">\n${planSvg(plan)}\n</div>\n`;
  const { fence } = renderer.renderer.rules;
  const hasFlow = plan.dataFlow.length + plan.events.length > 0;
  let isDrawn = !hasFlow;
  // The first diagram is the data flow; a diagram in an example stays text.
  renderer.renderer.rules.fence = (tokens, index, ...rest) => {
    if (isDrawn || tokens[index]?.info !== 'mermaid') return fence?.(tokens, index, ...rest) ?? '';
    isDrawn = true;
    return picture;
  };
  const body = renderer
    .render(planMarkdown({ plan, full: true }))
    .replaceAll('<li>[ ] ', '<li class="task"><input type="checkbox"> ')
    .replaceAll('<li>[x] ', '<li class="task"><input type="checkbox" checked> ');
  return pageOf(markup(plan.title), [body, ...(hasFlow ? [] : [picture])]);
}
