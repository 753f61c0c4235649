import { type Review, reviewOf } from '../changes/review.ts';
import type { Content } from '../model/content.ts';
import type { Plugin } from '../model/plugin.ts';

/** What changes from one version of a plugin to another; undefined if one of them is gone. */
export async function reviewOfVersions(
  plugin: Plugin,
  before: string,
  after: string,
): Promise<Review | undefined> {
  const [old, fresh] = [plugin.release(before), plugin.release(after)];
  if (old === undefined || fresh === undefined) return undefined;
  const [was, is] = [contentOf(plugin, before), contentOf(plugin, after)];
  return reviewOf(old, fresh, was && is && { before: was, after: is });
}

function contentOf(plugin: Plugin, version: string): Content | undefined {
  const files = plugin.files?.(version);
  return files !== undefined && 'content' in files ? files.content : undefined;
}
