import { all } from './dom.ts';
import { store, stored } from './store.ts';

/** Boxes that stay ticked when the page is opened again, and how many are. */
export function setUpTicks(): void {
  const key = `mkt ${document.querySelector<HTMLElement>('[data-key]')?.dataset.key}`;
  const boxes = all<HTMLInputElement>('input[data-tick]');
  // What changed since the page was written: `id` is ticked, `-id` no longer.
  const kept = new Set(stored(key)?.split('\n') ?? []);
  const count = () => {
    for (const place of all('[data-done]')) {
      const own = boxes.filter((box) => place.dataset.done === box.dataset.group);
      place.textContent = `${own.filter(({ checked }) => checked).length} of ${own.length} done`;
    }
  };
  for (const box of boxes) {
    const id = box.dataset.tick ?? '';
    box.checked = kept.has(id) || (box.defaultChecked && !kept.has(`-${id}`));
    box.addEventListener('change', () => {
      kept.delete(id);
      kept.delete(`-${id}`);
      if (box.checked !== box.defaultChecked) kept.add(box.checked ? id : `-${id}`);
      store(key, [...kept].join('\n'));
      count();
    });
  }
  count();
}
