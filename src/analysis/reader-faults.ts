import type { Fault, RuleId } from '../model/problems.ts';
import type { Context } from './context.ts';
import type { Draft, Said, Say } from './rule.ts';

/** What readers reported under one rule. */
export function faultsOf<Id extends RuleId>({ faults }: Context, rule: Id): Draft<Id>[] {
  return faults.filter((fault) => fault.rule === rule).map(({ rule: _, ...draft }: Fault) => draft as never);
}

/** Puts the messages about what readers find on one line, whatever the quoted value contains. */
export function inOneLine<Words extends Partial<Say<RuleId>>>(words: Words): Words {
  const flat = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ');
  return Object.fromEntries(
    Object.entries(words as Readonly<Record<string, (evidence: unknown) => Said>>).map(([name, say]) => [
      name,
      (evidence: unknown) => {
        const { message, help } = say(evidence);
        return { message: flat(message), ...(help !== undefined && { help: flat(help) }) };
      },
    ]),
  ) as Words;
}
