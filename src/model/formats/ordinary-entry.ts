import { isClientName } from '../client-name.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isAnything: Check = () => true;

/** An author without keys of their own, and with texts only. */
const isAuthor: Check = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const author = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(author))
    if (!(key === 'name' || key === 'email' || key === 'url') || typeof author[key] !== 'string')
      return false;
  return Object.hasOwn(author, 'name') && author.name !== '';
};

/** What ordinary entries have, by key. Keys that the schema leaves to other checks may hold anything here, too. */
const ordinary: ReadonlyMap<string, Check> = new Map([
  ['name', (value) => isText(value) && isClientName(value as string)],
  ['source', isAnything],
  ['description', isText],
  ['displayName', isText],
  ['version', isText],
  ['author', isAuthor],
  ['category', isText],
  ['keywords', isTexts],
  ['tags', isTexts],
  ['license', isText],
  ['repository', isText],
  ['homepage', (value) => isText(value) && URL.canParse(value as string)],
  ['strict', isFlag],
  ['defaultEnabled', isFlag],
  ['dependencies', isAnything],
  ['optionalDependencies', isAnything],
]);

/**
 * Whether an entry has only the keys that most have, each with a sound value: true only if the schema of entries has no objection. If
 * it is false, the schema says why, which takes many times as long as reading an ordinary entry.
 */
export function isOrdinaryEntry(entry: Readonly<Record<string, unknown>>): boolean {
  for (const key of Object.keys(entry)) if (ordinary.get(key)?.(entry[key]) !== true) return false;
  return Object.hasOwn(entry, 'name');
}

/** Whether an entry has no other keys, whatever their values. */
export function hasOrdinaryKeys(entry: Readonly<Record<string, unknown>>): boolean {
  for (const key of Object.keys(entry)) if (!ordinary.has(key)) return false;
  return true;
}

/** The keys that such an entry can have. */
export const ordinaryKeys: readonly string[] = [...ordinary.keys()];
