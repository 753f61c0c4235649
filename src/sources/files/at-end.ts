/** What is left to do once a command has answered, such as writing down what a later run can use. */
const waiting = new Set<() => void>();

/** Has work done when the command has answered. The work must not throw. */
export function atEnd(work: () => void): void {
  waiting.add(work);
}

/** Does what waits for the end. */
export function doAtEnd(): void {
  for (const work of waiting) {
    waiting.delete(work);
    work();
  }
}
