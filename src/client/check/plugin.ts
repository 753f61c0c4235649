import type { ClientFacts } from '../../model/client.ts';
import { componentKeys, places } from '../../model/component-kinds.ts';
import { componentName } from '../../model/plugin.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { member, textsOf } from '../../text/values.ts';
import { type FoundComponents, readComponents } from '../components/read-components.ts';
import { findTexts, type TextComponent } from '../components/texts.ts';
import { hasFile, hasFolder } from '../file-tree.ts';
import { declaredDependencies, type Manifest, topKeys } from '../manifest.ts';
import { checkDependencies, type Surroundings } from './dependencies.ts';
import { checkHooks } from './hooks.ts';
import { checkLayout } from './layout.ts';
import { checkManifest } from './manifests.ts';
import { checkPaths } from './paths.ts';
import { checkOwnReferences } from './references.ts';
import { checkServers } from './servers.ts';
import { checkText } from './texts.ts';

/**
 * Everything that is wrong with a plugin whose files are known, all at once.
 * @param around its marketplace, if it is looked at as part of one.
 */
export function checkPlugin(manifest: Manifest, around?: Surroundings): Fault[] {
  const found = readComponents(manifest);
  const name = manifest.entry?.name ?? manifest.namespace;
  return [
    ...checkManifest(manifest),
    ...checkDependencies(manifest, around),
    ...checkPaths(manifest),
    ...checkHooks(manifest),
    ...checkServers(manifest),
    ...checkLayout(manifest),
    ...found.texts.flatMap((text) => checkText(text, manifest.facts)),
    ...unreadTexts(manifest, found),
    ...twins(found.texts),
    ...namedInside(found.texts, manifest.facts),
    ...emptyPlugin(manifest),
    ...checkOwnReferences(manifest, found),
  ].map((fault) => ({ plugins: name === '' ? [] : [name], ...fault }));
}

/** Texts whose bytes are no UTF-8. */
function unreadTexts({ tree }: Manifest, { texts }: FoundComponents): Fault[] {
  if (tree === undefined) return [];
  return texts.flatMap(({ text, shown, file }): Fault[] => {
    const at = text.indexOf('\ufffd');
    // The sign itself may stand in a text; only then are the bytes looked at.
    if (at < 0 || file === undefined || tree.read(file)?.includes('\ufffd') !== false) return [];
    const line = text.slice(0, at).split('\n').length;
    return [problem('MKT901', 'text-encoding', {}, { location: { file: shown, line, column: 1 } })];
  });
}

/** Components of one plugin that bear one name: the client shows both, and calls one of them. */
function twins(texts: readonly TextComponent[]): Fault[] {
  const first = new Map<string, TextComponent>();
  return texts.flatMap((text): Fault[] => {
    // Skills and commands are called alike: `/plugin:name`.
    const key = `${text.kind === 'agents' ? 'agent' : 'call'} ${text.path}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, text);
      return [];
    }
    return [
      problem(
        'MKT907',
        'components',
        { name: text.path, files: [before.shown, text.shown] },
        { location: text.front.locate(['name']) },
      ),
    ];
  });
}

/** Agents and skills that a component names without a plugin, and that the plugin does not have. */
function namedInside(texts: readonly TextComponent[], facts: ClientFacts): Fault[] {
  const names = (kind: TextComponent['kind']) =>
    new Set(texts.filter((text) => text.kind === kind).map(({ path }) => componentName(path).toLowerCase()));
  const agents = names('agents');
  const skills = new Set([...names('skills'), ...names('commands')]);
  return texts.flatMap(({ front, kind }): Fault[] => {
    const wanted =
      kind === 'agents'
        ? textsOf(member(front.value, 'skills'))
            .flatMap((text) => text.split(','))
            .map((text) => ({ key: 'skills', name: text.trim(), known: skills }))
        : textsOf(member(front.value, 'agent')).map((name) => ({ key: 'agent', name, known: agents }));
    return wanted.flatMap(({ key, name, known }): Fault[] => {
      const lower = name.toLowerCase();
      if (
        name === '' ||
        name.includes(':') ||
        known.has(lower) ||
        (key === 'agent' && facts.names.agents.includes(lower))
      )
        return [];
      return [problem('MKT911', 'own-component', { name, key }, { location: front.locate([key]) })];
    });
  });
}

/** A plugin that brings nothing, and no other plugin either. */
function emptyPlugin(manifest: Manifest): Fault[] {
  const { tree, json } = manifest;
  if (tree === undefined || declaredDependencies(manifest).length > 0 || !bringsNothing(manifest)) return [];
  const unseen = places.filter(({ mayBeUnseen }) => mayBeUnseen);
  const folders = unseen.map(({ place }) => /^[^.][^/]*/.exec(place)?.[0]);
  const fields = [...unseen.flatMap(topKeys), 'experimental', 'settings'];
  if (
    folders.some((folder) => folder !== undefined && hasFolder(tree.files(), folder)) ||
    hasFile(tree.files(), 'settings.json') ||
    fields.some((key) => member(json?.value, key) !== undefined)
  )
    return [];
  const at = manifest.entry;
  const location = json?.read().locate([]) ?? at?.file.read().locate(['plugins', at.index]);
  if (location === undefined) return [];
  return [problem('MKT911', 'empty-plugin', {}, { location })];
}

/** Whether a plugin brings anything at all. */
function bringsNothing(manifest: Manifest): boolean {
  const found = readComponents(manifest);
  return (
    // Texts that cannot be read count, too.
    findTexts(manifest).length === 0 && componentKeys.every((kind) => found.of(kind).length === 0)
  );
}
