import type { LongListing } from '../../model/combination-evidence.ts';
import { type ComponentDetail, componentName, type Release } from '../../model/plugin.ts';
import { count, grouped, listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Placed, Rule, Said } from '../rule.ts';

const shown = 6;
/** Of the text that is cut. */
const shownCharacters = 40;

/** Descriptions of skills and commands that the model never sees, or does not see as a whole. */
export const listingCut: Rule<'MKT405'> = {
  id: 'MKT405',
  check: (context) => [...cutDescriptions(context), ...longListing(context)],
  plugin: ({ name, manifest: { facts }, contents }) => {
    const most = facts.listing.descriptionCharacters;
    return tooLong(contents?.components.details ?? [], most).map(
      (detail): Placed<'MKT405'> => ({
        case: 'description',
        evidence: { plugin: name, most, components: [cutOf(detail, most)] },
        location: detail.location,
      }),
    );
  },
  say: {
    description: ({ plugin, most, components }) => ({
      message: [
        `${components.length === 1 ? 'a description' : `${components.length} descriptions`} in \`${plugin}\` ${components.length === 1 ? 'is' : 'are'} longer than the ${grouped(most)} characters that the client shows the model`,
        ...components
          .slice(0, shown)
          .map(
            ({ kind, name, characters, cut }) =>
              `the ${kind} \`${name}\`: ${grouped(characters)} characters, cut at \`${cut}\``,
          ),
        ...(components.length > shown ? [`and ${components.length - shown} more`] : []),
        'the model chooses by what it sees, so the rest has no effect',
      ].join('\n'),
      help: 'ask the maintainer to say at the beginning when to use the component, and to shorten the rest',
    }),
    listing: (evidence) => sayListing(evidence, "more than the client's list has room for"),
    'some-windows': (evidence) =>
      sayListing(
        evidence,
        `more than fits with a context of ${grouped(evidence.budgets[0]?.window ?? 0)} tokens`,
      ),
  },
};

function sayListing({ characters, budgets, plugins }: LongListing, excess: string): Said {
  const entries = plugins.reduce((sum, each) => sum + each.entries, 0);
  const rest = plugins.slice(shown);
  const room = budgets.map(
    ({ window, characters: most }) =>
      `${grouped(most)} characters with a context of ${grouped(window)} tokens`,
  );
  return {
    message: [
      `the names and descriptions of ${entries} skills and commands take at least ${grouped(characters)} characters: ${excess}`,
      ...plugins
        .slice(0, shown)
        .map(
          (each) =>
            `\`${each.plugin}\` ${grouped(each.characters)}: ${count(each.entries, 'entry', 'entries')}`,
        ),
      ...(rest.length === 0
        ? []
        : [
            `${count(rest.length, 'more plugin')} ${grouped(rest.reduce((sum, each) => sum + each.characters, 0))}`,
          ]),
      `there is room for ${listed(room)}`,
      'the client keeps all names, but omits the descriptions of those that you use least, so the model rarely chooses them',
    ].join('\n'),
    help: "disable what this project does not use, largest first, or give the list more room with `skillListingBudgetFraction` in the client's settings",
  };
}

type Listed = ComponentDetail & { readonly kind: 'command' | 'skill'; readonly listed: string };

const isListed = (detail: ComponentDetail): detail is Listed =>
  (detail.kind === 'skill' || detail.kind === 'command') && detail.listed !== undefined;

const listedOf = ({ details = [] }: Release): Listed[] => details.filter(isListed);

/** Those that are cut, the longest first. */
const tooLong = (details: readonly ComponentDetail[], most: number): Listed[] =>
  details
    .filter(isListed)
    .filter(({ listed: { length } }) => length > most)
    .sort((a, b) => b.listed.length - a.listed.length);

const cutOf = ({ kind, name, listed: text }: Listed, most: number) => ({
  kind,
  name: componentName(name),
  characters: text.length,
  cut: beginningOf(text, most),
});

/** Of what is cut, from the first whole word on. */
function beginningOf(text: string, most: number): string {
  const cut = text.slice(most);
  const whole = /\s$/.test(text.slice(0, most)) ? cut : cut.replace(/^\S+\s+/, '');
  const line = whole.trim().replace(/\s+/g, ' ');
  return line.length > shownCharacters ? `${line.slice(0, shownCharacters)}…` : line;
}

/** The limits of the client, or those that settings give. */
function limitsOf({ client: { listing }, settings }: Context) {
  const { fraction, descriptionCharacters } = settings?.own?.listing ?? {};
  return {
    most: descriptionCharacters?.value ?? listing.descriptionCharacters,
    budgets: listing.contextWindows.map((window) => ({
      window,
      characters: Math.floor(
        window * (fraction?.value ?? listing.budgetFraction) * listing.charactersPerToken,
      ),
    })),
  };
}

function cutDescriptions(context: Context): Draft<'MKT405'>[] {
  const label = labelsIn(context);
  const { most } = limitsOf(context);
  return context.releases.flatMap((release): Draft<'MKT405'>[] => {
    const cut = tooLong(release.details ?? [], most);
    if (cut.length === 0) return [];
    return [
      {
        case: 'description',
        evidence: {
          plugin: label(release),
          most,
          components: cut.map((detail) => cutOf(detail, most)),
        },
        ...placedWith(
          [release.name],
          cut.map((at) => ({ at, message: `the ${at.kind} \`${componentName(at.name)}\`` })),
          context,
        ),
      },
    ];
  });
}

/** The list as a whole. The client's own skills and those of the user come on top, so that this is the least that it takes. */
function longListing(context: Context): Draft<'MKT405'>[] {
  const label = labelsIn(context);
  const { most, budgets } = limitsOf(context);
  const [smallest] = budgets;
  const largest = budgets.at(-1);
  const plugins = context.releases
    .map((release) => {
      const { name, namespace = name } = release;
      const entries = listedOf(release);
      return {
        release,
        entries: entries.length,
        characters: entries.reduce(
          (sum, each) => sum + namespace.length + 1 + each.name.length + Math.min(each.listed.length, most),
          0,
        ),
      };
    })
    .filter(({ entries }) => entries > 0)
    .sort((a, b) => b.characters - a.characters || (a.release.name < b.release.name ? -1 : 1));
  const characters = plugins.reduce((sum, each) => sum + each.characters, 0);
  if (smallest === undefined || largest === undefined || characters <= smallest.characters) return [];
  return [
    {
      case: characters > largest.characters ? 'listing' : 'some-windows',
      evidence: {
        characters,
        budgets,
        plugins: plugins.map(({ release, ...each }) => ({ plugin: label(release), ...each })),
      },
      ...placedWith(
        plugins.slice(0, shown).map(({ release }) => release.name),
        [],
        context,
      ),
    },
  ];
}
