import type { Entry } from '../../client/manifest.ts';
import type { MarketplaceReading } from '../../client/reading/marketplace-reading.ts';
import type { PluginReading } from '../../client/reading/plugin-reading.ts';
import { isWarningOnly, provenanceOf, reservationOf } from '../../client/reading/reserved-names.ts';
import { componentName } from '../../model/plugin.ts';
import type { EvidenceOf } from '../../model/problems.ts';
import { listed } from '../../model/text.ts';
import { member, textOf } from '../../text/values.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Placed, Rule, Said } from '../rule.ts';

/** More skills are counted. */
const shownSkills = 4;

const refused = 'choose another name: the client refuses to add a marketplace with this name';

export const badName: Rule<'MKT908'> = {
  id: 'MKT908',
  plugin: (reading) => [
    ...reservedNames(reading),
    ...pluginNames(reading),
    ...componentNames(reading),
    ...skillFolders(reading),
  ],
  marketplace: (reading) => [...likeNames(reading), ...marketplaceName(reading)],
  say: inOneLine<Rule<'MKT908'>['say']>({
    plugin: ({ name, better }) => ({
      message: `the plugin name \`${name}\` is not kebab-case`,
      help: `use \`${better}\`: the name of every component begins with it`,
    }),
    component: ({ name, better }) => ({
      message: `the name \`${name}\` is not kebab-case`,
      help: `use \`${better}\`: users and other plugins refer to the component by this name`,
    }),
    'skill-folder': saySkillFolders,
    marketplace: ({ name, better }) => ({
      message: `the marketplace name \`${name}\` is not kebab-case`,
      help: `use \`${better}\`: users type it after \`@\``,
    }),
    'reserved-component': ({ kind, name }) => ({
      message: `the client does not load the ${kind} \`${name}\`, because the name is reserved for skills of an account`,
      help: 'rename the component, including its file or folder',
    }),
    'only-capitals': ({ plugin, other, otherLine }) => ({
      message: `\`${plugin}\` differs from \`${other}\` (line ${otherLine}) only in case: on many file systems the two share a folder`,
      help: 'rename one of the two',
    }),
    reserved: ({ name }) => ({
      message: `the client reserves the name \`${name}\``,
      help: refused,
    }),
    'official-elsewhere': ({ name }) => ({
      message: `\`${name}\` is the name of an official marketplace`,
      help: 'choose another name: the client adds a marketplace with this name only from `github.com/anthropics`',
    }),
    official: ({ name }) => ({
      message: `\`${name}\` is the name of an official marketplace, which the client adds only from \`github.com/anthropics\`, not from this copy`,
      help: 'choose another name for a marketplace of your own',
    }),
    impersonating: ({ name }) => ({
      message: `\`${name}\` looks like the name of an official Anthropic marketplace`,
      help: refused,
    }),
    respelling: ({ name }) => ({
      message: `\`${name}\` is a variant of the name of an official marketplace`,
      help: refused,
    }),
    documented: ({ name }) => ({
      message: `the client's documentation reserves the name \`${name}\`, although the client still accepts it`,
      help: 'choose another name before the client starts to refuse this name',
    }),
    desktop: ({ name }) => ({
      message: `Claude Desktop reserves the name \`${name}\``,
      help: 'choose another name if your users have Claude Desktop',
    }),
  }),
};

function saySkillFolders({ namespace, skills }: EvidenceOf<'MKT908', 'skill-folder'>): Said {
  const [first, ...others] = skills as [(typeof skills)[number]];
  const places = skills.slice(0, shownSkills).map(({ name, folder }) => `\`${name}\` in \`${folder}\``);
  if (skills.length > shownSkills) places.push(`${skills.length - shownSkills} more`);
  return others.length === 0
    ? {
        message: `the skill \`${first.name}\` is in the folder \`${first.folder}\`: sessions call it \`${namespace}:${first.name}\`, and \`claude plugin details\` lists \`${namespace}:${first.folder}\``,
        help: 'rename the folder, or change `name`, so that the two match',
      }
    : {
        message: `${skills.length} skills have names that differ from their folders (${listed(places)}): sessions use the names, and \`claude plugin details\` lists the folders`,
        help: 'rename the folders, or change `name`, so that the two match',
      };
}

