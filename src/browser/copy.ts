import { all, say } from './dom.ts';

/** Buttons that copy the code next to them, one command a line. */
export function setUpCopying(): void {
  addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-copy]') : null;
    const code = button?.parentElement?.querySelector('pre');
    if (button === null || !code) return;
    const isCopied = await copied(code);
    button.textContent = isCopied ? 'Copied' : 'Select';
    say(isCopied ? 'copied' : 'could not be copied; it is selected');
    button.addEventListener('blur', () => (button.textContent = 'Copy'), { once: true });
  });
}

/** Copies lines, or at least selects them. */
async function copied(code: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(
      all('code', code)
        .map((line) => line.textContent)
        .join('\n'),
    );
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return document.execCommand('copy');
  }
}
