import MarkdownIt from 'markdown-it';
import { type Html, trusted } from './html.ts';

/** The sections of a rule's page that help with a finding, without what the finding says itself. */
const wanted = ['Why it hurts', 'How to fix it', 'When to turn it off'];

/** @param page the page of a rule, as Markdown. Its links lead to other files, and are only text here. */
export function rulePageHtml(page: string): Html {
  const markdown = new MarkdownIt({ html: false, linkify: false });
  markdown.renderer.rules.link_open = () => '';
  markdown.renderer.rules.link_close = () => '';
  const sections = page.split(/^## /m).slice(1);
  return trusted(
    sections
      .filter((section) => wanted.includes(section.split('\n', 1)[0] ?? ''))
      .map((section) => markdown.render(`#### ${section}`))
      .join(''),
  );
}
