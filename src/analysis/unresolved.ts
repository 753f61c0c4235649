import type { Cause } from '../model/resolution.ts';
import { listed, quoted } from '../model/text.ts';
import { placed } from './anchor.ts';
import type { Context } from './context.ts';
import type { Draft } from './rule.ts';

/** What a failed resolution rests on, the more specific first: it decides which rule reports it. */
type Ground = 'runtime' | 'library' | 'versions';

/** The finding for a request that has no resolution, if it fails on this ground. */
export function unresolved(context: Context, ground: Ground): Draft[] {
  const { resolution, request } = context;
  if (resolution === undefined || resolution.ok || groundOf(resolution.causes) !== ground) return [];
  const { conflict, explanation, suggestions, minimal, causes } = resolution;
  const names = request.filter(({ text }) => conflict.includes(text)).map(({ name }) => name);
  const what = quoted(conflict);
  const together = what.length < 2 ? `${what.join('')} cannot be had` : `${listed(what)} cannot go together`;
  const about =
    ground === 'versions' ? '' : `: they need different versions of ${listed(namesOf(causes, ground))}`;
  const note = minimal ? [] : ['(a smaller part of the request may fail already)'];
  const ways = suggestions.map(({ text }) => text);
  const apart =
    ground === 'versions' ? [] : ['run them in separate environments or containers, as two lists'];
  const help = [...ways, ...apart];
  return [
    {
      ...placed([...new Set(names)], context),
      message: [`${together}${about}`, ...explanation, ...note].join('\n'),
      ...(help.length > 0 && {
        help:
          help.length === 1
            ? (help[0] as string)
            : `any one of these helps\n${help.map((each) => `- ${each}`).join('\n')}`,
      }),
    },
  ];
}

function groundOf(causes: readonly Cause[]): Ground {
  if (causes.some(({ kind }) => kind === 'runtime')) return 'runtime';
  return causes.some(({ kind }) => kind === 'library') ? 'library' : 'versions';
}

function namesOf(causes: readonly Cause[], ground: Ground): string[] {
  return [...new Set(causes.filter(({ kind }) => kind === ground).map(({ on }) => on))].sort();
}
