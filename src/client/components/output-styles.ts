import { readFrontMatter } from '../../text/front-matter.ts';
import { member, textOf } from '../../text/values.ts';
import type { Manifest } from '../manifest.ts';
import { filesOfKind, stemOf, textIn } from './declared-files.ts';
import { type FoundComponent, foundAt, topOf } from './found-component.ts';

/** Output styles: Markdown files, named by their front matter, else after the file. */
export function findOutputStyles(manifest: Manifest): FoundComponent<'outputStyles'>[] {
  return filesOfKind(manifest, 'outputStyles', /\.md$/i).flatMap((file) => {
    const text = textIn(manifest, file);
    if (text === undefined) return [];
    const { value } = readFrontMatter(text, file);
    const name = textOf(member(value, 'name')) ?? stemOf(file);
    const isForced = member(value, 'force-for-plugin') === true;
    const more = isForced ? { isForced } : {};
    return [foundAt('outputStyles', name, name, () => topOf(manifest, file), more)];
  });
}
