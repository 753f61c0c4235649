import { pageScript, pageStyle } from '../generated/page-parts.ts';
import { type Html, html, trusted } from './html.ts';

/**
 * A self-contained page: one file that loads nothing, in which only its own script and style run, whatever a manifest says.
 *
 * The script (`src/browser/`) and the style (`style/`) are the same for all pages and are embedded by `npm run generate`. The script
 * finds its work by these attributes, so that a page needs no code of its own:
 *
 * | markup | what it does |
 * | --- | --- |
 * | `<div class="canvas" data-canvas>` around an `<svg width height viewBox>` | drag to pan, buttons and Ctrl-wheel to zoom ({@link canvas} makes it) |
 * | `data-node="id"`, and `data-from="id" data-to="id"` | hover or focus of a node lights its links and the nodes at their other ends, in the same canvas or table |
 * | `<a href="#id">`, where `id` is that of a {@link Panel} | opens the panel at the side; in SVG, too |
 * | `data-find="more words"` | is searched, with its text; what does not match gets the class `miss`, which hides it in HTML and fades it in SVG |
 * | `data-filtered` | is filtered in the same way, and neither searched nor counted |
 * | `<button data-view="name">` and `data-shown="name"` | shows one of several views |
 * | `<div data-matrix>`, `<select data-sort>`, `<input data-all-rows>` | sorts a matrix, and shows its empty rows |
 * | `<select data-filter="level">` and `data-level="error"` on the elements with `data-find` | shows only what has the chosen word among its words, separated by spaces; elements without the attribute are not filtered |
 * | `data-set="level=error"`, `data-reset` on something to click | chooses that filter, and no other; chooses none |
 * | `<details open data-fold>` | is open without the script, and closed with it |
 * | `<input type="checkbox" data-tick="id">` | stays ticked, for the same {@link Page.key} |
 * | `<button data-copy>` in the same element as a `<code>` | copies its text |
 * | `class="live"` | is hidden unless the script runs |
 *
 * Without the script all of it can be read: panels are a part of the page, at its end.
 */
export interface Page {
  /** Of the window, as plain text. */
  readonly title: string;
  /** The verdict and what should be read first. */
  readonly head: Html;
  readonly parts: readonly PagePart[];
  /** The title above the panels where they are a part of the page: without the script, and in print. */
  readonly panelsTitle?: string;
  readonly panels?: readonly Panel[];
  /** What the search box says it finds, such as `plugins, steps and findings`; no search without it. */
  readonly finds?: string;
  /** Identifies what the page shows, so that its ticks are found again and those of another page are not. */
  readonly key?: string;
}

/** A part of a page below its head: a card with a title, and a line in the table of contents. */
export interface PagePart {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** A few words after the title, such as a count. */
  readonly note?: string;
  /** How much of the width it takes on a wide screen; all of it if absent. */
  readonly width?: 'half';
}

/** What the side panel shows for one thing, such as a plugin. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** Returns the page as a text. */
export function page({ title, head, parts, panels = [], panelsTitle = 'Details', finds, key }: Page): string {
  const policy = [
    "default-src 'none'",
    `script-src '${pageScript.hash}'`,
    `style-src '${pageStyle.hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy.join('; '))}">
<title>${title}</title>
<style>${trusted(pageStyle.text)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<nav aria-label="Parts of the page">${parts.map((part) => html`<a href="#${part.id}">${part.title}</a>`)}</nav>
<div class="live tools">
${
  finds !== undefined &&
  html`<label class="search"><span class="unseen">Search ${finds}</span><input id="find" type="search" placeholder="Search ${finds}" autocomplete="off" aria-keyshortcuts="/"><kbd>/</kbd></label>
<output id="found"></output>`
}
<button type="button" id="theme" aria-pressed="false">Dark</button>
</div>
</header>
<main id="main" tabindex="-1"${key !== undefined && html` data-key="${key}"`}>
<div class="head">${head}</div>
<div class="parts">
${parts.map(part)}
</div>
${
  panels.length > 0 &&
  html`<section class="panels" aria-label="${panelsTitle}">
<h2>${panelsTitle}</h2>
${panels.map(panel)}
</section>`
}
</main>
<div id="said" class="unseen" role="status"></div>
<script>${trusted(pageScript.text)}</script>
</body>
</html>`.markup;
}

function part({ id, title, body, note, width }: PagePart): Html {
  return html`<section id="${id}" class="part${width === 'half' && ' half'}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${note !== undefined && html` <small>${note}</small>`}</h2>
${body}
</section>`;
}

function panel({ id, title, body }: Panel): Html {
  return html`<article id="${id}" class="panel" tabindex="-1" aria-labelledby="${id}-title">
<button type="button" class="live close" aria-label="Close">×</button>
<h3 id="${id}-title">${title}</h3>
${body}
</article>`;
}

/**
 * A picture that can be moved and zoomed. Without the script it is scrolled.
 * @param picture an `<svg>` with `width`, `height` and `viewBox`.
 * @param label what it shows, for those who do not see it.
 * @param legend what its colors and dashes mean.
 */
export function canvas(picture: Html, { label, legend }: { label: string; legend?: Html }): Html {
  return html`<div class="figure">
<div class="figure-head">${legend}
<div class="live zoom" role="group" aria-label="Zoom"><button type="button" data-zoom="out" aria-label="Zoom out">−</button><button type="button" data-zoom="fit">Fit</button><button type="button" data-zoom="in" aria-label="Zoom in">+</button></div>
</div>
<div class="canvas" data-canvas role="region" tabindex="0" aria-label="${label}">
${picture}
</div>
</div>`;
}
