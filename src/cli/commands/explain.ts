import { nearest } from '../../model/nearest.ts';
import { ruleFacts, ruleNamed } from '../../model/problems.ts';
import { printable } from '../../model/text.ts';
import type { ExplainResult } from '../../report/results.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { readBundled } from '../../sources/registries/bundled.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { packageFile } from '../package-root.ts';

/** `mkt explain`: a rule's page, or a practice, pitfall or troubleshooting step by its id. */
export async function run({ args }: Call): Promise<Answer<ExplainResult>> {
  return { code: exitCode.fine, result: await explained(args[0]) };
}

async function explained(asked: string | undefined): Promise<ExplainResult> {
  if (asked === undefined) return { rules: ruleFacts };
  const named = ruleNamed(asked);
  const rule = ruleFacts.find(({ id }) => id === named);
  if (rule !== undefined) {
    const page = readOwn(packageFile('docs', 'rules', `${rule.id}.md`));
    return { rule, page };
  }
  const { knowledge } = await readBundled();
  const { practices, pitfalls, troubleshooting, errorPatterns, orchestrations } = knowledge.practices;
  const advice = [...practices, ...pitfalls, ...troubleshooting, ...errorPatterns, ...orchestrations];
  const found = advice.find(({ id }) => id === asked.toLowerCase());
  if (found === undefined) {
    // An id that lacks a digit is equally near to many.
    const isPart = /^mkt\d{0,2}$/i.test(asked);
    const all = [...ruleFacts.flatMap(({ id, name }) => [id, name]), ...advice.map(({ id }) => id)];
    const near = isPart ? [] : nearest(asked, all);
    throw new Failure(`unknown rule \`${printable(asked)}\``, {
      code: exitCode.problem,
      hint: didYouMean(near) ?? 'run `mkt explain` to see all rules',
    });
  }
  return { advice: found };
}
