import { forbiddenBy } from '../../client/policy.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

export const blockedByPolicy: Rule<'MKT115'> = {
  id: 'MKT115',
  check: (context) => [...blocked(context), ...ignored(context)],
  say: {
    blocked: ({ marketplace, source, plugins, file }) => ({
      message: `\`blockedMarketplaces\` in \`${file}\` forbids \`${source}\`, the source of the marketplace \`${marketplace}\`\nthe client installs and loads nothing from it: ${listed(foldedNames(plugins))}`,
      help: help(plugins),
    }),
    'not-allowed': ({ marketplace, source, plugins, file }) => ({
      message: `\`strictKnownMarketplaces\` in \`${file}\` does not contain \`${source}\`, the source of the marketplace \`${marketplace}\`\nthe client installs and loads nothing from it: ${listed(foldedNames(plugins))}`,
      help: help(plugins),
    }),
    ignored: ({ key, file }) => ({
      message: `\`${key}\` in \`${file}\` has no effect\nthe client reads it only from the administrator's managed settings`,
      help: 'move it there, or remove it',
    }),
  },
};

const help = (plugins: readonly string[]): string =>
  `remove ${listed(foldedNames(plugins))}, or ask the administrator to allow the source`;

/** Of each marketplace that plugins come from, one finding at the policy that forbids it. */
function blocked({ request, chosen, declared, project }: Context): Draft<'MKT115'>[] {
  const { settings } = project ?? {};
  if (settings === undefined) return [];
  return declared.flatMap(({ declaredAs, stated, text }): Draft<'MKT115'>[] => {
    const plugins = [...request, ...chosen]
      .filter(({ marketplace }) => marketplace === declaredAs)
      .map(({ name }) => name);
    const forbidden = forbiddenBy(stated, settings);
    if (forbidden === undefined || plugins.length === 0) return [];
    const { by, stated: policy } = forbidden;
    const names = [...new Set(plugins)].sort();
    const { location } = policy;
    return [
      {
        case: by,
        evidence: { marketplace: declaredAs, source: text, plugins: names, file: location.file },
        plugins: names,
        location,
      },
    ];
  });
}

/** Lists of policies in settings that everybody can write. */
function ignored({ project }: Context): Draft<'MKT115'>[] {
  return (project?.settings?.ignoredPolicy ?? []).map(({ value, location }) => ({
    case: 'ignored',
    evidence: { key: value, file: location.file },
    plugins: [],
    location,
  }));
}
