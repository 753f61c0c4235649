import { completeIntegration, noComponents, noIntegration } from '../model/complete-release.ts';
import { forEachKind } from '../model/component-kinds.ts';
import type { Components, EngineEffect, Integration, Release, Source, Use } from '../model/plugin.ts';
import type { Writable } from '../model/writable.ts';
import { once } from '../text/once.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { isMap, member, textOf, textsOf } from '../text/values.ts';
import { callsOfText } from './calls/calls-of-text.ts';
import { credentialsOf } from './components/credentials.ts';
import { replacedHooks } from './components/hooks.ts';
import { modOf } from './components/mods.ts';
import { nameUsesIn } from './components/name-uses.ts';
import { optionalVariables, toolsOf, variablesOf } from './components/needs.ts';
import { type FoundComponents, noneFound, readComponents } from './components/read-components.ts';
import { mentionsIn, referencesIn } from './components/references.ts';
import { contextTokensOf } from './components/texts.ts';
import { fileUsesIn } from './file-uses/file-uses.ts';
import type { JsonFile } from './json-file.ts';
import { type Manifest, shownField } from './manifest.ts';
import { integrationRecord, manifestRequirements, type Renames } from './requirements.ts';
import { statedVersionIn } from './stated-version.ts';
import type { UnlockedUse } from './unlocked-code.ts';

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

/** What is read from the components of a release, and on demand where there are any. */
type OfComponents = 'components' | 'integration' | 'tools' | 'variables' | 'credentials';

/** A release of a manifest. What requires reading files is read on demand. */
export function releaseOfManifest(manifest: Manifest, facts: ReleaseFacts): Release {
  const found = readComponents(manifest);
  const stated = statedIn(manifest, facts);
  if (found === noneFound) return Object.assign(stated, withoutComponents(manifest));
  const release = withComponents(stated, manifest, found);
  return manifest.tree === undefined ? release : withTexts(release, manifest, found);
}

/** What the manifest and the entry state. Built key by key: copies of copies take ten times as long, and there can be 100,000 plugins. */
function statedIn(manifest: Manifest, facts: ReleaseFacts): Omit<Release, OfComponents> {
  const { name, marketplace, version, renames } = facts;
  const { dependencies, optionalDependencies } = manifestRequirements(manifest, marketplace, renames);
  const field = (key: string) => textOf(shownField(manifest, key));
  const category = field('category');
  const license = field('license');
  const source = manifest.entry?.value.source;
  const stated: Writable<Omit<Release, OfComponents>> = {
    name,
    marketplace,
    version,
    description: field('description') ?? '',
    keywords: allKeywords(shownField(manifest, 'keywords'), shownField(manifest, 'tags')),
    dependencies,
    conflicts: [],
  };
  if (optionalDependencies !== undefined) stated.optionalDependencies = optionalDependencies;
  if (category !== undefined) stated.category = category;
  if (license !== undefined) stated.license = license;
  if (source !== undefined) stated.source = source as Source;
  if (facts.date !== undefined) stated.date = facts.date;
  if (facts.commit !== undefined) stated.commit = facts.commit;
  if (isOffByDefault(manifest)) stated.offByDefault = true;
  if (manifest.namespace !== name) stated.namespace = manifest.namespace;
  if (facts.engine !== undefined) stated.engine = facts.engine;
  if (facts.unpinnable === true) stated.unpinnable = true;
  if (facts.statedVersion !== undefined) stated.statedVersion = facts.statedVersion;
  if (facts.tag !== undefined) stated.tag = facts.tag;
  if (facts.untagged === true) stated.untagged = true;
  return stated;
}

/** The keywords and tags, each once. */
export const allKeywords = (keywords: unknown, tags: unknown): readonly string[] =>
  tags === undefined && areDistinctTexts(keywords)
    ? keywords
    : [...new Set([...textsOf(keywords), ...textsOf(tags)])];

/** More are not compared one by one. */
const fewTexts = 8;

/** Whether a value is a list of few texts, each once, as most keywords are: it need not be copied for 100,000 plugins. */
const areDistinctTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= fewTexts &&
  value.every((each, at) => typeof each === 'string' && each !== '' && value.indexOf(each) === at);

/** Of a release without components, everything is known at once. */
function withoutComponents(manifest: Manifest): Pick<Release, OfComponents> {
  const record = integrationRecord(manifest);
  const integration = record === undefined ? noIntegration : completeIntegration(record);
  return { components: noComponents, integration, tools: [], variables: [], credentials: [] };
}

/** Adds what the components tell; as accessors, because reading them could read every file. */
function withComponents(
  stated: Omit<Release, OfComponents>,
  manifest: Manifest,
  found: FoundComponents,
): Release {
  const configured = () => [...found.hooks, ...found.mcpServers, ...found.lspServers];
  const tools = once(() => toolsOf(configured()));
  const variables = once(() => variablesOf(configured(), manifest.facts));
  const components = once(() =>
    forEachKind<Components>((key) => [...new Set(found.of(key).map(({ item }) => item))] as never),
  );
  const integration = once(() =>
    integrationOf(manifest, tools(), variables(), optionalVariables(configured())),
  );
  return Object.defineProperties(stated, {
    components: { get: components, enumerable: true },
    integration: { get: integration, enumerable: true },
    tools: { get: tools, enumerable: true },
    variables: { get: variables, enumerable: true },
    credentials: { get: once(() => credentialsOf(configured(), manifest.facts)), enumerable: true },
  }) as Release;
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
    exactVersion: {
      value: (use: Pick<UnlockedUse, 'by' | 'what'>) => manifest.tree && statedVersionIn(manifest.tree, use),
      enumerable: true,
    },
    replacedHooks: { value: once(() => replacedHooks(manifest)), enumerable: true },
    nameUses: { value: once(() => nameUsesIn(manifest, found)), enumerable: true },
    namedCalls: { value: once(() => found.texts.flatMap(callsOfText)), enumerable: true },
    fileUses: { value: once(() => fileUsesIn(manifest, found)), enumerable: true },
    mentions: {
      value: (plugins: ReadonlySet<string>) => mentionsIn(found.texts, [namespace, release.name], plugins),
      enumerable: true,
    },
  });
}

/** The keys of `userConfig`; an entry's do not count if there is a manifest. */
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

/** What the plugin says about itself, and what its hooks and servers show. */
function integrationOf(
  manifest: Manifest,
  tools: NonNullable<Release['tools']>,
  variables: NonNullable<Release['variables']>,
  optional: ReadonlySet<string>,
): Integration {
  const stated = integrationRecord(manifest) ?? {};
  const known = new Set((stated.env ?? []).map(({ name }) => name));
  return completeIntegration({
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
  });
}
