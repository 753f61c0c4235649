/** What the client accepts, from the help of its commands (2.1.332): a plan must not have any other. */

interface Accepted {
  /** How many arguments it takes. */
  readonly takes: readonly [least: number, most: number];
  readonly options: readonly string[];
}

export const clientCommands: Readonly<Record<string, Accepted>> = {
  '': { takes: [0, 1], options: ['--debug'] },
  'plugin install': {
    takes: [1, 1],
    options: ['--accept-command', '--config', '--json', '--marketplace', '--scope', '--yes'],
  },
  'plugin enable': { takes: [1, 1], options: ['--json', '--scope'] },
  'plugin disable': { takes: [0, 1], options: ['--all', '--json', '--scope'] },
  'plugin update': { takes: [1, 1], options: ['--accept-command', '--json', '--scope', '--yes'] },
  'plugin uninstall': {
    takes: [1, 1],
    options: ['--json', '--keep-data', '--prune', '--scope', '--yes'],
  },
  'plugin list': { takes: [0, 0], options: ['--available', '--data-size', '--json'] },
  'plugin marketplace add': { takes: [1, 1], options: ['--claudeai', '--json', '--scope', '--sparse'] },
  'plugin marketplace update': { takes: [0, 1], options: ['--json'] },
  'plugin marketplace remove': { takes: [1, 1], options: ['--json', '--scope'] },
  'plugin marketplace list': { takes: [0, 0], options: ['--json'] },
};

/** Why the client would not accept these words; undefined if it would. */
export function refusedByClient(words: readonly string[]): string | undefined {
  const plain = words.filter((word) => !word.startsWith('-'));
  const name = Object.keys(clientCommands)
    .sort((a, b) => b.length - a.length)
    .find((each) => each === '' || plain.join(' ').startsWith(each));
  const accepted = clientCommands[name ?? ''];
  if (name === undefined || accepted === undefined) return `unknown command: ${words.join(' ')}`;
  const rest = plain.slice(name === '' ? 0 : name.split(' ').length);
  const unknown = words.filter((word) => word.startsWith('-') && !accepted.options.includes(word));
  if (unknown.length > 0) return `${name} has no option ${unknown.join(', ')}`;
  const [least, most] = accepted.takes;
  if (name === '' && rest[0] === 'plugin') return `unknown command: ${words.join(' ')}`;
  return rest.length < least || rest.length > most
    ? `${name} takes ${least} to ${most} arguments, not ${rest.length}`
    : undefined;
}
