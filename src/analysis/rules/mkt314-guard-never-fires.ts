import { nameUsesIn } from '../../client/components/name-uses.ts';
import type { ClientFacts } from '../../model/client.ts';
import type { DeadName, DeadNames } from '../../model/name-evidence.ts';
import { count, listed } from '../../model/text.ts';
import { type DeadUse, deadUses } from '../dead-names.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import { knownNames, knownProject, knownReading, knownRelease, otherNames } from '../known-names.ts';
import type { Draft, Placed, Rule, Said } from '../rule.ts';

const shownPlaces = 6;

/** Names in hooks, lists of tools and front matter that do not resolve; guards that never fire come first. */
export const guardNeverFires: Rule<'MKT314'> = {
  id: 'MKT314',
  needsAll: true,
  check(context) {
    const { releases, client } = context;
    const plugins = releases.flatMap((release) => {
      const own = knownRelease(release);
      return own === undefined ? [] : [{ release, own }];
    });
    const known = knownNames(
      plugins.map(({ own }) => own),
      otherNames(context),
    );
    const isWhole = plugins.length === releases.length;
    const label = labelsIn(context);
    const draft = (dead: readonly DeadUse[], whose: Omit<DeadNames, 'places'>, named: readonly string[]) =>
      cases.flatMap((name): Draft<'MKT314'>[] => {
        const of = dead.filter((each) => caseOf(each.dead, client) === name);
        if (of.length === 0) return [];
        return [
          {
            case: name,
            evidence: { ...whose, places: of.map((each) => each.dead) },
            ...placedWith(
              named,
              of.map(({ use, dead: { names } }) => ({
                at: use,
                message: `${listed(foldedNames(names, 3))} in \`${use.field}\``,
              })),
              context,
            ),
          },
        ];
      });
    const ofPlugins = plugins.flatMap(({ release, own }) => {
      const uses = release.nameUses?.();
      if (uses === undefined) return [];
      const dead = deadUses({ known, own, client, uses, isWhole });
      return draft(dead, { plugin: label(release) }, [release.name]);
    });
    const uses = [...(context.settings?.own?.uses ?? []), ...(context.own?.nameUses() ?? [])];
    const ofProject = deadUses({ known, own: knownProject, client, uses, isWhole });
    const found = [...draft(ofProject, { plugin: '', isOwn: true }, []), ...ofPlugins];
    return cases.flatMap((name) => found.filter((each) => each.case === name));
  },
  plugin(reading) {
    const own = knownReading(reading);
    const { contents, manifest, name } = reading;
    if (own === undefined || contents === undefined) return [];
    const uses = nameUsesIn(manifest, contents.components);
    return deadUses({
      known: knownNames([own]),
      own,
      client: manifest.facts,
      uses,
      isWhole: false,
    }).map((each) => placedOf(each, name, manifest.facts));
  },
  say: {
    guard: (found) => ({
      message: [
        guardsOf(found),
        ...lines(found),
        `what the ${found.places.length === 1 ? 'guard' : 'guards'} should block is let through without a warning`,
      ].join('\n'),
      ...helpOf(found),
    }),
    agent: (found) => ({
      message: [
        skillsOf(found),
        ...lines(found),
        "the named agent's limits, such as its tool list, silently do not apply",
      ].join('\n'),
      ...helpOf(found),
    }),
    name: (found) => ({
      message: [`${ownerOf(found)} uses ${unresolvedIn(found)}`, ...lines(found)].join('\n'),
      ...helpOf(found),
    }),
  },
};

function unresolvedIn({ places }: DeadNames): string {
  const [first] = places;
  if (places.length === 1 && first?.names.length === 1) return 'a name that does not resolve';
  return `names that do not resolve${places.length === 1 ? '' : `, in ${places.length} places`}`;
}

/** Whose place it is. */
const ownerOf = ({ plugin, isOwn }: DeadNames): string => (isOwn === true ? 'the project' : `\`${plugin}\``);

