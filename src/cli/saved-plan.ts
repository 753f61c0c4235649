import { resolve } from 'node:path';
import { plan as format } from '../model/formats/plan-output.ts';
import type { Plan } from '../model/plan.ts';
import { printable } from '../model/text.ts';
import { readText, shownPath } from '../sources/files/text-file.ts';
import { Failure } from './failure.ts';

/** What plans of earlier versions of mkt do not have. */
const added: Partial<Plan> = {
  verdict: { kind: 'loads', apart: false },
  change: { plugins: [], others: [] },
  mods: [],
  starts: [],
  successions: [],
  leftOut: [],
  calls: [],
  files: [],
  dependencies: [],
  rollback: [],
  failures: [],
};

/**
 * Reads a plan that was saved with `--json`.
 * @throws Failure if the file is not one.
 */
export function savedPlan(file: string, cwd: string): Plan {
  const path = resolve(cwd, file);
  const shown = printable(shownPath(path, cwd));
  const hint = 'save a plan with `mkt plan --json -o plan.json`';
  const content = readText(path, shown);
  if ('fault' in content) {
    const { reason } = content.fault.evidence as { readonly reason?: string };
    throw new Failure(`cannot read \`${shown}\`${reason === undefined ? '' : `: ${reason}`}`, { hint });
  }
  let value: unknown;
  try {
    value = JSON.parse(content.text);
  } catch {
    throw new Failure(`\`${shown}\` is not valid JSON`, { hint });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Failure(`\`${shown}\` is not a saved plan`, { hint });
  const whole = withDefaults(value as Readonly<Record<string, unknown>>);
  const { error } = format.safeParse(whole);
  const [issue] = error?.issues ?? [];
  if (issue !== undefined)
    throw new Failure(
      `\`${shown}\` is not a saved plan: \`${printable(issue.path.join('.'))}\` is missing or not as expected`,
      { hint },
    );
  const { pattern, ...rest } = whole as unknown as Omit<Plan, 'pattern'> & {
    readonly pattern: string | null;
  };
  return { ...rest, ...(pattern !== null && { pattern }) };
}

/** A saved plan with what is new since it was saved, in its steps and plugins, too. */
function withDefaults(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const filled = (one: unknown, defaults: object) => ({ ...defaults, ...(one as object | undefined) });
  const each = (list: unknown, defaults: object) =>
    Array.isArray(list) ? list.map((one) => filled(one, defaults)) : list;
  return {
    ...added,
    ...value,
    orchestration: filled(value.orchestration, { width: 0, longestChain: [], notWaitedFor: [], cut: [] }),
    calls: each(value.calls ?? added.calls, { isSure: true }),
    plugins: each(value.plugins, { ground: 'unknown' }),
    rollout: each(value.rollout, { remarks: [], checks: [] }),
  };
}
