/** All elements that match, in the order of the page. */
export const all = <Found extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): Found[] => [...within.querySelectorAll<Found>(selector)];

/** Says something to those who do not see that it happened. */
export function say(text: string): void {
  const said = document.getElementById('said');
  if (said !== null) said.textContent = text;
}
