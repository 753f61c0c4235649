import { readFile } from 'node:fs/promises';
import { nearest } from '../../model/nearest.ts';
import { ruleFacts, ruleNamed } from '../../model/problems.ts';
import { printable } from '../../model/text.ts';
import { adviceText, explainJson, pageText, ruleListText } from '../../report/explain.ts';
import { readBundled } from '../../sources/registries/bundled.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { packageFile } from '../package-root.ts';

/** `mkt explain`: a rule's page, or a practice, pitfall or troubleshooting step by its id. */
export async function run(call: Call): Promise<ExitCode> {
  const { out: style, width, options, args } = call;
  const json = options.format === 'json';
  const [asked] = args;
  if (asked === undefined) {
    await emit(call, json ? explainJson({ rules: ruleFacts }) : ruleListText(ruleFacts, { style, width }));
    return exitCode.fine;
  }
  const named = ruleNamed(asked);
  const rule = ruleFacts.find(({ id }) => id === named);
  if (rule !== undefined) {
    const page = await readFile(packageFile('docs', 'rules', `${rule.id}.md`), 'utf8');
    await emit(call, json ? explainJson({ ...rule, page }) : pageText(page, { style, width }));
    return exitCode.fine;
  }
  const { knowledge } = await readBundled();
  const { practices, pitfalls, troubleshooting, errorPatterns, orchestrations } = knowledge.practices;
  const advice = [...practices, ...pitfalls, ...troubleshooting, ...errorPatterns, ...orchestrations];
  const found = advice.find(({ id }) => id === asked.toLowerCase());
  if (found === undefined) {
    const near = nearest(asked, [
      ...ruleFacts.flatMap(({ id, name }) => [id, name]),
      ...advice.map(({ id }) => id),
    ]);
    throw new Failure(`there is no rule \`${printable(asked)}\``, {
      hint: didYouMean(near) ?? 'run `mkt explain` to see all rules',
    });
  }
  await emit(call, json ? explainJson(found) : adviceText(found, { style, width }));
  return exitCode.fine;
}