function guardsOf(found: DeadNames): string {
  const { places } = found;
  const isOne = places.length === 1;
  const what = isOne ? `a guard of ${ownerOf(found)}` : `guards of ${ownerOf(found)}`;
  if (places.every(({ isWhole }) => isWhole)) return `${what} never ${isOne ? 'fires' : 'fire'}`;
  return `${what} ${isOne ? 'does not fire for everything that it names' : 'do not fire for everything that they name'}`;
}

const skillsOf = (found: DeadNames): string => {
  const [first, ...others] = found.places;
  return first !== undefined && others.length === 0
    ? `the skill \`${first.by}\` of ${ownerOf(found)} does not run in the agent that it names`
    : `skills of ${ownerOf(found)} do not run in the agents that they name`;
};

const cases = ['guard', 'agent', 'name'] as const;

/** What is lost: a guard, the limits of an agent, or no more than what the name is for. */
function caseOf({ field, by }: DeadName, { hooks }: ClientFacts): (typeof cases)[number] {
  if (field === 'disallowedTools' || field === 'disallowed-tools') return 'guard';
  if (field === 'deny' || field === 'ask') return 'guard';
  if (field === 'agent') return 'agent';
  if (field !== 'matcher' && field !== 'if' && field !== 'server') return 'name';
  const blocks = Object.hasOwn(hooks.events, by) && hooks.events[by]?.blocks !== undefined;
  return blocks ? 'guard' : 'name';
}

/** What a plugin shows by itself, with the fix where one is evident. */
function placedOf({ use, dead, to }: DeadUse, plugin: string, client: ClientFacts): Placed<'MKT314'> {
  const [from] = use.names;
  return {
    case: caseOf(dead, client),
    evidence: { plugin, places: [dead] },
    location: use.location,
    ...(to !== undefined && from !== undefined && to !== from && { fix: { from, to } }),
  };
}

/** Where each name is, what would resolve, and what happens instead. */
function lines({ places }: DeadNames): string[] {
  const more = places.length - shownPlaces;
  return [
    ...places
      .slice(0, shownPlaces)
      .map((place) => `${where(place)}: ${why(place)}; ${effects[place.field](place)}`),
    ...(more > 0 ? [`and ${count(more, 'more place')}`] : []),
  ];
}

const words: Readonly<Record<DeadName['field'], (by: string) => string>> = {
  matcher: (by) => `a matcher on \`${by}\``,
  if: (by) => `an \`if\` on \`${by}\``,
  server: (by) => `an \`mcp_tool\` hook on \`${by}\``,
  tools: (by) => `\`tools\` of the agent \`${by}\``,
  disallowedTools: (by) => `\`disallowedTools\` of the agent \`${by}\``,
  'allowed-tools': (by) => `\`allowed-tools\` of \`${by}\``,
  'disallowed-tools': (by) => `\`disallowed-tools\` of \`${by}\``,
  agent: (by) => `\`agent\` of the skill \`${by}\``,
  skills: (by) => `\`skills\` of the agent \`${by}\``,
  when: (by) => `the monitor \`${by}\``,
  main: () => '`agent` of the settings',
  deny: () => 'a permission under `deny`',
  ask: () => 'a permission under `ask`',
  allow: () => 'a permission under `allow`',
};

const where = ({ field, by }: DeadName): string => words[field](by);

function why({ names, right, why: reason, field }: DeadName): string {
  const one = names.length === 1;
  const said = listed(foldedNames(names, 3));
  const meant = listed(foldedNames(right, 3), 'or');
  switch (reason) {
    case 'bare':
      return `${said} ${one ? 'does' : 'do'} not resolve, because the client knows ${sayKind(field, names)} as ${right.length === names.length ? listed(foldedNames(right, 3)) : meant}`;
    case 'case':
      return `the client calls its tool ${meant}, not ${said}`;
    case 'no-tool':
      return `${said} names a server, but is compared with tool names; ${meant} matches its tools`;
    case 'no-call':
      return `${said} matches tool calls, but this event has no tool call`;
    case 'missing':
      return [
        `${said} ${one ? 'does' : 'do'} not exist in the ${field === 'when' ? 'plugin' : 'chosen plugins'}`,
        ...(right.length === 0 ? [] : [`(did you mean ${meant}?)`]),
      ].join(' ');
  }
}