function pluginNames({ statements }: PluginReading): Placed<'MKT908'>[] {
  return statements.flatMap(({ value, file, path }): Placed<'MKT908'>[] => {
    const name = textOf(member(value, 'name')) ?? '';
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || !/^[A-Za-z0-9][\w.-]*$/.test(name)) return [];
    const better = name.toLowerCase().replace(/[_.]+/g, '-');
    return [{ case: 'plugin', evidence: { name, better }, location: file.read().locate([...path, 'name']) }];
  });
}

/** Names that belong to skills of an account: the client loads nothing else that has them. */
function reservedNames({ contents, manifest: { facts } }: PluginReading): Placed<'MKT908'>[] {
  return (contents?.components.texts ?? []).flatMap(({ kind, path, front, shown }): Placed<'MKT908'>[] => {
    if (kind === 'agents') return [];
    const stated = kind === 'skills' ? textOf(member(front.value, 'name')) : undefined;
    const name = [stated, componentName(path)].find(
      (each) => each !== undefined && facts.names.reservedSkills.includes(each.replace(/:.*$/s, '')),
    );
    if (name === undefined) return [];
    const location = name === stated ? front.locate(['name']) : { file: shown, line: 1, column: 1 };
    const evidence = { kind: kind === 'skills' ? 'skill' : 'command', name } as const;
    return [{ case: 'reserved-component', evidence, location }];
  });
}

function componentNames({ contents }: PluginReading): Placed<'MKT908'>[] {
  return (contents?.withFrontMatter ?? []).flatMap(({ front, kind }): Placed<'MKT908'>[] => {
    const name = textOf(member(front.value, 'name'));
    if (name === undefined || kind === 'commands' || /^[a-z0-9]+([-_:.][a-z0-9]+)*$/.test(name)) return [];
    return [{ case: 'component', evidence: { name, better: kebab(name) }, location: front.locate(['name']) }];
  });
}

/** Skills whose two names differ: one finding for a plugin. What only differs in case and spaces is not kebab-case. */
function skillFolders({ contents, manifest: { namespace } }: PluginReading): Placed<'MKT908'>[] {
  const differing = (contents?.withFrontMatter ?? []).flatMap(({ front, kind, file, fallback, path }) => {
    const isInFolder = kind === 'skills' && file !== undefined && file !== 'SKILL.md';
    if (!isInFolder || path === fallback || kebab(path) === fallback) return [];
    return [{ name: path, folder: fallback, front }];
  });
  const [first] = differing;
  if (first === undefined) return [];
  const skills = differing.map(({ name, folder }) => ({ name, folder }));
  return [
    {
      case: 'skill-folder',
      evidence: { namespace, skills },
      location: first.front.locate(['name']),
    },
  ];
}

const kebab = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Names of entries that differ only in case. */
function likeNames({ entries: all }: MarketplaceReading): Placed<'MKT908'>[] {
  const names = new Set<string>();
  const folded = new Map<string, Entry>();
  // Of two such names, at least one has a capital.
  const doubtful = new Set<string>();
  for (const { name } of all) if (name !== name.toLowerCase()) doubtful.add(name.toLowerCase());
  const entries = doubtful.size === 0 ? [] : all.filter(({ name }) => doubtful.has(name.toLowerCase()));
  return entries.flatMap((entry): Placed<'MKT908'>[] => {
    const { file, index, name } = entry;
    const alike = folded.get(name.toLowerCase());
    if (alike === undefined) folded.set(name.toLowerCase(), entry);
    const isRepeated = names.has(name);
    names.add(name);
    if (alike === undefined || isRepeated) return [];
    return [
      {
        case: 'only-capitals',
        evidence: {
          plugin: name,
          other: alike.name,
          otherLine: file.read().locate(['plugins', alike.index]).line,
        },
        location: file.read().locate(['plugins', index, 'name']),
        plugins: [alike.name, name],
      },
    ];
  });
}

/** Reserved names that the client accepts nevertheless, and names that users are likely to mistype. */
function marketplaceName({ name, file, facts, origin }: MarketplaceReading): Placed<'MKT908'>[] {
  if (name === '') return [];
  const reservation = reservationOf(name, facts, provenanceOf(file, origin));
  const where = () => ({ location: file.read().locate(['name']) });
  if (reservation !== undefined && isWarningOnly(reservation))
    return [{ case: reservation, evidence: { name }, ...where() }];
  const isOdd = !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name) && /^[A-Za-z0-9][\w.-]*$/.test(name);
  if (reservation !== undefined || !isOdd) return [];
  const better = name.toLowerCase().replace(/_/g, '-');
  return [{ case: 'marketplace', evidence: { name, better }, ...where() }];
}
