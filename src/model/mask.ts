/**
 * Masks the credentials of every URL in a text: the part before `@` may be a token. The user name of ssh is not a secret; its password
 * is. Schemes are bounded, so that the work is linear whatever the text.
 */
export function withoutCredentials(text: string): string {
  return withoutTokens(text.includes('//') ? withoutLogins(text) : text);
}

/**
 * Tokens that are known by how they begin, and are never anything else: of GitHub, GitLab, npm, Slack, AWS, Google, Anthropic and
 * OpenAI. What could be the name of a plugin does not count.
 */
const tokens =
  /\b(gh[oprsu]_|github_pat_|glpat-|npm_|xox[abeoprs]-|AKIA|ASIA|AIza|sk-ant-[a-z]+\d+-|sk-proj-|sk-(?=[A-Za-z0-9]{32}))(?:(?<=AKIA|ASIA)[A-Z0-9]{16}\b|(?<!AKIA|ASIA)[A-Za-z0-9_-]{20,})/g;

/** Masks tokens of known shapes, which someone may have put into any text or in place of a version, a branch or a name. */
function withoutTokens(text: string): string {
  return text.replace(tokens, '$1***');
}

function withoutLogins(text: string): string {
  return (
    text
      .replace(/\b(https?|ftps?|git):\/\/[^\s/?#'"]*@/gi, '$1://***@')
      .replace(/\b(ssh|git\+ssh|ssh\+git):\/\/([^\s/?#:@'"]*):[^\s/?#'"]*@/gi, '$1://$2:***@')
      // A password counts as one even in a URL that nothing accepts.
      .replace(
        /\b(?!(?:ssh|git\+ssh|ssh\+git):)([a-z][a-z0-9+.-]{0,30}):\/\/[^\s/?#:@'"]*:[^\s/?#'"]*@/gi,
        '$1://***@',
      )
      // Or where the scheme is misspelled.
      .replace(/(?<!:)\/\/[^\s/?#:@'"]*:[^\s/?#'"]*@/g, '//***@')
  );
}

/** Makes a source safe to show: besides its credentials, the part after `?` may be a token. */
export function masked(source: string): string {
  return withoutCredentials(source).replace(
    /\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s?#'"]*)\?[^\s#'"]+/gi,
    '$1?***',
  );
}

/** Whether showing a source as it is would show a secret. */
export function holdsCredentials(source: string): boolean {
  return masked(source) !== source;
}