const runs = ({ isWhole, names }: DeadName): string =>
  isWhole ? 'the hook never runs' : `the hook does not run for ${names.length === 1 ? 'it' : 'them'}`;

/** `the tool`, or more of them. */
const these = ({ names }: DeadName, what: string): string => `the ${what}${names.length === 1 ? '' : 's'}`;

const staysAllowed = (place: DeadName): string =>
  `${these(place, 'tool')} ${place.names.length === 1 ? 'stays' : 'stay'} allowed`;

const effects: Readonly<Record<DeadName['field'], (place: DeadName) => string>> = {
  matcher: runs,
  if: runs,
  server: () => 'the call fails, and the session goes on',
  tools: (place) => `the agent does not get ${these(place, 'tool')}`,
  disallowedTools: (place) => `the agent keeps ${these(place, 'tool')}`,
  'allowed-tools': () => 'the client asks before each call',
  'disallowed-tools': staysAllowed,
  agent: () => 'the skill runs in the general-purpose agent instead',
  skills: (place) => `the agent starts without ${these(place, 'skill')}`,
  when: () => 'the monitor never starts',
  main: () => 'sessions start without that agent',
  deny: staysAllowed,
  ask: () => 'the client does not ask',
  allow: () => 'the client asks before each call',
};

/** What a name is meant to name. */
function kindOf({ field, names }: Pick<DeadName, 'field' | 'names'>): 'agent' | 'skill' | 'server' | 'tool' {
  if (field === 'agent' || field === 'main') return 'agent';
  if (field === 'skills') return 'skill';
  return field === 'server' || names.every((name) => /^mcp__(?:(?!__).)+$/.test(name)) ? 'server' : 'tool';
}

/** `this tool`; several, if there are more names or one that stands for more. */
function sayKind(field: DeadName['field'], names: readonly string[]): string {
  const kind = kindOf({ field, names });
  return names.length === 1 && names[0]?.includes('*') !== true ? `this ${kind}` : `these ${kind}s`;
}

/** When nothing is wrong: names without their plugin, which the user may have outside of plugins. */
function exceptionOf(places: readonly DeadName[]): string {
  const names = [...new Set(places.flatMap((place) => place.names))];
  const kinds = [...new Set(places.map(kindOf).map((kind) => (kind === 'tool' ? 'server' : kind)))];
  const [kind] = kinds;
  const [name] = names;
  if (kind === undefined) return '';
  if (names.length > 1 || kinds.length > 1)
    return `; ignore this for ${listed(kinds.map((each) => `${each}s`))} that you configured yourself`;
  return kind === 'server'
    ? `; ignore this if \`${name}\` refers to a server that you configured yourself`
    : `; ignore this if \`${name}\` is ${kind === 'agent' ? 'an agent' : 'a skill'} that you configured yourself`;
}

/** What to write, and when nothing is wrong. */
function helpOf({ places, isOwn }: DeadNames): Pick<Said, 'help'> {
  const right = [...new Set(places.flatMap((place) => place.right))];
  if (places.every(({ why: reason }) => reason === 'no-call'))
    return { help: 'remove the `if`, and let the hook decide, or use `PreToolUse`' };
  const own = exceptionOf(places.filter(({ why: reason }) => reason === 'bare'));
  return {
    help:
      right.length === 0
        ? 'correct or remove the name, or add the plugin that has it'
        : `write ${listed(foldedNames(right, 4), right.length > places.length ? 'or' : 'and')}${isOwn === true ? '' : ', or ask the maintainer to do so'}${own}`,
  };
}
