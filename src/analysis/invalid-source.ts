import type { InvalidSource } from '../model/file-evidence.ts';
import type { Said } from './rule.ts';

/** Says what is wrong with the `source` of an entry. */
export function sayInvalidSource({ plugin, at, detail, help }: InvalidSource): Said {
  return {
    message: `the source of \`${plugin}\`${at === '' ? '' : `: \`${at}\``} ${detail}`,
    help:
      help ??
      'see the plugin sources in the marketplace reference: the client does not install this plugin as it is',
  };
}
