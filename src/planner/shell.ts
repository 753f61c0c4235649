/** Command lines that people paste into a shell. Names and addresses in them come from strangers. */

/** An argument as it is typed: bare if every character is plain in all common shells, else in single quotes. */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_./][A-Za-z0-9_.:/@+-]*$/.test(text)) return text;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** Whether text can be an argument at all: not empty, no option in disguise, one line, nothing that steers a terminal. */
export function isArgument(text: string): boolean {
  return text !== '' && !text.startsWith('-') && !control.test(text);
}

/** A line that explains instead of doing something. */
export function comment(text: string): string {
  return `# ${text.replace(new RegExp(control, 'g'), ' ')}`;
}

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
