import type { Fault } from '../model/problems.ts';
import { parsedJson, readJson } from '../text/json.ts';
import { outlineOf } from '../text/json-outline.ts';
import { hasRepeatedKeys } from '../text/repeated-keys.ts';
import { decode, maximumDepth, type Read } from '../text/source-text.ts';
import { type FileTree, shownIn } from './file-tree.ts';

/** A JSON file of a tree: its value at once, the locations of its values on demand. */
export interface JsonFile {
  /** Its path in the tree that it was opened from. */
  readonly path: string;
  /** As the client reads it: the last of duplicate keys counts. Undefined if it is not JSON. */
  readonly value: unknown;
  /** The same with the location of every value. */
  readonly read: () => Read;
  /** The value at once and its locations on demand: for a check that rarely finds anything. */
  readonly document: Read;
  /** What is wrong with it as JSON. */
  readonly faults: () => readonly Fault[];
}

/**
 * Opens a JSON file. A valid file is parsed once and fast; the reader that knows every location runs only if there is a fault.
 * @returns undefined if the tree does not contain the file, or cannot read it, which the tree itself then reports.
 */
export function openJson(tree: FileTree, path: string, most?: number): JsonFile | undefined {
  const bytes = tree.read(path, most);
  if (bytes === undefined) return undefined;
  const shown = shownIn(tree, path);
  const content = decode(bytes, shown);
  if ('fault' in content) {
    const { fault } = content;
    const read = (): Read => ({ ...readJson('null', shown), value: undefined, faults: [fault] });
    return { path, value: undefined, read, document: read(), faults: () => [fault] };
  }
  const { text } = content;
  const outline = outlineOf(bytes);
  const value = outline.depth > maximumDepth ? undefined : parsedJson(text);
  let slow: Read | undefined;
  const read = () => {
    slow ??= readJson(text, shown, { lastWins: true, isValid: value !== undefined });
    return slow;
  };
  const isSound = () => value !== undefined && !hasRepeatedKeys(outline, value);
  const document: Read = {
    file: shown,
    value,
    faults: [],
    locate: (at) => read().locate(at),
    locateKey: (at) => read().locateKey(at),
    sourceOf: (at) => read().sourceOf(at),
    comments: () => [],
  };
  return { path, value, read, document, faults: () => (isSound() ? [] : read().faults) };
}
