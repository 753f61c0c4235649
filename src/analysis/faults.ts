import type { Fault } from '../model/fault.ts';
import type { Context } from './context.ts';
import type { Draft } from './rule.ts';

/** What readers reported under one rule, as findings. */
export function faultsOf({ faults }: Context, rule: Fault['rule']): Draft[] {
  return faults
    .filter((fault) => fault.rule === rule)
    .map(({ message, location, help, severity, plugins = [] }) => ({
      message,
      location,
      plugins,
      ...(help !== undefined && { help }),
      ...(severity !== undefined && { severity }),
    }));
}
