import { pluginId } from '../../model/plugin.ts';
import type { NewFeature, OtherClient } from '../../model/resolution-evidence.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { runsMods } from '../switched-off.ts';

export const clientTooOld: Rule<'MKT114'> = {
  id: 'MKT114',
  check: (context) => [...statedBy(context), ...pinned(context), ...modsNotRun(context)],
  say: {
    refused: (evidence) => ({
      message: `${needs(evidence)}\nthe client refuses to install it, and no tag has a release that works with this version`,
      help: otherClient(evidence),
    }),
    pinned: (evidence) => ({
      message: `${needs(evidence)}\nthe marketplace pins it to a commit, so the client does not try an older release, and refuses to install it`,
      help: otherClient(evidence),
    }),
    'older-release': ({ version, newer, ...evidence }) => ({
      message: `the client installs \`${evidence.plugin}\` ${version}, because ${newer ?? 'the current copy'} needs Claude Code \`${evidence.range}\`, but this is ${evidence.client}`,
      help: otherClient(evidence),
    }),
    'loads-anyway': (evidence) => ({
      message: `${needs(evidence)}\nthe client loads it anyway, because it comes from a local folder; from a repository, the client would refuse it`,
      help: otherClient(evidence),
    }),
    'mod-not-run': (evidence) => ({
      message: `\`${evidence.plugin}\` has a mod, code that the client runs since ${evidence.range.replace('>=', '')}, but this is ${evidence.client}\nthe client loads the plugin without it: what the mod guards or adds is missing, and nothing says so`,
      help: otherClient(evidence),
    }),
    'feature-installs': (evidence) => ({
      message: `${unsupported(evidence)}, so it does not install the plugin`,
      help: newerClient(evidence),
    }),
    'feature-loads': (evidence) => ({
      message: `${unsupported(evidence)}, so it does not load the plugin`,
      help: newerClient(evidence),
    }),
    'feature-ignored': (evidence) => ({
      message: `${unsupported(evidence)}, and ignores it`,
      help: newerClient(evidence),
    }),
  },
};

const unsupported = ({ key, value, client }: NewFeature): string =>
  `Claude Code ${client} does not support ${value === undefined ? '' : `\`${value}\` in `}\`${key}\``;

const newerClient = ({ from, value }: NewFeature): string =>
  `use Claude Code ${from === undefined ? 'in a newer version' : `\`>=${from}\``}, or ${value === undefined ? 'remove the key' : 'use a different value'}`;

const needs = ({ plugin, range, client }: OtherClient): string =>
  `\`${plugin}\` needs Claude Code \`${range}\`, but this is ${client}`;

const otherClient = ({ range }: OtherClient): string =>
  `use Claude Code \`${range}\`, and state its version with \`--claude-code\` or in the \`environment\` of \`mkt.yaml\``;

/** What `engines` of the chosen releases say. */
function statedBy(context: Context): Draft<'MKT114'>[] {
  const label = labelsIn(context);
  return context.releases.flatMap((release): Draft<'MKT114'>[] => {
    if (release.engine === undefined) return [];
    const { effect, range, client, newer, location } = release.engine;
    const evidence = { plugin: label(release), range, client };
    const where = { plugins: [release.name], location };
    const isCopied = context.copied?.has(pluginId(release.name, release.marketplace)) === true;
    if (isCopied && effect === 'replaces') return [];
    if (isCopied || effect === 'loads') return [{ case: 'loads-anyway', evidence, ...where }];
    if (effect === 'refused') return [{ case: 'refused', evidence, ...where }];
    const { version } = release;
    return [
      {
        case: 'older-release',
        evidence: { ...evidence, version, ...(newer !== undefined && { newer }) },
        ...where,
      },
    ];
  });
}

/** Mods of chosen releases, for a client that does not know any. */
function modsNotRun(context: Context): Draft<'MKT114'>[] {
  const { client, mods = [] } = context;
  if (runsMods(context)) return [];
  const label = labelsIn(context);
  return mods.map(({ release, mod }) => ({
    case: 'mod-not-run',
    evidence: {
      plugin: label(release),
      range: `>=${client.hooks.mods.since}`,
      client: client.loading.claudeCode ?? '',
    },
    ...placedWith(
      [release.name],
      [{ at: { location: { file: mod.module, line: 1, column: 1 } }, message: 'the mod' }],
      context,
    ),
  }));
}

/** Plugins of which an older release would fit, but which the marketplace pins. */
function pinned(context: Context): Draft<'MKT114'>[] {
  const { clientRun, releases, client } = context;
  const reported = new Set(
    releases.flatMap(({ name, engine }) => (engine?.effect === 'refused' ? [name] : [])),
  );
  return (clientRun?.failures ?? []).flatMap((failure): Draft<'MKT114'>[] => {
    if (failure.kind !== 'client-too-old' || reported.has(failure.on)) return [];
    reported.add(failure.on);
    const { on, range } = failure;
    return [
      {
        case: 'pinned',
        evidence: { plugin: on, range, client: client.loading.claudeCode ?? '' },
        ...placed([on], context),
      },
    ];
  });
}
