import { forbiddenBy, type Policy } from '../../client/policy.ts';
import { pluginId } from '../../model/plugin-id.ts';
import type { MarketplaceSource } from '../../model/settings.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

export const blockedByPolicy: Rule<'MKT115'> = {
  id: 'MKT115',
  check: (context) => [...blocked(context), ...ignored(context)],
  say: {
    blocked: ({ marketplace, source, plugins, file }) => ({
      message: `\`blockedMarketplaces\` in \`${file}\` forbids \`${source}\`, the source of the marketplace \`${marketplace}\`\nso the client neither installs nor loads ${listed(foldedNames(plugins))}`,
      help: help(plugins),
    }),
    'not-allowed': ({ marketplace, source, plugins, file }) => ({
      message: `\`strictKnownMarketplaces\` in \`${file}\` does not contain \`${source}\`, the source of the marketplace \`${marketplace}\`\nso the client neither installs nor loads ${listed(foldedNames(plugins))}`,
      help: help(plugins),
    }),
    'copies-blocked': ({ plugins, file }) => ({
      message: `\`blockedMarketplaces\` in \`${file}\` forbids \`skills-dir\`, the plugins in \`.claude/skills\`\nthe client loads none of the copies there: ${listed(foldedNames(plugins))}`,
      help: copiesHelp,
    }),
    'copies-not-allowed': ({ plugins, file }) => ({
      message: `\`strictKnownMarketplaces\` in \`${file}\` does not contain \`skills-dir\`, the plugins in \`.claude/skills\`\nthe client loads none of the copies there: ${listed(foldedNames(plugins))}`,
      help: copiesHelp,
    }),
    ignored: ({ key, file }) => ({
      message: `\`${key}\` in \`${file}\` has no effect\nthe client reads it only from the administrator's managed settings`,
      help: 'move it to the managed settings, or remove it',
    }),
  },
};

const help = (plugins: readonly string[]): string =>
  `remove ${listed(foldedNames(plugins))}, or ask the administrator to allow the source`;
const copiesHelp = 'ask the administrator to allow `{ "source": "skills-dir" }`';

/** A marketplace, the source under which the client has it, and that source for people. */
interface Origin {
  readonly marketplace: string;
  readonly source: MarketplaceSource;
  readonly text: string;
}

/** Of each marketplace that plugins come from, one finding at the policy that forbids it. */
function blocked(context: Context): Draft<'MKT115'>[] {
  const { policy, chosen, request, copied } = context;
  if (policy === undefined) return [];
  const isCopied = (name: string, marketplace: string) => copied?.has(pluginId(name, marketplace)) === true;
  return [
    ...originsIn(context).flatMap(({ marketplace, source, text }): Draft<'MKT115'>[] => {
      const forbidden = forbiddenBy(source, policy);
      const plugins = namesOf(
        [...request, ...chosen].filter(
          (each) => each.marketplace === marketplace && !isCopied(each.name, marketplace),
        ),
      );
      if (forbidden === undefined || plugins.length === 0) return [];
      const { location } = forbidden.stated;
      const evidence = { marketplace, source: text, plugins, file: location.file };
      return [{ case: forbidden.by, evidence, plugins, location }];
    }),
    ...blockedCopies(namesOf(chosen.filter(({ name, marketplace }) => isCopied(name, marketplace))), policy),
  ];
}

/** Where the client has marketplaces from: as settings declare them, or as they would be added. */
function originsIn({ declared, marketplaces }: Context): Origin[] {
  const stated = declared.map(({ declaredAs, stated: source, text }) => ({
    marketplace: declaredAs,
    source,
    text,
  }));
  const known = new Set(declared.map(({ text }) => text));
  return [
    ...stated,
    ...marketplaces.flatMap(({ name, registry, added }): Origin[] =>
      added === undefined || known.has(registry)
        ? []
        : [{ marketplace: name, source: added, text: registry }],
    ),
  ];
}

function blockedCopies(plugins: readonly string[], policy: Policy): Draft<'MKT115'>[] {
  const forbidden = plugins.length === 0 ? undefined : forbiddenBy({ kind: 'skills-dir' }, policy);
  if (forbidden === undefined) return [];
  const { location } = forbidden.stated;
  const evidence = { plugins, file: location.file };
  return [
    {
      case: forbidden.by === 'blocked' ? 'copies-blocked' : 'copies-not-allowed',
      evidence,
      plugins,
      location,
    },
  ];
}

const namesOf = (plugins: readonly { readonly name: string }[]): string[] =>
  [...new Set(plugins.map(({ name }) => name))].sort();

/** Lists of policies in settings that everyone can write. */
function ignored({ project }: Context): Draft<'MKT115'>[] {
  return (project?.settings?.ignoredPolicy ?? []).map(({ value, location }) => ({
    case: 'ignored',
    evidence: { key: value, file: location.file },
    plugins: [],
    location,
  }));
}
