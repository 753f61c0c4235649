import { all } from './dom.ts';

/** The search box, which `/` leads to, and the filters: what does not match gets the class `miss`. */
export function setUpFinding(): void {
  const box = document.querySelector<HTMLInputElement>('#find');
  const found = document.getElementById('found');
  const filters = all<HTMLSelectElement>('select[data-filter]');
  const items = all<HTMLElement>('[data-find]').map((element) => ({
    element,
    text: `${element.dataset.find} ${element.textContent}`.toLowerCase(),
  }));
  const filtered = all('[data-filtered]');
  // What is shown in several places is counted once.
  const keyOf = (element: HTMLElement) => element.dataset.node ?? element;
  const total = new Set(items.map(({ element }) => keyOf(element))).size;
  const show = () => {
    const words = box?.value.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
    const wanted = filters.flatMap(({ dataset, value }) =>
      value === '' ? [] : [[dataset.filter ?? '', value] as const],
    );
    const passes = (element: HTMLElement) =>
      wanted.every(
        ([name, value]) => element.getAttribute(`data-${name}`)?.split(' ').includes(value) ?? true,
      );
    const hits = new Set<unknown>();
    for (const { element, text } of items) {
      const isHit = words.every((word) => text.includes(word)) && passes(element);
      element.classList.toggle('miss', !isHit);
      if (isHit) hits.add(keyOf(element));
    }
    for (const element of filtered) element.classList.toggle('miss', !passes(element));
    const isAll = words.length + wanted.length === 0;
    if (found !== null)
      found.textContent = isAll ? '' : hits.size === 0 ? 'nothing found' : `${hits.size} of ${total}`;
  };
  box?.addEventListener('input', show);
  for (const filter of filters) filter.addEventListener('change', show);
  // `plugin=p3` chooses a filter; `data-reset` chooses none.
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-set], [data-reset]') : null;
    if (button === null) return;
    const [name, value = ''] = button.dataset.set?.split('=') ?? [];
    if (box !== null) box.value = '';
    for (const filter of filters) filter.value = filter.dataset.filter === name ? value : '';
    show();
  });
  addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (event.key === '/' && !isTyping) {
      event.preventDefault();
      box?.focus();
    }
  });
  // A browser keeps what was chosen over a reload.
  show();
}
