import { createHash } from 'node:crypto';
import { integrityOf } from '../changes/integrity.ts';
import type { Content } from '../model/content.ts';
import type { Fault } from '../model/problems.ts';

/** The integrity of some files, or why they are not available. */
export async function contentIntegrity(
  content: Content,
): Promise<{ readonly integrity: string } | { readonly fault: Fault }> {
  try {
    const integrity = await integrityOf(content, () => createHash('sha256'));
    const [fault] = faultsOf(content);
    return fault === undefined ? { integrity } : { fault };
  } catch (error) {
    const { fault } = error as { fault?: Fault };
    if (fault === undefined) throw error;
    return { fault };
  }
}

/** What keeps a content from being copied exactly. A tree of a plugin reports the problems of its whole marketplace. */
export function faultsOf(content: Content): readonly Fault[] {
  content.entries();
  const below = content.label === '' ? '' : `${content.label}/`;
  return content.problems.filter(
    ({ location: { file } }) => file === content.label || file.startsWith(below),
  );
}
