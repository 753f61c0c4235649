import { listed, quoted } from '../../model/text.ts';
import { faultsOf, inOneLine } from '../faults.ts';
import { layoutWords } from '../layout-words.ts';
import type { Rule } from '../rule.ts';

const addFile = 'add the file, or mend the path';

export const danglingReference: Rule<'MKT911'> = {
  id: 'MKT911',
  check: (context) => faultsOf(context, 'MKT911'),
  say: inOneLine<Rule<'MKT911'>['say']>({
    ...layoutWords,
    file: ({ path }) => ({
      message: `\`${path}\` does not exist in the plugin, so what starts it fails`,
      help: addFile,
    }),
    'file-in-text': sayInText,
    'link-in-text': sayInText,
    path: ({ path, from, near }) => ({
      message: `\`${path}\` does not exist in the plugin${from === 'entry' ? '; the path starts at the plugin’s folder, not at the marketplace' : ''}: the client reports the plugin as broken`,
      help: near !== undefined ? `did you mean \`./${near}\`?` : 'add the file, or remove the path',
    }),
    dependency: ({ plugin, dependency, marketplace, entryName, near }) => ({
      message: `\`${plugin}\` depends on \`${dependency}\`, which \`${marketplace}\` does not list: it does not load`,
      help:
        entryName !== undefined
          ? `the plugin whose manifest bears this name is listed as \`${entryName}\``
          : near !== undefined
            ? `did you mean \`${near}\`?`
            : 'add the plugin to the marketplace, name the marketplace that has it, or remove the dependency',
    }),
    component: ({ plugin, component, near }) => ({
      message: `the text calls \`${plugin}:${component}\`, and \`${plugin}\` has nothing of that name`,
      help:
        near === undefined
          ? 'mend the name, or say it without the plugin'
          : `did you mean \`${plugin}:${near}\`?`,
    }),
    agents({ agents }) {
      const one = agents.length === 1;
      return {
        message: `the text hands work to the ${one ? 'agent' : 'agents'} ${listed(quoted(agents))}, which no plugin of the marketplace has`,
        help: `mend the ${one ? 'name' : 'names'}, add ${one ? 'the agent' : 'the agents'}, or depend on the plugin that has ${one ? 'it' : 'them'}`,
      };
    },
    'own-component': ({ name, key }) => ({
      message: `\`${name}\` in \`${key}\` is ${key === 'agent' ? 'no agent' : 'no skill'} of the plugin; it works only where the user has one`,
      help: 'add it, or write `plugin:name` for one of another plugin, and depend on that plugin',
    }),
    tools({ key, tools, near }) {
      const one = tools.length === 1;
      return {
        message: `${listed(quoted(tools))} in \`${key}\` ${one ? 'is no tool' : 'are no tools'} of the client that ${one ? 'is' : 'are'} known`,
        help:
          near === undefined
            ? 'a tool of an MCP server is written `mcp__server__tool`'
            : `did you mean \`${near}\`?`,
      };
    },
    'channel-server': ({ server, known }) => ({
      message: `a channel is bound to the MCP server \`${server}\`, which the plugin does not have`,
      help: known.length === 0 ? 'add the server to `mcpServers`' : `the plugin has ${listed(quoted(known))}`,
    }),
  }),
};

function sayInText({ path }: { readonly path: string }) {
  return { message: `the text refers to \`${path}\`, which does not exist in the plugin`, help: addFile };
}
