import { readFile } from 'node:fs/promises';
import { rules } from '../../analysis/rules/index.ts';
import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import { readBundled } from '../../registry/bundled.ts';
import type { ExplainResult, RuleFacts } from '../../report/results.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { packageFile } from '../package-root.ts';

/** `mkt explain`: a rule's page, or a practice, pitfall or troubleshooting step by its id. */
export async function run({ args }: Call): Promise<Answer<ExplainResult>> {
  return { code: exitCode.fine, result: await explained(args[0]) };
}

async function explained(asked: string | undefined): Promise<ExplainResult> {
  if (asked === undefined) return { rules: rules.map(facts) };
  const rule = rules.find(({ id, name }) => [id.toLowerCase(), name].includes(asked.toLowerCase()));
  if (rule !== undefined) {
    const page = await readFile(packageFile('docs', 'rules', `${rule.id}.md`), 'utf8');
    return { rule: facts(rule), page };
  }
  const { knowledge } = await readBundled();
  const { practices, pitfalls, troubleshooting, errorPatterns, orchestrations } = knowledge.practices;
  const advice = [...practices, ...pitfalls, ...troubleshooting, ...errorPatterns, ...orchestrations];
  const found = advice.find(({ id }) => id === asked.toLowerCase());
  if (found === undefined) {
    const near = nearest(asked, [
      ...rules.flatMap(({ id, name }) => [id, name]),
      ...advice.map(({ id }) => id),
    ]);
    throw new Failure(`there is no rule \`${printable(asked)}\``, {
      hint: didYouMean(near) ?? 'run `mkt explain` to see all rules',
    });
  }
  return { advice: found };
}

function facts({ id, name, severity, summary, section }: RuleFacts): RuleFacts {
  return { id, name, severity, summary, section };
}
