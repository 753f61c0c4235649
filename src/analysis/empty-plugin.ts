import { filesBelow, hasFile, hasFolder } from '../client/file-tree.ts';
import { declaredDependencies, topKeys } from '../client/manifest.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import { componentKeys, componentKinds, places } from '../model/component-kinds.ts';
import { member } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

/** A plugin without components and without dependencies. */
export function emptyPlugin({ manifest, contents }: PluginReading): Placed<'MKT911'>[] {
  if (contents === undefined || declaredDependencies(manifest).length > 0) return [];
  // Skills that an entry leaves out or prevents from loading exist anyway.
  if (filesBelow(contents.files, componentKinds.skills.place).some((file) => file.endsWith('/SKILL.md')))
    return [];
  const { json, entry } = manifest;
  const { components, files } = contents;
  // Texts that cannot be read count as well.
  const bringsNothing =
    contents.textFiles.length === 0 && componentKeys.every((kind) => components.of(kind).length === 0);
  const unseen = places.filter(({ mayBeUnseen }) => mayBeUnseen);
  const folders = unseen.map(({ place }) => /^[^.][^/]*/.exec(place)?.[0]);
  const others = folders.some((folder) => folder !== undefined && hasFolder(files, folder));
  const fields = [...unseen.flatMap(topKeys), 'experimental', 'settings'];
  if (
    !bringsNothing ||
    others ||
    hasFile(files, 'settings.json') ||
    fields.some((key) => member(json?.value, key) !== undefined)
  )
    return [];
  const location = json?.read().locate([]) ?? entry?.file.read().locate(['plugins', entry.index]);
  return location === undefined ? [] : [{ case: 'empty-plugin', evidence: {}, location }];
}

export const emptyWords: Pick<Say<'MKT911'>, 'empty-plugin'> = {
  'empty-plugin': () => ({
    message: 'the plugin is empty: it has no agent, command, skill, hook, server or dependency',
    help: 'add components in `agents/`, `commands/`, `skills/` or `hooks/`, next to `.claude-plugin/`',
  }),
};
