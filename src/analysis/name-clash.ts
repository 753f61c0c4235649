import type { NameClash } from '../model/clash-evidence.ts';
import { componentKinds, fullName, type NamedComponentKind } from '../model/component-kinds.ts';
import { type ComponentDetail, componentName, pluginId, type Release } from '../model/plugin.ts';
import type { Where } from '../model/problems.ts';
import { listed, quoted } from '../model/text.ts';
import type { Context } from './context.ts';
import { type Evidence, foldedNames, placedWith } from './evidence.ts';
import type { Said } from './rule.ts';
import { sharedNamesOf } from './shared-names.ts';
import { theLesserOf } from './who-wins.ts';

const shownNames = 12;

/** Components of one kind and name in several chosen plugins: one finding for each set of plugins that share names. */
export function nameClashes(
  context: Context,
  kind: NamedComponentKind,
): (Where & { case: 'found'; evidence: NameClash })[] {
  return sharedNamesOf(context.releases, ({ components }) => components[kind].map(componentName)).map(
    ({ plugins, names }) => {
      const { singular } = componentKinds[kind];
      const [first = ''] = names;
      return {
        case: 'found',
        evidence: {
          plugins: labelsOf(plugins),
          names,
          fullNames: [
            ...new Set(
              plugins.map(({ name, namespace = name, components }) =>
                fullName(kind, namespace, inFolders(components[kind], first)),
              ),
            ),
          ],
        },
        ...placedWith(
          [...new Set(plugins.map(({ name }) => name))],
          placesOf(plugins, singular, first),
          context,
        ),
      };
    },
  );
}

/** A name with its folders, as the client has it: `review:sec`. */
const inFolders = (paths: readonly string[], name: string): string =>
  (paths.find((path) => componentName(path) === name) ?? name).replaceAll('/', ':');

/** The message of a clash. */
export function sayClash({ plugins, names, fullNames }: NameClash, kind: NamedComponentKind): Said {
  const { singular, plural } = componentKinds[kind];
  const [first = ''] = names;
  const more = names.length - shownNames;
  const list = [...quoted(names.slice(0, shownNames)), ...(more > 0 ? [`${more} more`] : [])];
  const what =
    names.length === 1 ? `the ${singular} ${list.join('')}` : `${names.length} ${plural}: ${listed(list)}`;
  const all = plugins.length === 2 ? 'both' : `all ${plugins.length}`;
  const isDistinct = fullNames.length === plugins.length;
  const effect = isDistinct
    ? `the client loads ${all} under their full names (${listed(foldedNames(fullNames, 4))}) without a warning; ${alone(kind, first)}`
    : `the client loads ${all} without a warning; even full names are ambiguous: ${listed(foldedNames(fullNames, 4))} ${fullNames.length === 1 ? 'refers' : 'refer'} to several of them, and which one runs is not known`;
  const call = isDistinct
    ? `use the full name (\`${kind === 'agents' ? '@agent-' : ''}${fullNames[0]}\`), `
    : '';
  return {
    message: `${listed(foldedNames(plugins))} ${all === 'both' ? 'both' : 'all'} ship ${what}\n${effect}`,
    help: `${call}disable ${theLesserOf(plugins.length)}, or ask a maintainer to rename the ${singular}`,
  };
}

/** What the name without its plugin gets. */
const alone = (kind: NamedComponentKind, name: string): string =>
  kind === 'agents'
    ? `\`${name}\` alone goes to the one that the model picks`
    : `\`/${name}\` runs one of them, and which one is not known`;

/** Where each of the plugins declares the first name that they share. */
function placesOf(plugins: readonly Release[], kind: ComponentDetail['kind'], name: string): Evidence[] {
  return plugins.flatMap((release) => {
    const at = release.details?.find((each) => each.kind === kind && componentName(each.name) === name);
    return at === undefined ? [] : [{ at, message: `the ${kind} \`${name}\` of \`${release.name}\`` }];
  });
}

const idOf = ({ name, marketplace }: Release): string => pluginId(name, marketplace);

/** The names of plugins, each followed by its marketplace if two of them have the same name. */
function labelsOf(plugins: readonly Release[]): string[] {
  const isTwin = ({ name }: Release) => plugins.filter((plugin) => plugin.name === name).length > 1;
  return plugins.map((plugin) => (isTwin(plugin) ? idOf(plugin) : plugin.name));
}
