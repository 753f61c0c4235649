import type { Knowledge } from '../../model/knowledge.ts';
import { nearest } from '../../model/nearest.ts';
import { ruleFacts, ruleNamed } from '../../model/problems.ts';
import { printable } from '../../model/text.ts';
import type { Advice, ExplainResult } from '../../report/results.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { readBundled } from '../../sources/registries/bundled.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { packageFile } from '../package-root.ts';

/** `mkt explain`: a rule's page, or a practice, pitfall or troubleshooting step by its id. */
export async function run({ args, options, world }: Call): Promise<Answer<ExplainResult>> {
  const { cwd } = options;
  const result = await explained(args.join(' '));
  if (!('advice' in result)) return { code: exitCode.fine, result };
  const { commands, ...advice } = result.advice;
  if (commands === undefined) return { code: exitCode.fine, result: { advice } };
  const { findProject } = await import('../../project/index.ts');
  const list = findProject(cwd, { env: world.env });
  if (list === undefined)
    return { code: exitCode.fine, result: { advice, here: { commands: commands.machine } } };
  const findings = await whatIsFound(advice.rules ?? [], options, world);
  const here = { commands: commands.project, list: shownPath(list, cwd), ...(findings && { findings }) };
  return { code: exitCode.fine, result: { advice, here } };
}

/** What the rules behind a piece of advice find in the list; undefined if there are none, or the list cannot be checked here. */
async function whatIsFound(rules: readonly string[], options: Call['options'], world: Call['world']) {
  if (rules.length === 0) return undefined;
  const { findingsHere } = await import('../findings-here.ts');
  try {
    return await findingsHere(rules, options, world);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

type Topic = Knowledge['practices'][Exclude<keyof Knowledge['practices'], 'orchestrations'>][number];

async function explained(
  asked: string,
): Promise<Exclude<ExplainResult, { advice: unknown }> | { advice: Advice & Pick<Topic, 'commands'> }> {
  if (asked === '') return { rules: ruleFacts };
  const named = ruleNamed(asked);
  const rule = ruleFacts.find(({ id }) => id === named);
  if (rule !== undefined) {
    const page = readOwn(packageFile('docs', 'rules', `${rule.id}.md`));
    return { rule, page };
  }
  const { knowledge } = await readBundled();
  const { practices, pitfalls, troubleshooting, errorPatterns, orchestrations } = knowledge.practices;
  const advice = [...practices, ...pitfalls, ...troubleshooting, ...errorPatterns, ...orchestrations];
  const found = adviceOn(asked, advice);
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

/** The advice with this id or title; else the first whose texts have all of the words, or words that begin like them. */
function adviceOn<Entry extends { readonly id: string; readonly title: string }>(
  asked: string,
  advice: readonly Entry[],
): Entry | undefined {
  const words = asked.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const id = words.join('-');
  const named = advice.find((each) => each.id === id || each.title.toLowerCase() === asked.toLowerCase());
  if (named !== undefined || words.length === 0) return named;
  const stems = words.map((word) => new RegExp(`\\b${word.replace(/(?:ing|ed|es|s)$/, '')}`, 'i'));
  return advice.find((each) => stems.every((stem) => stem.test(JSON.stringify(each))));
}
