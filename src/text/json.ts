import { visit } from 'jsonc-parser';
import type { Location } from '../model/location.ts';
import { type Fault, problem } from '../model/problems.ts';
import { tooDeepAt } from './json-healing.ts';
import { type JsonOffsets, offsetsOf, type ValueIndex } from './json-offsets.ts';
import { syntaxFaults } from './json-syntax.ts';
import { once } from './once.ts';
import { type Comment, capped, type DocumentPath, maximumDepth, placesOf, type Read } from './source-text.ts';

type Place = (offset: number) => Location;

interface JsonOptions {
  /** Whether comments and trailing commas are allowed, as the client does in its settings. */
  readonly comments?: boolean;
  /** Whether the last of duplicate keys counts, with a warning, as in the client; else the first, with an error. */
  readonly lastWins?: boolean;
  /** Whether the text is known to be valid JSON, so it is not parsed to find out. */
  readonly isValid?: boolean;
}

/** Reads JSON with the location of every value. Reports every syntax error and every duplicate key. */
export function readJson(
  text: string,
  file: string,
  { comments = false, lastWins = false, isValid = false }: JsonOptions = {},
): Read {
  const place = placesOf(text, file);
  const deep = isValid ? undefined : tooDeepAt(text);
  const broken = deep === undefined ? syntaxOf(text, comments, isValid, place) : [tooDeep(place(deep))];
  const isReadable = broken.length === 0;
  // A caller that only asks for places never needs the values, and the other way round.
  const offsets = once(() => (isReadable ? offsetsOf(text) : undefined));
  const content = once(() => contentOf(offsets(), broken, { place, lastWins }));
  const nearest = (path: DocumentPath): number => {
    const all = offsets();
    if (all === undefined) return 0;
    for (let length = path.length; length > 0; length -= 1) {
      const found = all.find(path.slice(0, length));
      if (found !== undefined) return all.start(found);
    }
    return all.start(0);
  };
  return {
    file,
    get value() {
      return content().value;
    },
    get faults() {
      return content().faults;
    },
    locate: (path) => place(nearest(path)),
    locateKey: (path) => {
      const key = offsets()?.keyOf(path);
      return place(key === undefined ? nearest(path) : (offsets()?.start(key) ?? 0));
    },
    sourceOf: (path) => {
      const all = offsets();
      const found = all?.find(path);
      return all === undefined || found === undefined
        ? undefined
        : text.slice(all.start(found), all.end(found));
    },
    comments: () => (deep === undefined ? commentsOf(text, place) : []),
  };
}

function syntaxOf(text: string, comments: boolean, isValid: boolean, place: Place): Fault[] {
  // The reader that knows every fault takes ten times as long as the parser of the language.
  if (isValid || parsedJson(text) !== undefined) return [];
  return syntaxFaults(text, comments).map(({ message: detail, offset, help }): Fault => {
    const evidence = { language: 'JSON' as const, detail, ...(help !== undefined && { help }) };
    return problem('malformed-file', 'syntax', evidence, { location: place(offset) });
  });
}

const tooDeep = (location: Location): Fault =>
  problem('malformed-file', 'too-deep', { language: 'JSON', most: maximumDepth }, { location });

/** The value of a JSON text, undefined if it is not valid. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Reading {
  readonly place: Place;
  readonly faults: Fault[];
  readonly lastWins: boolean;
}

function contentOf(
  offsets: JsonOffsets | undefined,
  broken: readonly Fault[],
  { place, lastWins }: Omit<Reading, 'faults'>,
): Pick<Read, 'value' | 'faults'> {
  if (offsets === undefined) return { value: undefined, faults: capped(broken) };
  const faults: Fault[] = [];
  const value = plainValue(0, offsets, { place, faults, lastWins });
  return { value, faults: capped(faults) };
}

/** The plain values of a text, in which `__proto__` is a key like any other; one of duplicate keys counts, with a fault. */
function plainValue(index: ValueIndex, offsets: JsonOffsets, reading: Reading): unknown {
  const items = offsets.items(index);
  if (items !== undefined) return Array.from(items, (item) => plainValue(item, offsets, reading));
  const members = offsets.members(index);
  if (members === undefined) return offsets.plain(index);
  const { place, faults, lastWins } = reading;
  const first = new Map<string, number>();
  const entries: [name: string, value: unknown][] = [];
  for (const { key, value } of members) {
    const name = String(offsets.plain(key));
    const before = first.get(name);
    if (before === undefined) first.set(name, offsets.start(key));
    else {
      const evidence = { language: 'JSON' as const, key: name, firstLine: place(before).line };
      const repeated = lastWins ? 'key-overruled' : 'duplicate-key';
      faults.push(problem('malformed-file', repeated, evidence, { location: place(offsets.start(key)) }));
    }
    if (before === undefined || lastWins) entries.push([name, plainValue(value, offsets, reading)]);
  }
  return Object.fromEntries(entries);
}

function commentsOf(text: string, place: Place): Comment[] {
  const comments: Comment[] = [];
  visit(text, {
    onComment(offset, length) {
      const inner = text.slice(offset, offset + length).replace(/^\/[/*]+|\*+\/$/g, '');
      comments.push({ text: inner.trim(), location: place(offset) });
    },
  });
  return comments;
}
