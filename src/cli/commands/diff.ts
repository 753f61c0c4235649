import valid from 'semver/functions/valid.js';
import type { Review } from '../../changes/review.ts';
import { type Plugin, pluginId } from '../../model/plugin.ts';
import { listed, printable } from '../../model/text.ts';
import type { DiffResult } from '../../report/diff-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import { reviewOfVersions } from '../review-of-versions.ts';
import { specOf } from '../spec-of.ts';

/** `mkt diff`: the review of a move, without a list that moves. */
export async function run({ args, options, world }: Call): Promise<Answer<DiffResult>> {
  const [asked = '', to = ''] = args;
  const spec = specOf(asked);
  if (valid(spec.range) === null || valid(to) === null)
    throw new Failure(
      `\`mkt diff\` compares two versions, and \`${printable(valid(to) === null ? to : asked)}\` does not name one`,
      {
        hint: 'write them as `mkt diff review@1.2.0 1.3.0`',
      },
    );
  const name = spec.marketplace === undefined ? spec.name : `${spec.name}@${spec.marketplace}`;
  const gathered = await gather([name], { ...options, unlocked: true }, world);
  const found =
    gathered.state === 'unreadable'
      ? []
      : [...gathered.plugins.values()].filter((each) => each.name === spec.name);
  const [plugin] = found.filter(({ marketplace }) => (spec.marketplace ?? marketplace) === marketplace);
  if (plugin === undefined)
    throw new Failure(`\`${printable(name)}\` cannot be looked up`, {
      code: exitCode.problem,
      hint: `run \`mkt resolve ${printable(name)}\` to see why`,
    });
  return {
    code: exitCode.fine,
    result: {
      id: pluginId(plugin.name, plugin.marketplace),
      before: spec.range,
      after: to,
      review: await reviewOf(plugin, spec.range, to),
    },
  };
}

async function reviewOf(plugin: Plugin, before: string, after: string): Promise<Review> {
  const review = await reviewOfVersions(plugin, before, after);
  if (review !== undefined) return review;
  const missing = plugin.release(before) === undefined ? before : after;
  throw new Failure(`\`${printable(plugin.name)}\` has no version ${printable(missing)}`, {
    code: exitCode.problem,
    hint: `use one of its versions: ${listed(plugin.versions.slice(0, 12), 'or')}`,
  });
}
