/** Whether the client can use a text as a name before or after `@`. */
export const isClientName = (text: string): boolean => wrongInName(text) === undefined;

/** What keeps the client from using a text as a name, as the end of a sentence; undefined if it can. */
export function wrongInName(value: string): string | undefined {
  if (/^[A-Za-z0-9][\w.-]*$/.test(value) && !value.includes('..')) return undefined;
  if (value === '') return 'is empty';
  if (/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(value))
    return 'contains control characters, or characters that change the text direction';
  if (/\s/.test(value))
    return `\`${value}\` contains a space; use \`${value.trim().replace(/\s+/g, '-').toLowerCase()}\``;
  if (/[@:]/.test(value)) return `\`${value}\` contains \`@\` or \`:\`, which separate names`;
  if (/[/\\]/.test(value) || value.includes('..') || value === '.')
    return `\`${value}\` could be mistaken for a path`;
  return `\`${value}\` cannot be installed: a name can have letters a-z and A-Z, digits, \`.\`, \`_\` and \`-\`, and must begin with a letter or digit`;
}
