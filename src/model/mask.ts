/**
 * Masks the credentials of every URL in a text: the part before `@` may be a token. The user name of ssh is not a secret; its password
 * is. Schemes are bounded, so that the work is linear whatever the text.
 */
export function withoutCredentials(text: string): string {
  if (!text.includes('://')) return text;
  return (
    text
      .replace(/\b(https?|ftps?|git):\/\/[^\s/?#'"]*@/gi, '$1://***@')
      .replace(/\b(ssh|git\+ssh|ssh\+git):\/\/([^\s/?#:@'"]*):[^\s/?#'"]*@/gi, '$1://$2:***@')
      // A password counts as one even in a URL that nothing accepts.
      .replace(
        /\b(?!(?:ssh|git\+ssh|ssh\+git):)([a-z][a-z0-9+.-]{0,30}):\/\/[^\s/?#:@'"]*:[^\s/?#'"]*@/gi,
        '$1://***@',
      )
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
