import { listed } from '../../model/text.ts';
import { foldedNames, loadedIdOf } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

export const dependencyDisabled: Rule<'MKT113'> = {
  id: 'MKT113',
  check: (context) =>
    context.chosen.flatMap((each): Draft<'MKT113'>[] => {
      const { name } = each;
      const requiredBy = each.requiredBy.filter(({ optional }) => optional !== true);
      const loadedAs = loadedIdOf(each, context);
      const setting = context.project?.settings?.enabledPlugins.get(loadedAs);
      if (setting?.value !== false || requiredBy.length === 0) return [];
      const plugins = [...new Set(requiredBy.map((by) => by.name))].sort();
      return [
        {
          case: 'found',
          evidence: { dependency: loadedAs, plugins, file: setting.location.file },
          plugins: [...plugins, name],
          location: setting.location,
        },
      ];
    }),
  say: {
    found: ({ dependency, plugins, file }) => {
      const one = plugins.length === 1;
      return {
        message: `${listed(foldedNames(plugins))} ${one ? 'requires' : 'require'} \`${dependency}\`, which \`${file}\` disables\nthe client does not load ${listed(foldedNames(plugins))}, because the dependency is disabled`,
        help: `set \`"${dependency}"\` to \`true\`, or remove ${listed(foldedNames(plugins))}`,
      };
    },
  },
};
