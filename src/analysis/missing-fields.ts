import type { MarketplaceReading } from '../client/reading/marketplace-reading.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { isMap, member, textOf } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

type Found = Placed<'MKT902'>;

/** What the client's own validator misses in a manifest, and values that are not objects although they must be. */
export const omissionsInPlugin = (reading: PluginReading): Found[] => [
  ...missingFields(reading),
  ...noMaps(reading),
];

function missingFields({ statements, manifest: { entry } }: PluginReading): Found[] {
  const own = statements.find(({ from }) => from === 'manifest');
  if (own === undefined) return [];
  const { value, file } = own;
  const has = (key: string) => member(value, key) !== undefined || member(entry?.value, key) !== undefined;
  const description = textOf(member(value, 'description')) ?? textOf(member(entry?.value, 'description'));
  const missing = [
    ...(has('version') ? [] : (['no-version'] as const)),
    ...(description === undefined ? (['no-description'] as const) : []),
    ...(has('author') ? [] : (['no-author'] as const)),
  ];
  return missing.map((name) => ({ case: name, evidence: {}, location: file.document.locate([]) }));
}

/** Keys whose content the client does not check, but which must be objects. */
const noMaps = ({ statements }: PluginReading): Found[] =>
  statements.flatMap(({ value, file, path }) =>
    ['metadata', 'experimental'].flatMap((key): Found[] => {
      const field = member(value, key);
      if (field === undefined || isMap(field)) return [];
      return [{ case: 'not-a-map', evidence: { key }, location: file.read().locate([...path, key]) }];
    }),
  );

/** What the client accepts in a marketplace, but its users would not. */
export function omissionsInMarketplace({ file }: MarketplaceReading): Found[] {
  const { value } = file;
  if (!isMap(value)) return [];
  const found: Found[] = [];
  const at = (path: DocumentPath) => ({ location: file.read().locate(path) });
  const plugins = member(value, 'plugins');
  if (Array.isArray(plugins) && plugins.length === 0)
    found.push({ case: 'no-plugins', evidence: {}, ...at(['plugins']) });
  if (
    textOf(member(value, 'description')) === undefined &&
    textOf(member(member(value, 'metadata'), 'description')) === undefined
  )
    found.push({ case: 'marketplace-without-description', evidence: {}, ...at([]) });
  const email = textOf(member(member(value, 'owner'), 'email'));
  if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email))
    found.push({ case: 'email', evidence: { email }, ...at(['owner', 'email']) });
  return found;
}

type Omission =
  | 'not-a-map'
  | 'no-version'
  | 'no-description'
  | 'no-author'
  | 'no-plugins'
  | 'marketplace-without-description'
  | 'email';

export const omissionWords: Pick<Say<'MKT902'>, Omission> = {
  'not-a-map': ({ key }) => ({
    message: `\`${key}\` must be an object; the client ignores this value`,
    help: 'write an object, or remove the key',
  }),
  'no-version': () => ({
    message:
      'the plugin has no version, so no range can match it, and users cannot see which version is installed',
    help: 'add `version`, such as `"1.0.0"`',
  }),
  'no-description': () => ({
    message: 'the plugin has no description',
    help: 'add `description`: users see it before they install the plugin',
  }),
  'no-author': () => ({
    message: 'the plugin has no author',
    help: 'add `author`, such as `{ "name": "…" }`',
  }),
  'no-plugins': () => ({
    message: 'the marketplace lists no plugins',
    help: 'add entries to `plugins`',
  }),
  'marketplace-without-description': () => ({
    message: 'the marketplace has no description',
    help: 'add `description`: users see it before they add the marketplace',
  }),
  email: ({ email }) => ({
    message: `\`owner.email\` is \`${email}\`, which is not an email address`,
    help: 'use the address at which users can reach you',
  }),
};
