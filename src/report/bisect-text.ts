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
      'no search is in progress',
      ...wrap(
        'start one by hand with `mkt bisect try`, or with a command that tells good from bad: `mkt bisect run <command>`',
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
            `${names} breaks it: bad with only this plugin${size > 1 ? ' and what it requires' : ''}`,
            `\`mkt info ${plainName(plugins[0])}\` shows what it contains; remove it with \`mkt remove ${plainName(plugins[0])}\`, or disable it in the client`,
          ]
        : [
            `${names} break it only together: good if any one of them is missing`,
            `\`mkt check ${plugins.map(plainName).join(' ')}\` shows where they meet`,
          ];
    case 'not-plugins':
      return ['it is bad even without plugins: none of them is to blame'];
    case 'not-reproduced':
      return [`it is good with all ${count(size, 'plugin')}: there is nothing to find`];
    case 'contradiction':
      return [
        'the answers contradict each other: it was bad with some plugins, but good with the same plugins and more',
        'if it fails only now and then, try each step several times: `mkt bisect run --runs 5 <command>`',
      ];
    default:
      return [
        `step ${tried.length + 1}, ${left === 1 ? 'the last' : `at most ${left} left`} if one plugin is to blame: ${plugins.length === 0 ? 'no plugins' : `${plugins.length} of ${count(size, 'plugin')}`}`,
        hasRun === true
          ? 'run `mkt bisect good` or `mkt bisect bad` to say how it went, or `mkt bisect try` to try again'
          : 'run `mkt bisect try` to start the client with them, then `mkt bisect good` or `mkt bisect bad`',
      ];
  }
}

const plainName = (id = ''): string => id;
