import type { Block, Section } from '../plan-document.ts';
import { type Html, html, inLines, trusted, withCode } from './html.ts';

/** The blocks of a section of a plan: lists, boxes to tick, commands to copy. */
export function sectionHtml({ id, intro, blocks }: Section): Html {
  let ticks = 0;
  const render = (block: ReturnType<typeof grouped>[number]): Html => {
    switch (block.kind) {
      case 'commands':
        return html`<li class="bare">${commands(block.lines)}</li>`;
      case 'code':
        return html`<li class="bare">${code(block.code)}</li>`;
      case 'step':
        return html`<li class="step bare" id="step-${block.number}" data-find=""><label><input type="checkbox" data-tick="step-${block.number}" data-group="${id}"> <b>${block.number}. ${withCode(block.title)}</b></label>${list(block.more)}</li>`;
      case 'item': {
        const { mark = '-', task, text, tone, more = [] } = block;
        const sign = mark === '-' || mark === '' ? undefined : mark === '=>' ? '→' : mark.trim();
        const words = html`${sign !== undefined && html`<span class="sign">${sign}</span> `}${tone === 'strong' ? html`<b>${withCode(text)}</b>` : withCode(text)}`;
        const isOwnBullet = task !== undefined || sign !== undefined || mark === '';
        ticks += task === undefined ? 0 : 1;
        const shown =
          task === undefined
            ? words
            : html`<label><input type="checkbox" data-tick="${id}-${ticks}"${task === 'done' && html` checked`}> <span>${words}</span></label>`;
        const kinds = [isOwnBullet ? 'bare' : '', tone === undefined ? '' : classes[tone]].filter(Boolean);
        return html`<li${kinds.length > 0 && html` class="${kinds.join(' ')}"`}>${shown}${list(more)}</li>`;
      }
    }
  };
  const list = (all: readonly Block[]): Html =>
    all.length === 0 ? html`` : html`<ul>${grouped(all).map(render)}</ul>`;
  return html`${intro !== undefined && html`<p class="faint">${withCode(intro)}</p>`}${list(blocks)}`;
}

const classes = { good: 'good', bad: 'error', warning: '', dim: 'faint', strong: '' } as const;

/** Command lines with a button that copies them all. */
export function commands(lines: readonly string[]): Html {
  const [only] = lines;
  return html`<div class="command"><pre>${trusted(lines.map((line) => html`<code>${inLines(line)}</code>`.markup).join(''))}</pre><button type="button" class="live" data-copy aria-label="Copy ${lines.length === 1 ? only : `these ${lines.length} commands`}">Copy</button></div>`;
}

/** Code of several lines, the same way. */
export const code = (text: string): Html =>
  html`<div class="command"><pre><code>${inLines(text)}</code></pre><button type="button" class="live" data-copy aria-label="Copy this code">Copy</button></div>`;

/** Blocks with their commands together, as they are copied. */
function grouped(
  blocks: readonly Block[],
): (Exclude<Block, { kind: 'command' }> | { kind: 'commands'; lines: string[] })[] {
  const groups: ReturnType<typeof grouped> = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind !== 'command') groups.push(block);
    else if (last?.kind === 'commands') last.lines.push(block.line);
    else groups.push({ kind: 'commands', lines: [block.line] });
  }
  return groups;
}
