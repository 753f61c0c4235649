import type { Fault } from '../model/fault.ts';
import type { Context } from './context.ts';
import type { LegacyDraft } from './rule.ts';

/** A fault is one line, whatever stands in the value that it quotes; only MKT912 has an explanation below. */
const flat = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ');

/** What readers reported under one rule, as findings. */
export function faultsOf({ faults }: Context, rule: Fault['rule']): LegacyDraft[] {
  return faults
    .filter((fault) => fault.rule === rule)
    .map(({ message, location, help, severity, plugins = [] }) => ({
      message: rule === 'MKT912' ? message : flat(message),
      location,
      plugins,
      ...(help !== undefined && { help: flat(help) }),
      ...(severity !== undefined && { severity }),
    }));
}
