import { releaseOf } from '../model/complete-release.ts';
import { forEachKind } from '../model/component-kinds.ts';
import type { Components, EngineEffect, Integration, Release, Source, Use } from '../model/plugin.ts';
import type { ReleaseRecord } from '../model/release-record.ts';
import { once } from '../text/once.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { isMap, member, textOf, textsOf } from '../text/values.ts';
import { credentialsOf } from './components/credentials.ts';
import { replacedHooks } from './components/hooks.ts';
import { modOf } from './components/mods.ts';
import { nameUsesIn } from './components/name-uses.ts';
import { optionalVariables, toolsOf, variablesOf } from './components/needs.ts';
import { type FoundComponents, readComponents } from './components/read-components.ts';
import { mentionsIn, referencesIn } from './components/references.ts';
import { contextTokensOf } from './components/texts.ts';
import type { JsonFile } from './json-file.ts';
import { type Manifest, shownField } from './manifest.ts';
import { integrationRecord, manifestRequirements, type Renames } from './requirements.ts';

/** What is known about a release besides its manifest. */
export interface ReleaseFacts {
  readonly name: string;
  readonly marketplace: string;
  readonly version: string;
  readonly renames: Renames;
  readonly date?: string;
  readonly commit?: string;
  readonly unpinnable?: boolean;
  readonly statedVersion?: string;
  readonly tag?: string;
  readonly untagged?: boolean;
  readonly engine?: EngineEffect;
}

/** A release of a manifest. What requires reading files is read on demand. */
export function releaseOfManifest(manifest: Manifest, facts: ReleaseFacts): Release {
  const {
    name,
    marketplace,
    version,
    renames,
    date,
    commit,
    unpinnable,
    statedVersion,
    tag,
    untagged,
    engine,
  } = facts;
  const found = readComponents(manifest);
  const configured = () => [...found.hooks, ...found.mcpServers, ...found.lspServers];
  const tools = once(() => toolsOf(configured()));
  const variables = once(() => variablesOf(configured(), manifest.facts));
  const credentials = once(() => credentialsOf(configured(), manifest.facts));
  const components = once(() =>
    forEachKind<Components>((key) => [...new Set(found.of(key).map(({ item }) => item))] as never),
  );
  const integration = once(() =>
    integrationOf(manifest, tools(), variables(), optionalVariables(configured())),
  );
  const hasFiles = manifest.tree !== undefined;
  const base = releaseOf(
    name,
    marketplace,
    version,
    {},
    {
      ...recordOf(manifest),
      ...(date !== undefined && { date }),
      ...(commit !== undefined && { commit }),
    },
  );
  const { dependencies, optionalDependencies } = manifestRequirements(manifest, marketplace, renames);
  const release: Release = {
    ...base,
    dependencies,
    ...(optionalDependencies && { optionalDependencies }),
    ...(isOffByDefault(manifest) && { offByDefault: true }),
    ...(manifest.namespace !== name && { namespace: manifest.namespace }),
    ...(engine && { engine }),
    ...(unpinnable === true && { unpinnable }),
    ...(statedVersion !== undefined && { statedVersion }),
    ...(tag !== undefined && { tag }),
    ...(untagged === true && { untagged }),
    get components() {
      return components();
    },
    get integration() {
      return integration();
    },
    get tools() {
      return tools();
    },
    get variables() {
      return variables();
    },
    get credentials() {
      return credentials();
    },
  };
  return hasFiles ? withTexts(release, manifest, found) : release;
}

/** What the marketplace says wins. */
const isOffByDefault = ({ entry, json }: Manifest): boolean =>
  (member(entry?.value, 'defaultEnabled') ?? member(json?.value, 'defaultEnabled')) === false;

/** Adds what only the files can tell; as accessors, because a spread would read every file. */
function withTexts(release: Release, manifest: Manifest, found: FoundComponents): Release {
  const { namespace } = manifest;
  const tokens = once(() => found.texts.reduce((sum, text) => sum + contextTokensOf(text, namespace), 0));
  return Object.defineProperties(release, {
    contextTokens: { get: tokens, enumerable: true },
    details: { get: once(() => found.details), enumerable: true },
    settings: { get: once(() => found.settings), enumerable: true },
    options: { get: once(() => optionsOf(manifest)), enumerable: true },
    readMod: { value: () => modOf(manifest), enumerable: true },
    documentation: { get: once(() => documentationOf(manifest)), enumerable: true },
    references: {
      value: (plugins: ReadonlySet<string>) => referencesIn(found.texts, namespace, plugins),
      enumerable: true,
    },
    replacedHooks: { value: once(() => replacedHooks(manifest)), enumerable: true },
    nameUses: { value: once(() => nameUsesIn(manifest, found)), enumerable: true },
    mentions: {
      value: (plugins: ReadonlySet<string>) => mentionsIn(found.texts, [namespace, release.name], plugins),
      enumerable: true,
    },
  });
}

/** The keys of `userConfig`; an entry's do not count beside a manifest. */
function optionsOf({ json, entry }: Manifest): Use[] {
  const [file, path]: [JsonFile | undefined, DocumentPath] =
    json === undefined ? [entry?.file, ['plugins', entry?.index ?? 0, 'userConfig']] : [json, ['userConfig']];
  const options = member(json === undefined ? entry?.value : json.value, 'userConfig');
  if (file === undefined || !isMap(options)) return [];
  return Object.keys(options).map((name) => ({
    name,
    get locations() {
      return [file.read().locateKey([...path, name])];
    },
  }));
}

function documentationOf(manifest: Manifest): NonNullable<Release['documentation']> {
  const homepage = textOf(shownField(manifest, 'homepage')) ?? textOf(shownField(manifest, 'repository'));
  const files = manifest.tree?.files() ?? [];
  return {
    readme: files.some((file) => /^readme(\.\w+)?$/i.test(file)),
    ...(homepage !== undefined && { homepage }),
  };
}

function recordOf(manifest: Manifest): ReleaseRecord {
  const field = (key: string) => textOf(shownField(manifest, key));
  const description = field('description');
  const category = field('category');
  const license = field('license');
  const source = manifest.entry?.value.source;
  const keywords = [
    ...new Set([...textsOf(shownField(manifest, 'keywords')), ...textsOf(shownField(manifest, 'tags'))]),
  ];
  return {
    keywords,
    ...(description !== undefined && { description }),
    ...(category !== undefined && { category }),
    ...(license !== undefined && { license }),
    ...(source !== undefined && { source: source as Source }),
  };
}

/** What the plugin says about itself, and what its hooks and servers show. */
function integrationOf(
  manifest: Manifest,
  tools: NonNullable<Release['tools']>,
  variables: NonNullable<Release['variables']>,
  optional: ReadonlySet<string>,
): Integration {
  const stated = integrationRecord(manifest) ?? {};
  const known = new Set((stated.env ?? []).map(({ name }) => name));
  const { integration } = releaseOf(
    '',
    '',
    '0.0.0',
    {},
    {
      integration: {
        ...stated,
        requires: {
          ...stated.requires,
          tools: [...new Set([...(stated.requires?.tools ?? []), ...tools.map(({ name }) => name)])],
        },
        env: [
          ...(stated.env ?? []),
          ...variables
            .filter(({ name }) => !known.has(name))
            .map(({ name }) => ({
              name,
              required: !optional.has(name),
              ...(/TOKEN|SECRET|PASSWORD|API_?KEY/i.test(name) && { secret: true }),
            })),
        ],
      },
    },
  );
  return integration;
}
