import { all } from './dom.ts';

/** Shows one of several views of the same thing, chosen by a button. */
export function setUpViews(): void {
  const buttons = all('[data-view]');
  const show = (name: string | undefined) => {
    for (const button of buttons) button.ariaPressed = String(button.dataset.view === name);
    for (const view of all('[data-shown]')) view.hidden = view.dataset.shown !== name;
  };
  for (const button of buttons) button.addEventListener('click', () => show(button.dataset.view));
  if (buttons.length > 0) show(buttons[0]?.dataset.view);
}
