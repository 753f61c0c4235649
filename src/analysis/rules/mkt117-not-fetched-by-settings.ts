import { pluginId } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import type { Rule } from '../rule.ts';

/** So many commands are shown; the others look the same. */
const shownCommands = 3;
/** The command that copies what is locked into a project. */
const copying = 'sync';

export const notFetchedBySettings: Rule<'MKT117'> = {
  id: 'MKT117',
  ofInstallation: true,
  check({ releases, project, commands }) {
    const enabled = [...(project?.settings?.enabledPlugins ?? [])].filter(
      ([, { value, scope }]) => value && scope === 'project',
    );
    if (project === undefined || !project.file.endsWith('.json')) return [];
    const foreign = enabled.filter(
      ([id, { overruled }]) =>
        !overruled.some(({ value }) => value) &&
        releases.some(
          ({ name, marketplace, source }) => pluginId(name, marketplace) === id && typeof source === 'object',
        ),
    );
    const [first] = foreign;
    if (first === undefined) return [];
    const { location } = first[1];
    const plugins = foreign.map(([id]) => id);
    return [
      {
        case: 'found',
        evidence: {
          file: location.file,
          plugins,
          enabled: enabled.length,
          ...(commands.includes(copying) && { copyWith: copying }),
        },
        plugins: plugins.map((id) => id.slice(0, id.lastIndexOf('@'))),
        location,
      },
    ];
  },
  say: {
    found: ({ file, plugins, enabled, copyWith }) => {
      const one = plugins.length === 1;
      const commands = plugins
        .slice(0, shownCommands)
        .map((id) => `claude plugin install ${id} --scope project`);
      return {
        message: `${sayWhich(plugins, enabled, file)} outside the marketplace's repository, so project settings alone do not make the client fetch ${one ? 'it' : 'them'}\nusers who clone the project are only told that ${one ? 'the plugin is' : 'the plugins are'} not installed`,
        help: `run ${listed(quoted(commands))} on each machine${plugins.length > shownCommands ? `, and the same for the other ${plugins.length - shownCommands}` : ''}${copyWith === undefined ? '' : `; or run \`mkt lock\` and \`mkt ${copyWith}\`, which copy ${one ? 'the plugin' : 'the plugins'} into the project (a plugin without a license only with \`route: skills\` in \`mkt.yaml\`)`}`,
      };
    },
  },
};

function sayWhich(plugins: readonly string[], enabled: number, file: string): string {
  const amount = plugins.length;
  if (amount === 1) return `\`${file}\` enables \`${plugins[0]}\`, whose source is`;
  if (amount === enabled) return `\`${file}\` enables ${amount} plugins, all of them with sources`;
  return `\`${file}\` enables ${enabled} plugins, ${amount} of them with sources`;
}
