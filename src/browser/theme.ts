import { store, stored } from './store.ts';

const key = 'mkt theme';

/** Light or dark as the system is, until the button says otherwise. */
export function setUpTheme(): void {
  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = stored(key);
  const show = () => {
    const isDark = chosen === null ? system.matches : chosen === 'dark';
    if (chosen !== null) document.documentElement.dataset.theme = chosen;
    button?.setAttribute('aria-pressed', String(isDark));
    return isDark;
  };
  show();
  system.addEventListener('change', show);
  button?.addEventListener('click', () => {
    chosen = show() ? 'light' : 'dark';
    store(key, chosen);
    show();
  });
}
