/**
 * Paths as texts write them, `docs/plans/YYYY-MM-DD-<topic>.md`, in a form in which two plugins' paths can be compared:
 * `docs/plans/*.md`. What varies is `*`, any number of folders is `**`, and a folder ends with `/`.
 */

/** How texts say "in the project". */
const projectRoot =
  /^(?:\.\/|(?:\$\{?(?:CLAUDE_PROJECT_DIR|PROJECT_DIR|PROJECT_ROOT|REPO_ROOT|PWD|ROOT)\}?|[<{[](?:your[- _])?(?:project|repo|repository|workspace)[-_ ]?(?:root|dir|directory|path)?[>}\]]|\$\(pwd\)|\$\(git rev-parse --show-toplevel\))\/)+/i;

/** What stands for something else: `<topic>`, `{feature}`, `{{name}}`, `[slug]`, `${NAME}`, `$1`, `…`. */
const placeholder = /\$?\{\{?[^{}]*\}\}?|<[^<>]*>|\[[^[\]]*\]|\$[A-Za-z_]\w*|\$\d|%[A-Za-z]|\.{3,}|…/g;

/** Dates and numbers to fill in: `YYYY-MM-DD`, `YYYY-Www`, `HHMMSS`, `NNN`, `XX`, and the example `2026-01-31`. */
const filledIn =
  /Y{2,4}(?:[-_.]?(?:MM|M|Www|W\d*)(?:[-_.]?DD)?)?|H{2}[-:_]?M{2}(?:[-:_]?S{2})?|\d{4}-\d{2}-\d{2}|\bNN+|\bXX+|#{1,}|(?<=[-_/])[NX](?=[-_./]|$)/g;

/** What varies, in a row, is no more than one thing that varies. */
const repeatedStars = /\*(?:[-_.:T ]?\*)+/g;

/**
 * The form of a path in which it can be compared.
 * @returns undefined if nothing is left that names a file or a folder.
 */
export function filePattern(written: string): string | undefined {
  const inProject = written.replace(projectRoot, '');
  const segments = inProject
    .replace(placeholder, '*')
    .split('/')
    .map((segment) =>
      segment === '**' ? segment : segment.replace(filledIn, '*').replace(repeatedStars, '*'),
    );
  const isFolder = segments.length > 1 && segments.at(-1) === '';
  const named = segments.filter((segment) => segment !== '' && segment !== '.');
  if (named.length === 0 || named.includes('..')) return undefined;
  return `${named.join('/')}${isFolder ? '/' : ''}`;
}

/** Whether what one path names can be what the other one names. A folder is everything in it. */
export function patternsMeet(one: string, other: string): boolean {
  const [a, b] = [segmentsOf(one), segmentsOf(other)];
  if (a.length === b.length) return a.every((segment, index) => segmentsMeet(segment, b[index] ?? ''));
  const [short, long, shorter] = a.length < b.length ? [a, b, one] : [b, a, other];
  return shorter.endsWith('/') && short.every((segment, index) => segmentsMeet(segment, long[index] ?? ''));
}

const segmentsOf = (pattern: string): string[] => pattern.replace(/\/$/, '').split('/');

const segmentsMeet = (one: string, other: string): boolean =>
  one === other || covers(one, other) || covers(other, one);

/** Whether a pattern matches a name; each part is looked for after the one before it. */
function covers(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return false;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
