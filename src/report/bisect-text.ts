import { count, listed, printable, quoted } from '../model/text.ts';
import type { BisectResult } from './bisect-result.ts';
import { badMark, goodMark, type Look } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt bisect …` for people: what was tried, and what to do next. */
export function bisectText(result: BisectResult, { style, width }: Look): string {
  const { state, size, tried, isReset } = result;
  if (isReset === true)
    return state === 'none'
      ? 'there was no search to end'
      : 'the search has ended; `mkt bisect try` starts a new one';
  if (state === 'none')
    return [
      'no search is under way',
      ...wrap(
        '`mkt bisect try` starts one by hand, `mkt bisect run <command>` one with a command that tells good from bad',
        width,
      ),
    ].join('\n');
  const steps = tried.map(
    ({ ids, isBad }, index) =>
      `${String(index + 1).padStart(2)}. ${isBad ? style.red('bad ') : style.green('good')} with ${ids.length === size ? `all ${size}` : count(ids.length, 'plugin')}${ids.length > 0 && ids.length <= 3 ? `: ${printable(ids.join(', '))}` : ''}`,
  );
  const said = endOf(result).flatMap((line) => wrap(printable(line), width));
  const mark = state === 'try' ? '' : `${state === 'found' ? goodMark(style) : badMark(style)} `;
  return [...(steps.length === 0 ? [] : [steps.join('\n')]), `${mark}${said.join('\n')}`].join('\n\n');
}

function endOf({ state, size, plugins, left, hasRun, tried }: BisectResult): string[] {
  const names = listed(quoted(plugins));
  switch (state) {
    case 'found':
      return plugins.length === 1
        ? [
            `${names} breaks it: bad with this plugin${size > 1 ? ' and what it requires alone' : ''}`,
            `\`mkt info ${plainName(plugins[0])}\` shows what it brings; without it: \`mkt remove ${plainName(plugins[0])}\`, or switch it off in the client`,
          ]
        : [
            `${names} break it only together: good without any one of them`,
            `\`mkt check ${plugins.map(plainName).join(' ')}\` shows where they meet`,
          ];
    case 'not-plugins':
      return ['it is bad without any plugin: none of them is to blame'];
    case 'not-reproduced':
      return [`it is good with all ${count(size, 'plugin')}: there is nothing to find`];
    case 'contradiction':
      return [
        'the answers contradict each other: it was bad with some plugins, and good with the same and more',
        'if it fails only now and then, try each step several times: `mkt bisect run --runs 5 <command>`',
      ];
    default:
      return [
        `step ${tried.length + 1}, ${left === 1 ? 'the last' : `at most ${left} left`} if one plugin is to blame: ${plugins.length === 0 ? 'no plugins' : `${plugins.length} of ${count(size, 'plugin')}`}`,
        hasRun === true
          ? 'was it good? `mkt bisect good`; was it bad? `mkt bisect bad`; again: `mkt bisect try`'
          : '`mkt bisect try` starts the client with them; then say `mkt bisect good` or `mkt bisect bad`',
      ];
  }
}

const plainName = (id = ''): string => id;
