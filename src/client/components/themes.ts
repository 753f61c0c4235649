import type { Manifest } from '../manifest.ts';
import { filesOfKind, stemOf } from './declared-files.ts';
import { type FoundComponent, foundAt, topOf } from './found-component.ts';

/** Themes: JSON files, named after the file; the `name` inside is only what the picker shows. */
export function findThemes(manifest: Manifest): FoundComponent<'themes'>[] {
  return filesOfKind(manifest, 'themes', /\.json$/i).map((file) => {
    const name = stemOf(file);
    return foundAt('themes', name, name, () => topOf(manifest, file));
  });
}
