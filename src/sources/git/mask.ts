/**
 * Makes a source safe to show: the part of a URL before `@` may be a token, and so may the part after `?`. The user name of ssh is
 * not a secret; its password is.
 */
export function masked(text: string): string {
  return (
    text
      .replace(/\b(https?|ftps?|git):\/\/[^\s/?#'"]*@/gi, '$1://***@')
      .replace(/\b(ssh|git\+ssh|ssh\+git):\/\/([^\s/?#:@'"]*):[^\s/?#'"]*@/gi, '$1://$2:***@')
      // Whatever else somebody may type: a password is one even where nothing would take it.
      .replace(
        /\b(?!(?:ssh|git\+ssh|ssh\+git):)([a-z][a-z0-9+.-]*):\/\/[^\s/?#:@'"]*:[^\s/?#'"]*@/gi,
        '$1://***@',
      )
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#'"]*)\?[^\s#'"]+/gi, '$1?***')
  );
}

/** Whether showing a source as it is would show a secret. */
export function holdsCredentials(source: string): boolean {
  return masked(source) !== source;
}
