import { fullName } from '../model/component-kinds.ts';
import type { Context } from './context.ts';
import { labelsIn, placedWith } from './evidence.ts';
import type { Draft } from './rule.ts';

/** The output style that settings choose, where a plugin forces its own. */
export function stylesOverruled(context: Context): Draft<'MKT315'>[] {
  const stated = context.settings?.own?.outputStyle;
  if (stated === undefined) return [];
  const label = labelsIn(context);
  const forced = context.releases.flatMap((release) =>
    (release.details ?? [])
      .filter(({ kind, isForced }) => kind === 'output-style' && isForced === true)
      .map((detail) => ({
        release,
        detail,
        value: fullName('outputStyles', release.namespace ?? release.name, detail.name),
      })),
  );
  if (forced.length === 0 || forced.some(({ value }) => value === stated.value)) return [];
  return [
    {
      case: 'style-overruled',
      evidence: {
        key: 'outputStyle',
        file: stated.location.file,
        value: stated.value,
        plugins: forced.map(({ release, value }) => ({ plugin: label(release), value })),
      },
      ...placedWith(
        forced.map(({ release }) => release.name),
        [
          { at: stated, message: '`outputStyle`' },
          ...forced.map(({ detail, value }) => ({ at: detail, message: `the output style \`${value}\`` })),
        ],
        context,
      ),
    },
  ];
}

/** The agent that a session starts with: settings go before those of plugins. */
export function agentOverruled(context: Context): Draft<'MKT315'>[] {
  const stated = context.settings?.own?.agent;
  if (stated === undefined) return [];
  const label = labelsIn(context);
  const shipping = context.releases.flatMap((release) => {
    const value = release.settings?.agent;
    return typeof value === 'string' && value !== stated.value ? [{ release, value }] : [];
  });
  if (shipping.length === 0) return [];
  return [
    {
      case: 'agent-overruled',
      evidence: {
        key: 'agent',
        file: stated.location.file,
        value: stated.value,
        plugins: shipping.map(({ release, value }) => ({ plugin: label(release), value })),
      },
      ...placedWith(
        shipping.map(({ release }) => release.name),
        [{ at: stated, message: '`agent`' }],
        context,
      ),
    },
  ];
}
