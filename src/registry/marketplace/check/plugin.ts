import type { Fault } from '../../../model/fault.ts';
import { listed, quoted } from '../../../model/text.ts';
import { type FoundComponents, readComponents } from '../components/read-components.ts';
import { findTexts, type TextComponent } from '../components/texts.ts';
import type { Manifest } from '../manifest.ts';
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
    ...found.texts.flatMap(checkText),
    ...unreadTexts(manifest, found),
    ...twins(found.texts),
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
    return [
      {
        rule: 'MKT901',
        severity: 'warning',
        message: 'the file is not valid UTF-8; the client puts `\ufffd` for what it cannot read',
        location: { file: shown, line, column: 1 },
        help: 'save it as UTF-8',
      },
    ];
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
      {
        rule: 'MKT907',
        severity: 'warning',
        message: `two components of the plugin are called \`${text.path}\`: ${listed(quoted([before.shown, text.shown]))}`,
        location: text.front.locate(['name']),
        help: 'rename one of them: which one a call reaches is not said',
      },
    ];
  });
}

/** Whether a plugin brings anything at all. */
export function bringsNothing(manifest: Manifest): boolean {
  const found = readComponents(manifest);
  return (
    findTexts(manifest).length === 0 &&
    found.hooks.length === 0 &&
    found.mcpServers.length === 0 &&
    found.lspServers.length === 0 &&
    found.executables.length === 0
  );
}
