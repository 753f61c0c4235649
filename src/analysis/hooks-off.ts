import type { Release } from '../model/plugin.ts';
import type { Stated } from '../model/settings.ts';
import type { Context } from './context.ts';
import { labelsIn, placedWith } from './evidence.ts';
import type { Draft } from './rule.ts';
import { hooksOff } from './switched-off.ts';

/** Hooks and mods that do not run: one finding for each setting that says so. */
export function hooksSwitchedOff(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const found = new Map<string, { stated: Stated<boolean>; releases: Release[] }>();
  const withMod = new Set(context.mods?.map(({ release }) => release));
  for (const release of context.releases) {
    const off = hooksOff(release, context);
    if (off === undefined || (release.components.hooks.length === 0 && !withMod.has(release))) continue;
    const known = found.get(off.key) ?? { stated: off.stated, releases: [] };
    found.set(off.key, known);
    known.releases.push(release);
  }
  return [...found].map(([key, { stated, releases }]) => ({
    case: 'hooks-off',
    evidence: {
      key,
      file: stated.location.file,
      plugins: releases.map((release) => ({
        plugin: label(release),
        hooks: release.components.hooks.length,
        hasMod: withMod.has(release),
      })),
    },
    ...placedWith(
      releases.map(({ name }) => name),
      [{ at: stated, message: `\`${key}\`` }],
      context,
    ),
  }));
}
