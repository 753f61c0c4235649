/** Command lines that people paste into a shell. Names and addresses in them are not trusted. */

/** Quotes an argument, unless every character is plain in all common shells. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_./][A-Za-z0-9_.:/@+-]*$/.test(text)) return text;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** Whether text can be an argument: not empty, not an option, on one line and without control characters. */
export function isArgument(text: string): boolean {
  return text !== '' && !text.startsWith('-') && !control.test(text);
}

/** Writes a comment line. */
export function comment(text: string): string {
  return `# ${text.replace(new RegExp(control, 'g'), ' ')}`;
}

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
