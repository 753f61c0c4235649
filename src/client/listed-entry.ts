import { noComponents, noIntegration } from '../model/complete-release.ts';
import { hasOrdinaryKeys } from '../model/formats/ordinary-entry.ts';
import type { Listed } from '../model/plugin.ts';
import type { Writable } from '../model/writable.ts';
import { isMap, textOf } from '../text/values.ts';
import type { Entry } from './manifest.ts';
import { versionMeant } from './plugin-copies.ts';
import { isSoundSource } from './plugin-source.ts';
import { allKeywords } from './release.ts';

/**
 * What lists show of an entry of a plugin in another place, if the entry says nothing about components, interfaces and engines: the same
 * as of the plugin that it would become, which takes ten times as long to make. Undefined for all other entries.
 */
export function listedEntry({ name, value }: Entry, marketplace: string): Listed | undefined {
  const { source, category, description, keywords, tags, version } = value;
  if (!isMap(source) || !isSoundSource(source) || !hasOrdinaryKeys(value)) return undefined;
  const meant = versionMeant(textOf(version));
  const release: Writable<Listed['release']> = {
    version: meant.version,
    description: textOf(description) ?? '',
    keywords: allKeywords(keywords, tags),
    components: noComponents,
    integration: noIntegration,
  };
  const shown = textOf(category);
  if (shown !== undefined) release.category = shown;
  if (meant.unpinnable === true) release.unpinnable = true;
  if (meant.statedVersion !== undefined) release.statedVersion = meant.statedVersion;
  return { plugin: { name, marketplace }, release };
}
