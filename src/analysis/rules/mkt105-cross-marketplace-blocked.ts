import { type PluginId, pluginId } from '../../model/plugin.ts';
import type { BlockedDependency } from '../../model/resolution-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { noVersion } from '../../model/version.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Draft, Rule } from '../rule.ts';

export const crossMarketplaceBlocked: Rule<'MKT105'> = {
  id: 'MKT105',
  ofInstallation: true,
  check(context) {
    const { blocked, request, resolution } = context;
    // A dependency that is blocked but did not cause the failure is not reported: an older release may work without it.
    const failed = resolution === undefined || resolution.ok ? undefined : resolution;
    const decisive = blocked.filter(({ name, marketplace }) =>
      failed?.causes.some((cause) => cause.on === pluginId(name, marketplace)),
    );
    const names = request.filter(({ text }) => failed?.conflict.includes(text)).map(({ name }) => name);
    return decisive.map(
      ({ name, marketplace, roots }): Draft<'MKT105'> => ({
        case: 'found',
        evidence: { dependency: name, marketplace, roots, by: requirersOf(name, marketplace, context) },
        ...placed(names, context),
        plugins: [name],
      }),
    );
  },
  say: {
    found: ({ dependency, marketplace, roots, by }) => ({
      message: `${by.length === 0 ? 'a dependency' : listed(by.map(releasesOf))} ${by.length > 1 ? 'require' : 'requires'} \`${dependency}\` from the marketplace \`${marketplace}\`, which ${roots.length === 1 ? `\`${roots[0]}\` does` : `${listed(quoted(roots))} do`} not allow\n${
        by.some(({ inEntry }) => inEntry)
          ? `the client refuses the installation: the requirement is in a marketplace entry, and the allowlist does not contain \`${marketplace}\``
          : 'the installation succeeds without a warning, but the client then loads none of the plugins that require this dependency, directly or indirectly'
      }`,
      help: `add \`${dependency}@${marketplace}\` to your plugins, or ask the maintainer to add \`"allowCrossMarketplaceDependenciesOn": ["${marketplace}"]\` to the \`marketplace.json\` of ${listed(quoted(roots), 'or')}`,
    }),
    ...inOneLine<Pick<Rule<'MKT105'>['say'], 'declared'>>({
      declared: ({ plugin, dependency, marketplace, inEntry }) => ({
        message: `\`${plugin}\` depends on \`${dependency}\` from the marketplace \`${marketplace}\`, which this marketplace does not allow: ${inEntry === true ? `the client refuses to install \`${plugin}\`` : `the client does not install \`${dependency}\`, and \`${plugin}\` does not load`}`,
        help: `add \`"${marketplace}"\` to \`allowCrossMarketplaceDependenciesOn\` in \`marketplace.json\``,
      }),
    }),
  },
};

/** The releases because of which the resolution failed, by plugin. */
function requirersOf(
  name: string,
  marketplace: string,
  { resolution, plugins }: Context,
): BlockedDependency['by'] {
  const versions = new Map<PluginId, Set<string>>();
  for (const cause of resolution?.ok === false ? resolution.causes : [])
    if (cause.kind === 'dependency' && cause.on === pluginId(name, marketplace))
      versions.set(cause.plugin, (versions.get(cause.plugin) ?? new Set()).add(cause.version));
  return [...versions].sort().map(([id, found]) => {
    const own = id.slice(id.lastIndexOf('@') + 1);
    const inEntry = plugins
      .get(id)
      ?.client?.entryDependencies?.some(
        (each) => each.name === name && (each.marketplace ?? own) === marketplace,
      );
    return {
      plugin: id.slice(0, id.lastIndexOf('@')),
      versions: [...found],
      ...(inEntry === true && { inEntry: true as const }),
    };
  });
}

/** A plugin, and its releases if they have versions. */
function releasesOf({ plugin, versions }: BlockedDependency['by'][number]): string {
  const shown = versions.filter((version) => version !== noVersion);
  return shown.length === 0 ? `\`${plugin}\`` : `\`${plugin}\` ${listed(shown)}`;
}
