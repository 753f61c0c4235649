import { listed, quoted } from '../../model/text.ts';
import { faultsOf, inOneLine } from '../faults.ts';
import { hookWords } from '../hook-words.ts';
import type { Rule } from '../rule.ts';
import { sayViolation } from '../violation.ts';
import { sayWrongSource } from '../wrong-source.ts';

const writeIgnore = 'write `mkt-ignore MKT303: reason`, behind the plugin that it is about';

export const schemaViolation: Rule<'MKT902'> = {
  id: 'MKT902',
  check: (context) => faultsOf(context, 'MKT902'),
  say: inOneLine<Rule<'MKT902'>['say']>({
    ...hookWords,
    violation: sayViolation,
    'ignored-violation': sayViolation,
    'source-missing': ({ plugin }) => ({
      message: `the key \`source\` is missing in the entry \`${plugin}\``,
      help: 'add `source`: where the plugin lies, such as `"./plugins/<name>"`',
    }),
    source: sayWrongSource,
    'headers-helper': ({ plugin }) => ({
      message: `\`headersHelper\` of \`${plugin}\` needs \`"strict": false\``,
      help: 'add `"strict": false`, or use `headers`',
    }),
    'entry-hook-files': ({ plugin }) => ({
      message: `the entry \`${plugin}\` names hook files, which the client reads only from the plugin itself`,
      help: 'write the hooks out in the entry, or put them into the plugin’s `hooks/hooks.json`',
    }),
    'nameless-entry': ({ isMap }) => ({
      message: isMap
        ? 'the entry has no name, so nobody can install it'
        : 'an entry of `plugins` must be a map',
      help: 'write `{ "name": "…", "source": "./plugins/…" }`',
    }),
    'dependencies-not-a-list': () => ({
      message: '`dependencies` must be a list',
      help: 'write `["name"]` or `[{ "name": "…", "version": "^1.0.0" }]`',
    }),
    'dependency-without-name': ({ isMap }) => ({
      message: isMap
        ? 'a dependency names no plugin: the key `name` is missing or no text'
        : 'a dependency must be a text or a map with `name`',
      help: 'write `"name"` or `{ "name": "…", "version": "^1.0.0" }`',
    }),
    'dependency-name': ({ stated }) => ({
      message: `\`${stated}\` cannot be the name of a plugin`,
      help: 'write the plugin’s name: letters, digits, `.`, `_` and `-`',
    }),
    'conflicting-manifests': ({ plugin, components }) => ({
      message: `the entry \`${plugin}\` is not strict and names components (${quoted(components).join(', ')}), but the plugin has a manifest of its own: the client refuses to load it`,
      help: 'remove `"strict": false`, or the components from the entry, or the manifest',
    }),
    'not-a-map': ({ key }) => ({
      message: `\`${key}\` must be a map; the client ignores what stands here`,
      help: 'write a map, or remove the key',
    }),
    'no-version': () => ({
      message: 'the plugin states no version, so nobody can ask for one, or tell which one is installed',
      help: 'add `version`, such as `"1.0.0"`',
    }),
    'no-description': () => ({
      message: 'the plugin has no description',
      help: 'add `description`: users see it before they install the plugin',
    }),
    'no-author': () => ({
      message: 'the plugin does not say who made it',
      help: 'add `author`, such as `{ "name": "…" }`',
    }),
    'no-plugins': () => ({
      message: 'the marketplace lists no plugins',
      help: 'add entries to `plugins`',
    }),
    'marketplace-without-description': () => ({
      message: 'the marketplace has no description',
      help: 'add `description`: users see it before they add the marketplace',
    }),
    email: ({ email }) => ({
      message: `\`owner.email\` is \`${email}\`, which is no e-mail address`,
      help: 'write the address at which users reach you',
    }),
    'no-server-map': () => ({
      message: 'the file must hold a map of servers',
      help: 'write `{ "name": { "command": "…" } }`',
    }),
    'no-front-matter': ({ kind }) => ({
      message: `the ${kind} has no front matter, ${kind === 'agent' ? 'so nothing says what it is for' : 'so the model is shown the start of its text in place of what it is for'}`,
      help: 'begin the file with `---`, `description: …` and `---`',
    }),
    'front-matter-not-a-map': () => ({
      message: 'the front matter must be a map of keys and values',
      help: 'write lines such as `description: …`',
    }),
    'front-matter-text': ({ key, quote }) => ({
      message: `\`${key}\` must be a text; the client drops what stands here`,
      help: quote === undefined ? 'write one line of text' : `write it in quotes: \`"${quote}"\``,
    }),
    'front-matter-list': ({ key }) => ({
      message: `\`${key}\` must be a text or a list of texts`,
      help: 'write `Read, Grep` or `[Read, Grep]`',
    }),
    undescribed: ({ kind }) => ({
      message: `the ${kind} has no description, so the model cannot tell when to use it`,
      help: 'add `description: …`',
    }),
    'nameless-agent': () => ({
      message: 'the agent has no name; the client takes the file’s',
      help: 'add `name: …`',
    }),
    model: ({ known, model }) => ({
      message: `\`model\` is ${model === undefined ? 'not a text' : `\`${model}\`, which is no model that is known`}`,
      help: `write one of ${known.slice(0, 5).join(', ')}, or the full id of a model`,
    }),
    'ignore-without-colon': ({ meant }) => ({
      message: '`mkt-ignore` has no colon before its reason',
      help: `write \`${meant}\``,
    }),
    'ignore-without-rule': () => ({ message: '`mkt-ignore` names no rule', help: writeIgnore }),
    'ignore-of-no-rule': ({ rule }) => ({
      message: `\`${rule}\` is not the id of a rule`,
      help: writeIgnore,
    }),
    'ignore-without-reason': () => ({ message: '`mkt-ignore` gives no reason', help: writeIgnore }),
    'ignore-of-nothing': () => ({
      message: '`mkt-ignore` stands on a line without a plugin, so it silences nothing',
      help: writeIgnore,
    }),
    'unknown-pattern': ({ pattern, near }) => ({
      message: `there is no pattern \`${pattern}\``,
      help: near.length > 0 ? `did you mean ${listed(quoted(near), 'or')}?` : 'run `mkt patterns` to see all',
    }),
  }),
};
