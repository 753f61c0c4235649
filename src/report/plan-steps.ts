import type { Plan, Prerequisite } from '../model/plan.ts';
import { listed } from '../model/text.ts';
import { type Block, commandBlock, item } from './plan-document.ts';
import { headOf } from './plan-head.ts';
import type { Warned } from './plan-warnings.ts';
import { few, groupsOf, isRemark, realCommands } from './plan-words.ts';

/**
 * What to do: what must be there first, where to run the commands, the commands, how to see that they worked, and what to begin with.
 * @param withReasons say of plugins that are left out why, even if the first lines do.
 */
export function stepBlocks(plan: Plan, { withReasons }: { readonly withReasons: boolean }): Block[] {
  const { rollout, leftOut } = plan;
  const isDone = rollout.length > 0 && rollout.every((step) => realCommands(step).length === 0);
  const steps = isDone
    ? [
        item(`nothing to install: ${plan.plugins.length === 1 ? 'it is' : 'all are'} in place already`),
        ...(rollout.at(-1)?.checks ?? []).map(commandBlock),
      ]
    : rollout.map(
        (step, index): Block => ({
          kind: 'step',
          number: index + 1,
          title: step.title,
          more: [...step.commands.filter((line) => !isRemark(line, step)), ...step.checks].map(commandBlock),
        }),
      );
  return [
    ...(isDone ? [] : [...needsBlock(plan), ...placeBlock(plan)]),
    ...steps,
    ...(rollout.length === 0
      ? []
      : [
          item('it worked if `mkt check` finds no errors and the last command prints nothing', {
            tone: 'dim',
          }),
        ]),
    ...beginBlock(plan),
    ...leftOutBlocks(leftOut, withReasons ? [] : headOf(plan).hurts),
  ];
}

/** Where to run the commands, for whom they install, and what has to stay. */
function placeBlock({ install }: Plan): Block[] {
  if (!install.some((line) => line.startsWith('claude plugin install '))) return [];
  const cloned = new Set(install.flatMap((line) => /^git (?:clone .* |-C )(\S+)/.exec(line)?.[1] ?? [])).size;
  const clone = cloned === 1 ? 'the clone, so keep it' : 'the clones, so keep them';
  const means = cloned === 0 ? 'it installs for all your projects' : `all your projects load from ${clone}`;
  return [item(`run this in your project; ${means}`, { tone: 'dim' })];
}

/** What to type first, once everything is installed: what the pattern begins with, else something that a plugin of the first stage has. */
function beginBlock({ stages, leftOut }: Plan): Block[] {
  const here = stages
    .flatMap(({ steps }) => steps)
    .filter(({ plugin }) => !leftOut.some((each) => each.plugin === plugin));
  const stated = here.flatMap(({ begin }) => begin ?? [])[0];
  if (stated !== undefined) return [item(`start \`claude\` and begin with \`${stated}\``)];
  const [first] = here.flatMap(({ commands }) => commands);
  return first === undefined ? [] : [item(`start \`claude\` and try \`${first}\``)];
}

/** The plugins without commands, and why; without the reason if it is in the first lines. */
function leftOutBlocks(leftOut: Plan['leftOut'], saidAbove: readonly Warned[]): Block[] {
  const isSaid = ({ because }: Plan['leftOut'][number]) =>
    saidAbove.some(({ what }) => what.startsWith(because));
  const namesOf = (all: Plan['leftOut']) => few(all.map(({ plugin }) => plugin));
  const said = leftOut.filter(isSaid);
  const others = leftOut.filter((each) => !isSaid(each));
  return [
    ...(said.length === 0 ? [] : [item(`left out, as said above: ${namesOf(said)}`, { tone: 'bad' })]),
    ...groupsOf(others, ({ because, instead }) => JSON.stringify([because, instead])).map((all) => {
      const [{ because, instead }] = all;
      return item(`left out: ${namesOf(all)}: ${because}`, {
        tone: 'bad',
        ...(instead !== undefined && { more: [item(`instead: ${instead}`, { mark: '' })] }),
      });
    }),
  ];
}

/** What must be there first, in one line: `needs git, python >=3.12`. What is optional can wait. */
function needsBlock({ prerequisites }: Plan): Block[] {
  const { tools, runtimes, libraries, env, resources } = prerequisites;
  const ranged = new Set(runtimes.map(({ name }) => name));
  const needed = [
    ...tools.filter(({ name }) => name !== 'claude' && !ranged.has(name)),
    ...runtimes,
    ...libraries,
  ].filter(({ optional }) => !optional);
  const amounts = resources.flatMap(({ amount }) => amount ?? []);
  const own = [
    ...needed.filter((each) => !isOfPattern(each)).map(shortNeed),
    ...(amounts.length > 0 ? [`about ${listed(amounts)} (estimated)`] : []),
  ];
  const ofPattern = needed.filter(isOfPattern).map(shortNeed);
  const variables = env.filter(({ optional }) => !optional).map(({ name }) => name);
  const parts = [
    ...(own.length > 0 ? [`needs ${few(own)}`] : []),
    ...(ofPattern.length > 0 ? [`the pattern also needs ${few(ofPattern)}`] : []),
    ...(variables.length > 0 ? [`set ${few(variables)} (\`--section settings\`)`] : []),
  ];
  return parts.length === 0 ? [] : [item(parts.join('; '))];
}

/** Whether only the pattern says that it is needed, and none of the plugins. */
const isOfPattern = ({ neededBy }: Prerequisite): boolean => neededBy.every((name) => name === 'pattern');

/** `python >=3.12`, `git`, `(aws, az or gcloud)`: a range belongs to the name, a purpose does not. */
function shortNeed({ name, need }: Prerequisite): string {
  if (name.includes(' or ')) return `(${name})`;
  return /^[<>=^~*]/.test(need) ? `${name} ${need.split(',')[0]}` : name;
}
