import type { Content, ContentEntry } from '../model/content.ts';
import type { Difference } from './difference.ts';

/** Files that an interpreter or a system runs by their name. */
const script =
  /\.(?:[cm]?[jt]s|bash|bat|cmd|com|dll|dylib|exe|fish|jar|lua|php|pl|ps1|psm1|py|pyz?w?|rb|sh|so|vbs|wasm|zsh)$/i;

/**
 * The scripts and programs that only one of two releases has, and those whose content differs: a name says nothing about what it
 * runs. Reads no more of them than it takes to find the first difference.
 */
export async function changedScripts(before: Content, after: Content): Promise<Difference | undefined> {
  const [old, fresh] = [await runnableIn(before), await runnableIn(after)];
  const added: string[] = [];
  for (const [path, entry] of fresh) {
    const was = old.get(path);
    if (was === undefined) added.push(path);
    else {
      const differs = await isDifferent({ content: before, entry: was }, { content: after, entry });
      if (differs !== false)
        added.push(`${path} (${differs === true ? 'changed' : 'could not be compared'})`);
    }
  }
  const removed = [...old.keys()].filter((path) => !fresh.has(path));
  return added.length + removed.length === 0
    ? undefined
    : { what: 'scripts and programs', added: added.sort(), removed: removed.sort() };
}

async function runnableIn(content: Content): Promise<ReadonlyMap<string, ContentEntry>> {
  const found = new Map<string, ContentEntry>();
  for (const entry of content.entries()) {
    const { path, executable } = entry;
    const isNamed = executable || /^bin\//.test(path) || script.test(path);
    if (isNamed || (hasNoExtension(entry) && (await startsAsScript(content, path)))) found.set(path, entry);
  }
  return found;
}

const hasNoExtension = ({ path, kind, size }: ContentEntry): boolean =>
  kind === 'file' && size > 2 && !/\.[^/]*$/.test(path.slice(path.lastIndexOf('/') + 1));

async function startsAsScript(content: Content, path: string): Promise<boolean> {
  try {
    for await (const bytes of content.stream(path)) return bytes[0] === 0x23 && bytes[1] === 0x21;
  } catch {
    // Its release cannot be copied either, which is said elsewhere.
  }
  return false;
}

interface Place {
  readonly content: Content;
  readonly entry: ContentEntry;
}

/** Undefined if one of the two cannot be read. */
async function isDifferent(a: Place, b: Place): Promise<boolean | undefined> {
  const [one, other] = [a.entry, b.entry];
  if (one.kind !== other.kind || one.size !== other.size || one.executable !== other.executable) return true;
  if (one.kind === 'link') return one.target !== other.target;
  try {
    return !(await hasSameBytes(a.content.stream(one.path), b.content.stream(other.path)));
  } catch {
    return undefined;
  }
}

/** Compares two streams, whose pieces need not have the same lengths. */
async function hasSameBytes(
  one: AsyncIterable<Uint8Array>,
  other: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const others = other[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  try {
    for await (const piece of one) {
      for (let at = 0; at < piece.length; ) {
        if (rest.length === 0) {
          const next = await others.next();
          if (next.done === true) return false;
          rest = next.value;
          continue;
        }
        const amount = Math.min(piece.length - at, rest.length);
        for (let index = 0; index < amount; index += 1) if (piece[at + index] !== rest[index]) return false;
        at += amount;
        rest = rest.subarray(amount);
      }
    }
    for (; rest.length === 0; ) {
      const next = await others.next();
      if (next.done === true) return true;
      rest = next.value;
    }
    return false;
  } finally {
    await others.return?.();
  }
}
