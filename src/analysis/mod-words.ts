import type { EvidenceOf } from '../model/problems.ts';
import type { Said, Say } from './rule.ts';

type Mods = 'mod-amount' | 'mod-missing' | 'mod-refused' | 'mod-event' | 'mod-unread';

/** The words for mods that the client does not load. The rest of the plugin works without its mod. */
export const modWords: Pick<Say<'MKT902'>, Mods> = {
  'mod-amount': ({ amount }) => ({
    message: `\`modules\` must name one module, but names ${amount === 0 ? 'none' : amount}: the client refuses the mod`,
    help: 'name one module, and import the others from it',
  }),
  'mod-missing': () => ({
    message: 'the module of the mod does not exist, so the client does not load the mod',
    help: 'write its path relative to `hooks/hooks.json`: `"./register.js"`',
  }),
  'mod-refused': sayRefused,
  'mod-event': ({ event, near }) => ({
    message: `\`${event}\` is not a mod event: the client refuses the mod`,
    help: `write \`${near}\``,
  }),
  'mod-unread': ({ detail }) => ({
    message: `the module cannot be read here, because ${detail}: what the mod does is not known`,
    help: 'run `claude plugin validate` to see whether the client can read it',
  }),
};

function sayRefused({ why, detail = '' }: EvidenceOf<'MKT902', 'mod-refused'>): Said {
  switch (why) {
    case 'syntax':
      return {
        message: `not valid JavaScript (${detail}), so the client does not load the mod`,
        help: 'fix the syntax error',
      };
    case 'no-register':
      return {
        message: 'the module exports no function `register`, so the client does not load the mod',
        help: 'write `export function register(on, options) { … }`',
      };
    case 'event':
      return {
        message: 'the event passed to `on` is not a string literal, so the client does not load the mod',
        help: "write the event's name directly: `on('tool.call', …)`",
      };
    case 'hook':
      return {
        message:
          'the last argument of `on` is neither a function nor the name of one, so the client does not load the mod',
        help: "write `on('tool.call', async ($, e, next) => next(e))`",
      };
    case 'import':
      return {
        message:
          detail === ''
            ? 'a mod cannot import at run time, so the client does not load this mod'
            : `a mod cannot import \`${detail}\`, so the client does not load this mod`,
        help: "import only the plugin's own files, by relative path, or `claude-code`",
      };
  }
}
