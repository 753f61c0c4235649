import { say } from './dom.ts';

/** Buttons that copy the code next to them. */
export function setUpCopying(): void {
  addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-copy]') : null;
    const code = button?.parentElement?.querySelector('code');
    if (button === null || code === null || code === undefined) return;
    const isCopied = await copied(code);
    button.textContent = isCopied ? 'Copied' : 'Select';
    say(isCopied ? 'copied' : 'could not be copied; it is selected');
    button.addEventListener(
      'blur',
      () => {
        button.textContent = 'Copy';
      },
      { once: true },
    );
  });
}

/** Copies a text, or at least selects it. */
async function copied(code: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return document.execCommand('copy');
  }
}
