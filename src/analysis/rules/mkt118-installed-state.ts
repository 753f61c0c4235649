import { count, listed, quoted } from '../../model/text.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Rule } from '../rule.ts';

const shownPlugins = 6;

/** What is wrong with what is installed on a machine; `client/machine/` finds it, also of plugins that must be there. */
export const installedState: Rule<'MKT118'> = {
  id: 'MKT118',
  check: ({ requiredHere = [] }) => requiredHere,
  say: inOneLine<Rule<'MKT118'>['say']>({
    'files-gone': ({ id, scope, version }) => ({
      message: `\`${id}\` is recorded as installed (${scope}${version === undefined ? '' : `, ${version}`}), but its files are gone: the client will fetch the current version, and if that fails, the plugin does not load`,
      help: `run ${command('uninstall', id, scope)}, then ${command('install', id, scope)}`,
    }),
    'folder-gone': ({ id, folder, marketplace }) => ({
      message: `\`${id}\` does not load: its entry points to the folder \`${folder}\`, which is missing from \`${marketplace}\``,
      help: `update the marketplace (\`claude plugin marketplace update ${marketplaceOf(id)}\`), or run \`claude plugin uninstall ${id}\``,
    }),
    'not-installed': ({ id }) => ({
      message: `the project's settings enable \`${id}\`, but it is not installed on this machine: the client does not fetch it by itself, and does not load it`,
      help: `run ${command('install', id, 'project')}`,
    }),
    'not-fetched': ({ id, scope }) => ({
      message: `\`${id}\` is enabled in the ${scope} settings, but not fetched yet: the client fetches it when a session starts, so its components are not checked here`,
      help: `run \`claude plugin install ${id}\`, and check again; \`mkt check ${id} --registry <source>\` checks it without installing it`,
    }),
    'not-listed': ({ plugin, marketplace, renamedTo }) => ({
      message: `\`${plugin}@${marketplace}\` does not load: the marketplace does not list it`,
      help:
        renamedTo === undefined
          ? `run \`claude plugin uninstall ${plugin}@${marketplace}\`, or ask the maintainer of the marketplace why`
          : `the plugin is now called \`${renamedTo}\`: run \`claude plugin install ${renamedTo}@${marketplace}\`, then \`claude plugin uninstall ${plugin}@${marketplace}\``,
    }),
    'marketplace-unknown': ({ marketplace, plugins }) => ({
      message: `the client does not know the marketplace \`${marketplace}\`, so it does not load ${those(plugins)}`,
      help: `run \`claude plugin marketplace add <source>\` for this marketplace, or remove ${plugins.length === 1 ? 'the plugin' : 'the plugins'} from \`enabledPlugins\``,
    }),
    'marketplace-gone': ({ marketplace, plugins, place }) => ({
      message: `the marketplace \`${marketplace}\` cannot be read from \`${place}\`, so the client does not load ${those(plugins)}`,
      help: `run \`claude plugin marketplace update ${marketplace}\`, or add it again from its current location`,
    }),
    'name-taken': ({ name, folder, by, isInstalled }) => ({
      message: `the plugin in \`${folder}\` does not load: \`${by}\`${isInstalled ? ' is installed and' : ''} has the same name, \`${name}\`${isInstalled ? ' (this applies even while it is disabled)' : ''}`,
      help: isInstalled
        ? `run \`claude plugin uninstall ${by}\`, or rename the plugin in \`${folder}\` in its \`plugin.json\``
        : 'remove one of the two folders, or rename one of the plugins in its `plugin.json`',
    }),
    'dependency-missing': ({ plugin, dependency }) => ({
      message: `\`${plugin}\` does not load: it depends on \`${dependency}\`, which is not installed`,
      help: dependency.endsWith('@skills-dir')
        ? 'add that plugin to `.claude/skills`, or remove the dependency'
        : `run \`claude plugin install ${dependency}\``,
    }),
    'dependency-off': ({ plugin, dependency }) => ({
      message: `\`${plugin}\` does not load: it depends on \`${dependency}\`, which is installed but disabled`,
      help: `run \`claude plugin enable ${dependency}\`, or \`claude plugin disable ${plugin}\``,
    }),
    'dependency-version': ({ plugin, dependency, range, version }) => ({
      message: `\`${plugin}\` does not load: it needs \`${dependency}@${range}\`, but ${version === undefined ? 'the installed copy has no version' : `${version} is installed`}`,
      help: `run \`claude plugin update ${dependency}\`, or disable \`${plugin}\``,
    }),
    'required-missing': ({ spec }) => ({
      message: `\`${spec}\` is not installed on this machine`,
      help: `run \`mkt plan ${spec}\` to see how to install it`,
    }),
    'required-off': ({ id }) => ({
      message: `\`${id}\` is installed, but disabled in this folder`,
      help: `run \`claude plugin enable ${id}\``,
    }),
    'required-elsewhere': ({ id }) => ({
      message: `\`${id}\` is installed, but only for another folder`,
      help: `run \`claude plugin install ${id}\``,
    }),
    'required-fails': ({ id }) => ({
      message: `\`${id}\` is enabled, but does not load`,
      help: `run \`mkt check --installed\`, and follow what it says about this plugin`,
    }),
    'other-version': ({ id, recorded, loaded, copy }) => ({
      message: `the client lists \`${id}\` as ${recorded}, but loads ${loaded} from \`${copy}\``,
      help: `run \`claude plugin update ${id}\` to record the version that is loaded`,
    }),
  }),
};

/** The client's command for a scope; its own default is the user's. */
const command = (name: string, id: string, scope: string): string =>
  `\`claude plugin ${name} ${id}${scope === 'user' ? '' : ` --scope ${scope}`}\``;

const marketplaceOf = (id: string): string => id.slice(id.lastIndexOf('@') + 1);

function those(plugins: readonly string[]): string {
  const more = plugins.length - shownPlugins;
  const shown = quoted(plugins.slice(0, shownPlugins));
  return listed(more > 0 ? [...shown, count(more, 'more plugin')] : shown);
}
