import { replacedHooks } from '../../client/components/hooks.ts';
import { listed, quoted } from '../../model/text.ts';
import { isMap, member } from '../../text/values.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Draft, Placed, Rule } from '../rule.ts';

/** Keys of an entry that the client ignores if the plugin has a manifest. */
const neverCount = ['mcpServers', 'lspServers', 'userConfig', 'channels'] as const;

/** What the client ignores in an entry because the plugin has its own manifest, and what the entry replaces in that manifest. */
export const entryOverrulesManifest: Rule<'MKT915'> = {
  id: 'MKT915',
  // Only what a user of the plugin loses; the rest is for its maintainer.
  check(context) {
    const label = labelsIn(context);
    return context.releases.flatMap((release): Draft<'MKT915'>[] => {
      const replaced = release.replacedHooks?.();
      if (replaced === undefined) return [];
      const { events } = replaced;
      return [
        {
          case: 'hooks-replaced',
          evidence: { plugin: label(release), events },
          ...placedWith([release.name], [{ at: replaced, message: 'the `hooks` of the entry' }], context),
        },
      ];
    });
  },
  plugin({ name, manifest }) {
    const { entry, json } = manifest;
    // An entry that is not strict is in conflict with the manifest, and nothing of the plugin is loaded.
    if (entry === undefined || json === undefined || !isMap(json.value) || !entry.strict) return [];
    const { file, index, value } = entry;
    const at = (key: string) => file.read().locateKey(['plugins', index, key]);
    const keys = neverCount.filter((key) => member(value, key) !== undefined);
    const found: Placed<'MKT915'>[] = keys.map((key) => ({
      case: 'key-ignored',
      evidence: { plugin: name, key },
      location: at(key),
    }));
    const replaced = replacedHooks(manifest);
    if (replaced !== undefined) {
      const { events, location } = replaced;
      found.push({ case: 'hooks-replaced', evidence: { plugin: name, events }, location });
    }
    return found;
  },
  say: inOneLine<Rule<'MKT915'>['say']>({
    'hooks-replaced': ({ plugin, events }) => ({
      message: `for ${listed(quoted(events))}, the \`hooks\` in the entry replace those in the manifest of \`${plugin}\`, which no longer run`,
      help: 'declare the hooks of an event in one place: the manifest or the entry',
    }),
    'key-ignored': ({ plugin, key }) => ({
      message: `the client ignores \`${key}\` in the entry, because \`${plugin}\` has its own manifest`,
      help: `move \`${key}\` to the plugin's \`.claude-plugin/plugin.json\``,
    }),
  }),
};
