/**
 * What was read of a release, kept for later runs. The files of a commit never change, so neither does what a build of mkt reads of
 * them; reading twenty plugins again, with the code that this needs, takes longer than all else that is done when a list has changed.
 *
 * Kept is whatever was asked for and is plain data: members of the release, answers of its functions, its faults. All else, and what
 * nothing asked for so far, is read when it is asked for.
 */
import type { Plugin, Release } from '../../model/plugin.ts';
import type { Fault } from '../../model/problems.ts';
import type { Lookup, Registry } from '../../model/registry.ts';
import { once } from '../../text/once.ts';
import type { KeptAnswers } from '../git/kept-answers.ts';

/** Where readings are kept, and what they follow from besides the plugin and its version. */
export interface KeptReadings {
  readonly answers: Pick<KeptAnswers, 'get' | 'putAtEnd'>;
  /** The build of mkt, the version of the client, the commit of the marketplace and its name in findings. */
  readonly key: string;
  /**
   * Whether all files that this run has read so far were there. What was read while some were not, without a network or in a transfer
   * that failed, is not kept: the next run may have them.
   */
  readonly isWhole: () => boolean;
  /** Whether the files of a plugin are in the same repository. */
  readonly isHere: (name: string) => boolean;
}

/** A registry whose releases are read once. */
export function withKeptReadings(registry: Registry, readings: KeptReadings): Registry {
  const wrapped = new Map<Plugin, Plugin>();
  const wrap = (plugin: Plugin): Plugin => {
    if (!readings.isHere(plugin.name)) return plugin;
    const before = wrapped.get(plugin);
    if (before !== undefined) return before;
    const made = keptPlugin(plugin, readings);
    wrapped.set(plugin, made);
    return made;
  };
  const wrapFound = (lookup: Lookup): Lookup =>
    lookup.status === 'found' ? { ...lookup, plugins: lookup.plugins.map(wrap) } : lookup;
  return {
    ...registry,
    lookup(name) {
      const lookup = registry.lookup(name);
      return lookup instanceof Promise ? lookup.then(wrapFound) : wrapFound(lookup);
    },
  };
}

function keptPlugin(plugin: Plugin, kept: KeptReadings): Plugin {
  const readings = new Map<string, Reading>();
  const releases = new Map<string, Release | undefined>();
  const readingOf = (version: string): Reading => {
    const known = readings.get(version);
    if (known !== undefined) return known;
    const opened = openReading(kept, JSON.stringify(['reading', kept.key, plugin.name, version]));
    readings.set(version, opened);
    return opened;
  };
  return Object.create(plugin, {
    release: {
      value: (version: string) => {
        if (!releases.has(version)) releases.set(version, keptRelease(plugin, version, readingOf(version)));
        return releases.get(version);
      },
    },
    faults: {
      value: async (version: string) =>
        readingOf(version).laterOf('faults', async () => (await plugin.faults?.(version)) ?? ([] as Fault[])),
    },
  });
}

/** What is known of one release, by what was asked for. */
interface Reading {
  /** What was asked for, from an earlier run or by asking now. */
  of<Value>(asked: string, read: () => Value): Value;
  laterOf<Value>(asked: string, read: () => Promise<Value>): Promise<Value>;
}

/** A value in a list, so that undefined is one too. */
type Held = readonly [] | readonly [value: unknown];

function openReading({ answers, isWhole }: KeptReadings, question: string): Reading {
  const known = new Map(parsed(answers.get(question)?.content));
  let isWaiting = false;
  const learn = (asked: string, value: unknown) => {
    if (!isPlain(value)) return;
    known.set(asked, value === undefined ? [] : [value]);
    if (!isWaiting)
      answers.putAtEnd(question, () =>
        isWhole()
          ? { type: 'reading', content: Buffer.from(JSON.stringify(Object.fromEntries(known))) }
          : undefined,
      );
    isWaiting = true;
  };
  return {
    of(asked, read) {
      const held = known.get(asked);
      if (held !== undefined) return held[0] as ReturnType<typeof read>;
      const value = read();
      learn(asked, value);
      return value;
    },
    async laterOf(asked, read) {
      const held = known.get(asked);
      if (held !== undefined) return held[0] as Awaited<ReturnType<typeof read>>;
      const value = await read();
      learn(asked, value);
      return value;
    },
  };
}

