/** What the browser keeps for this page; nothing where that is denied, as it can be for files and in private windows. */
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text, or removes it if it is empty. */
export function store(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // The page works without: what is kept is only lost when it is closed.
  }
}
