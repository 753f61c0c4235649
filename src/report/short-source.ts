/** A source of more characters than this is shown by its end. */
const longest = 40;

/**
 * The source of a registry as people call it: `owner/repo` for a repository on GitHub, and the last two folders of a long path.
 * Details that make two of them different are in JSON and in `mkt registry list`.
 */
export function shortSource(source: string): string {
  const [, repository, ref = ''] =
    /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?(#.+)?$/.exec(source) ?? [];
  if (repository !== undefined) return `${repository}${ref}`;
  const parts = source.split('/');
  return source.length <= longest || parts.length < 4 ? source : `…/${parts.slice(-2).join('/')}`;
}