function parsed(content: Buffer | undefined): [asked: string, held: Held][] {
  if (content === undefined) return [];
  try {
    const held = JSON.parse(content.toString('utf8')) as Record<string, Held> | null;
    return Object.entries(held ?? {}).filter(([, each]) => Array.isArray(each));
  } catch {
    return [];
  }
}

/** What a release states, and the names of its other members: values that are read on demand, and functions. */
interface Shape {
  readonly stated: Readonly<Record<string, unknown>>;
  readonly lazy: readonly string[];
  readonly functions: readonly string[];
  /** Those of the lists of requirements that it has. */
  readonly located: readonly string[];
}

/** Members that the manifest states and that know where it does: the place is found when it is shown. */
const requirementLists = ['dependencies', 'optionalDependencies'] as const;

/** A release that reads only what no earlier run has read. */
function keptRelease(plugin: Plugin, version: string, reading: Reading): Release | undefined {
  const opened = once(() => plugin.release(version));
  const shape = reading.of<Shape | undefined>('shape', () => shapeOf(opened()));
  if (shape === undefined) return opened();
  const { stated, lazy, functions, located } = shape;
  const original = () => opened() as unknown as Record<string, unknown>;
  const members: PropertyDescriptorMap = {};
  const requirements = once(() => plugin.requirements(version));
  for (const name of requirementLists)
    if (located.includes(name)) members[name] = { get: () => requirements()[name], enumerable: true };
  for (const name of lazy)
    members[name] = { get: once(() => reading.of(name, () => original()[name])), enumerable: true };
  for (const name of functions)
    members[name] = { value: answering(name, original, reading), enumerable: true };
  return Object.defineProperties({ ...stated }, members) as unknown as Release;
}

/** A function of a release whose answers are kept. */
function answering(
  name: string,
  original: () => Record<string, unknown>,
  reading: Reading,
): (...args: readonly unknown[]) => unknown {
  const given = new Map<string, unknown>();
  return (...args) => {
    const asked = `${name} ${JSON.stringify(args.map((arg) => (arg instanceof Set ? [...arg].sort() : arg)))}`;
    if (given.has(asked)) return given.get(asked);
    const call = () => (original()[name] as (...args: readonly unknown[]) => unknown)(...args);
    const answer =
      name === 'readMod' ? reading.laterOf(asked, call as () => Promise<unknown>) : reading.of(asked, call);
    given.set(asked, answer);
    return answer;
  };
}

/** Undefined if there is no release, or if it states something that cannot be kept. */
function shapeOf(release: Release | undefined): Shape | undefined {
  if (release === undefined) return undefined;
  const stated: Record<string, unknown> = {};
  const lazy: string[] = [];
  const functions: string[] = [];
  const located = requirementLists.filter((name) => Object.hasOwn(release, name));
  for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(release))) {
    if ((located as readonly string[]).includes(name)) continue;
    if (get !== undefined) lazy.push(name);
    else if (typeof value === 'function') functions.push(name);
    else if (isPlain(value)) stated[name] = value;
    else return undefined;
  }
  return { stated, lazy, functions, located };
}

/** Whether JSON holds all of a value. */
function isPlain(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (Array.isArray(value)) return value.every((each) => each !== undefined && isPlain(each));
  const prototype: unknown = Object.getPrototypeOf(value);
  // JSON would make `__proto__` a key of its own, too, and then a copy by assignment would not.
  return (
    (prototype === Object.prototype || prototype === null) &&
    !Object.hasOwn(value, '__proto__') &&
    Object.values(value).every(isPlain)
  );
}
