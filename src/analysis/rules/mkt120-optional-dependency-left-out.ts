import { pluginId } from '../../model/plugin-id.ts';
import type { LeftOutDependency } from '../../model/resolution.ts';
import type { OptionalLeftOut } from '../../model/resolution-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

export const optionalDependencyLeftOut: Rule<'MKT120'> = {
  id: 'MKT120',
  ofInstallation: true,
  check: (context) =>
    groupsIn(context).map(([first, ...others]): Draft<'MKT120'> => {
      const all = [first, ...others];
      const plugins = [...new Set(all.map(({ by }) => by))].sort();
      const dependency = pluginId(first.name, first.marketplace);
      const ranges = [...new Set(all.map(({ range }) => range))].filter((range) => range !== '*').sort();
      return {
        case: 'found',
        evidence: { dependency, plugins, ranges, reason: first.reason },
        ...placedWith(
          plugins,
          all.flatMap((each) =>
            'location' in each
              ? [{ at: each as Required<LeftOutDependency>, message: `\`${each.by}\` would use it` }]
              : [],
          ),
          context,
        ),
      };
    }),
  say: {
    found: (evidence) => {
      const { dependency, plugins } = evidence;
      const help = helpFor(evidence);
      return {
        message: `${listed(foldedNames(plugins))} can use \`${dependency}\`, which is left out: ${because(evidence)}\nthe client installs and loads ${plugins.length === 1 ? 'the plugin' : 'the plugins'} without it`,
        ...(help !== undefined && { help }),
      };
    },
  },
};

/** What is left out, together for all that would use it; what settings disable is left out because the user wants it so. */
function groupsIn({ leftOut }: Context) {
  type Told = LeftOutDependency & Pick<OptionalLeftOut, 'reason'>;
  const groups = new Map<string, [Told, ...Told[]]>();
  for (const each of leftOut) {
    if (each.reason === 'off') continue;
    const told = each as Told;
    const key = `${pluginId(each.name, each.marketplace)} ${each.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [told]);
    else group.push(told);
  }
  return [...groups.values()];
}

function because({ dependency, reason, ranges }: OptionalLeftOut): string {
  switch (reason) {
    case 'not-allowed':
      return `the marketplace of the requested plugins does not allow dependencies on \`${dependency.slice(dependency.lastIndexOf('@') + 1)}\``;
    case 'not-found':
      return 'no marketplace in use has it';
    case 'not-known':
      return 'it, or something that it requires, could not be looked up';
    case 'no-version':
      return `no version matches ${listed(quoted(ranges))}`;
    case 'other-client':
      return 'it needs a different version of Claude Code';
    case 'does-not-fit':
      return 'it, or something that it requires, does not go together with the other plugins';
  }
}

function helpFor({ reason, dependency }: OptionalLeftOut): string | undefined {
  switch (reason) {
    case 'not-allowed':
    case 'no-version':
      return `request \`${dependency}\` too, if you want it`;
    case 'does-not-fit':
      return `run \`mkt why-not ${dependency}\` to see why`;
    default:
      return undefined;
  }
}
