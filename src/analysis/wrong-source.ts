import type { WrongSource } from '../model/problems.ts';
import type { Said } from './rule.ts';

/** What is wrong with the `source` of an entry. */
export function sayWrongSource({ plugin, at, detail, help }: WrongSource): Said {
  return {
    message: `the source of \`${plugin}\`${at === '' ? '' : `: \`${at}\``} ${detail}`,
    help:
      help ??
      'see the plugin sources of the marketplace reference; the client refuses to install this plugin',
  };
}
