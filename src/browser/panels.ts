import { all } from './dom.ts';

/** Opens what a link leads to at the side, if it is a panel; Escape closes it, and the focus goes back. */
export function setUpPanels(): void {
  const panels = new Map(all('.panel').map((panel) => [panel.id, panel]));
  let opened: HTMLElement | undefined;
  let opener: { focus(how?: FocusOptions): void } | undefined;
  const close = () => {
    opened?.classList.remove('open');
    opened = undefined;
    opener?.focus({ preventScroll: true });
  };
  const open = (panel: HTMLElement) => {
    opened?.classList.remove('open');
    opened = panel;
    panel.classList.add('open');
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
  };
  addEventListener('click', (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest('.close') !== null) return close();
    const link = event.target.closest<HTMLAnchorElement | SVGAElement>('a');
    const panel = panels.get(link?.getAttribute('href')?.slice(1) ?? '');
    if (link === null) return;
    if (panel === undefined) {
      // To another part of the page, which may be folded, and should not be covered.
      if (link.closest('.panel') !== null) close();
      return unfold(link.getAttribute('href') ?? '');
    }
    event.preventDefault();
    // A link in a panel leads to another one: the focus still goes back to where it came from.
    if (link.closest('.panel') === null) opener = link;
    open(panel);
  });
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && opened !== undefined) close();
  });
  const first = panels.get(location.hash.slice(1));
  if (first !== undefined) open(first);
}

/** Opens what a link leads into. */
function unfold(href: string): void {
  const target = /^#./.test(href) ? document.getElementById(href.slice(1)) : null;
  for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
}
