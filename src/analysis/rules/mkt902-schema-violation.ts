import { listed, quoted } from '../../model/text.ts';
import { frontMatterProblems, frontMatterWords } from '../front-matter.ts';
import { hookMistakes, hookWords } from '../hook-mistakes.ts';
import { sayInvalidSource } from '../invalid-source.ts';
import { omissionsInMarketplace, omissionsInPlugin, omissionWords } from '../missing-fields.ts';
import { modWords } from '../mod-words.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Rule } from '../rule.ts';
import { sayViolation } from '../violation.ts';

const writeIgnore =
  'write the id of the rule and a reason after the plugin, on the same line; for example, `# mkt-ignore MKT303: reason`';

export const schemaViolation: Rule<'MKT902'> = {
  id: 'MKT902',
  plugin: (reading) => [
    ...omissionsInPlugin(reading),
    ...hookMistakes(reading),
    ...frontMatterProblems(reading),
  ],
  marketplace: omissionsInMarketplace,
  say: inOneLine<Rule<'MKT902'>['say']>({
    ...hookWords,
    ...frontMatterWords,
    ...omissionWords,
    ...modWords,
    violation: sayViolation,
    'server-violation': (violation) => {
      const { message, help } = sayViolation(violation);
      return {
        message: `${message}; the client loads the plugin without this server`,
        ...(help !== undefined && { help }),
      };
    },
    'ignored-violation': sayViolation,
    'validator-only': sayViolation,
    'source-missing': ({ plugin }) => ({
      message: `the entry \`${plugin}\` has no \`source\``,
      help: 'add `source`, the location of the plugin, such as `"./plugins/<name>"`',
    }),
    source: sayInvalidSource,
    'headers-helper': ({ plugin }) => ({
      message: `\`headersHelper\` in the entry \`${plugin}\` requires \`"strict": false\``,
      help: 'add `"strict": false`, or use `headers`',
    }),
    'entry-hook-files': ({ plugin }) => ({
      message: `the entry \`${plugin}\` names hook files, which the client reads only from the plugin itself`,
      help: "write the hooks in the entry itself, or move them to the plugin's own `hooks/hooks.json`",
    }),
    'nameless-entry': ({ isMap }) => ({
      message: isMap
        ? 'the entry has no name, so it cannot be installed'
        : 'each entry of `plugins` must be an object',
      help: 'write `{ "name": "…", "source": "./plugins/…" }`',
    }),
    'dependencies-not-a-list': () => ({
      message: '`dependencies` must be a list',
      help: 'write `["<plugin>"]` or `[{ "name": "<plugin>", "version": "^1.0.0" }]`',
    }),
    'dependency-without-name': ({ isMap }) => ({
      message: isMap
        ? 'a dependency has no plugin name: the key `name` is missing or is not a string'
        : 'a dependency must be a string or an object with `name`',
      help: 'write `"<plugin>"` or `{ "name": "<plugin>", "version": "^1.0.0" }`',
    }),
    'dependency-name': ({ stated }) => ({
      message: `\`${stated}\` is not a valid plugin name`,
      help: 'use letters, digits, `.`, `_` and `-`',
    }),
    'conflicting-manifests': ({ plugin, components }) => ({
      message: `the entry \`${plugin}\` has \`"strict": false\` and declares components (${quoted(components).join(', ')}), but the plugin has its own manifest: the client does not load the plugin`,
      help: 'remove `"strict": false`, the components in the entry, or the manifest',
    }),
    'monitors-not-a-list': () => ({
      message: 'the monitors must be a list: the client does not load the plugin',
      help: 'write `[{ "name": "…", "command": "…", "description": "…" }]`',
    }),
    'monitor-twice': ({ name }) => ({
      message: `another monitor of the plugin has the name \`${name}\`: the client does not load the plugin`,
      help: 'rename one of the two',
    }),
    'no-server-map': () => ({
      message: 'the file must contain an object whose keys are server names',
      help: 'write `{ "name": { "command": "…" } }`',
    }),
    'ignore-without-colon': ({ meant }) => ({
      message: '`mkt-ignore` has no colon before its reason',
      help: `write \`${meant}\``,
    }),
    'ignore-without-rule': () => ({ message: '`mkt-ignore` names no rule', help: writeIgnore }),
    'ignore-of-no-rule': ({ rule, meant }) => ({
      message: `\`${rule}\` is not the id of a rule`,
      help: meant === undefined ? writeIgnore : `write \`${meant}\``,
    }),
    'ignore-without-reason': ({ meant }) => ({
      message: '`mkt-ignore` gives no reason',
      help: meant === undefined ? writeIgnore : `write \`${meant}\`, with the reason`,
    }),
    'ignore-of-nothing': () => ({
      message: '`mkt-ignore` is on a line without a plugin, so it has no effect',
      help: writeIgnore,
    }),
    'unknown-pattern': ({ pattern, near }) => ({
      message: `unknown pattern \`${pattern}\``,
      help:
        near.length > 0
          ? `did you mean ${listed(quoted(near), 'or')}?`
          : 'run `mkt patterns` to list all patterns',
    }),
  }),
};
