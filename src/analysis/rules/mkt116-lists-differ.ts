import { pinsFolder } from '../../model/pins.ts';
import { pluginId } from '../../model/plugin.ts';
import type { DeclaredMarketplace } from '../../model/settings.ts';
import type { ListsDiffer } from '../../model/settings-evidence.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import type { Draft, Rule } from '../rule.ts';

export const listsDiffer: Rule<'MKT116'> = {
  id: 'MKT116',
  check: (context) => [
    ...draft('enabled-beyond', beyond(context), context),
    ...draft('switched-off', off(context), context),
  ],
  say: {
    'enabled-beyond': ({ list, plugins }) => ({
      message: `settings enable ${plugins.length === 1 ? 'a plugin' : 'plugins'} that \`${list}\` does not list: ${listed(plugins.map(placeOf(list)))}\nthe client loads ${plugins.length === 1 ? 'the plugin' : 'the plugins'}, but this check does not include ${plugins.length === 1 ? 'it' : 'them'}`,
      help: `add ${plugins.length === 1 ? 'it' : 'them'} to \`${list}\`, or run \`mkt lock\`, then \`mkt sync --prune\`, to remove ${plugins.length === 1 ? 'it' : 'them'} from the settings`,
    }),
    'switched-off': ({ list, plugins }) => ({
      message: `settings disable ${plugins.length === 1 ? 'a plugin' : 'plugins'} that \`${list}\` lists: ${listed(plugins.map(placeOf(list)))}\nthe client does not load ${plugins.length === 1 ? 'the plugin' : 'the plugins'}`,
      help: `set ${plugins.length === 1 ? 'it' : 'them'} to \`true\` in the settings, or remove ${plugins.length === 1 ? 'it' : 'them'} from \`${list}\``,
    }),
  },
};

type Difference = ListsDiffer['plugins'][number];

/** The plugin, and the lines of both files that speak of it. */
const placeOf =
  (list: string) =>
  ({ id, file, line, listLine }: Difference): string =>
    `\`${id}\` (${file}:${line}${listLine === undefined ? '' : `, listed at ${list}:${listLine}`})`;

function draft(
  name: 'enabled-beyond' | 'switched-off',
  differences: readonly (Difference & { readonly column: number })[],
  { project }: Context,
): Draft<'MKT116'>[] {
  const [first] = differences;
  if (first === undefined || project === undefined) return [];
  const { file, line, column } = first;
  return [
    {
      case: name,
      evidence: { list: project.file, plugins: differences.map(({ column: _, ...each }) => each) },
      plugins: differences.map(({ id }) => id.slice(0, id.lastIndexOf('@'))),
      location: { file, line, column },
    },
  ];
}

/** What the project's settings enable and the list neither names nor brings along. Plugins of the user's own are not the project's. */
function beyond(context: Context) {
  const chosen = new Set(context.chosen.map(({ name, marketplace }) => pluginId(name, marketplace)));
  return settingsOf(context, true).filter(
    ({ id }) => !chosen.has(id) && !context.request.some((spec) => names(spec, id)),
  );
}

/** What the list names and any settings disable. */
function off(context: Context) {
  return settingsOf(context, false).flatMap((difference) => {
    const spec = context.request.find((each) => names(each, difference.id));
    if (spec === undefined) return [];
    const { location } = spec;
    return [{ ...difference, ...(location && { listLine: location.line }) }];
  });
}

const names = ({ name, marketplace }: Context['request'][number], id: string): boolean =>
  marketplace === undefined ? id.startsWith(`${name}@`) : id === pluginId(name, marketplace);

function settingsOf({ project }: Context, value: boolean) {
  if (project === undefined || project.file.endsWith('.json')) return [];
  return (
    [...(project.settings?.enabledPlugins ?? [])]
      .filter(([, setting]) => setting.value === value && (!value || setting.scope !== 'user'))
      // The pins of a project are what its own list and lock say, under other names.
      .filter(([id]) => !isPins(project.settings?.marketplaces.get(id.slice(id.lastIndexOf('@') + 1))?.value))
      .map(
        ([
          id,
          {
            location: { file, line, column },
          },
        ]) => ({ id, file, line, column }),
      )
  );
}

const isPins = (declared: DeclaredMarketplace | undefined): boolean =>
  declared?.source.kind === 'directory' &&
  `/${declared.source.path.replaceAll('\\', '/').replace(/\/+$/, '')}`.endsWith(`/${pinsFolder}`);
