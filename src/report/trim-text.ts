import { count, listed, printable, quoted } from '../model/text.ts';
import { resolveText } from './resolve-text.ts';
import type { Unresolved } from './results.ts';
import { badMark, goodMark } from './style.ts';
import { tableText } from './table.ts';
import type { CostlyRow, TrimResult } from './trim-result.ts';
import type { View } from './view.ts';
import { wrap } from './wrap.ts';

/** `mkt trim` for people: what it takes now, what to disable, the command, and what each plugin costs. */
export function trimText(result: TrimResult | Unresolved, view: View): string {
  if ('unresolved' in result) return resolveText(result.unresolved, view);
  const { budget, tool, before, after, off, alongside, isLeast, commands, plugins, kept } = result;
  const { style, width, quiet } = view;
  const lines = (text: string, mark = '') => {
    const [first = '', ...more] = wrap(printable(text), width - mark.length);
    return [`${mark}${first}`, ...more].join('\n');
  };
  const processes =
    tool === undefined
      ? ''
      : `, and a call of \`${tool}\` starts ${started(before.processes)} (budget ${budget.processes})`;
  const counted = lines(
    `${count(plugins.length, 'plugin')}: about ${number(before.tokens)} tokens in every session (budget ${number(budget.tokens)})${processes}`,
  );
  const unknown = plugins.filter(({ tokens }) => tokens === undefined).map(({ id }) => id);
  const now =
    unknown.length === 0
      ? counted
      : `${counted}\n${lines(`not counted, because the descriptions are not known: ${listed(quoted(unknown))}`)}`;
  const table = tableOf(plugins, tool, view);
  if (after === undefined) {
    const why =
      kept.length > 0
        ? `as long as ${listed(quoted(kept))} ${kept.length === 1 ? 'stays' : 'stay'}`
        : 'even with all of them disabled';
    return [now, table, lines(`it does not fit ${why}`, `${badMark(style)} `)].join('\n\n');
  }
  if (off.length === 0)
    return quiet
      ? ''
      : [
          now,
          table,
          lines(
            unknown.length === 0 ? 'it fits: nothing to disable' : 'it fits as far as is known',
            `${goodMark(style)} `,
          ),
        ].join('\n\n');
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  const rows = off.map((id) => `  ${style.bold(printable(id))}  ${costText(byId.get(id), tool)}`);
  const along =
    alongside.length === 0
      ? []
      : [
          lines(
            `this also disables ${listed(quoted(alongside))}: nothing else requires ${alongside.length === 1 ? 'it' : 'them'}`,
          ),
        ];
  const left = `then about ${number(after.tokens)} tokens${tool === undefined ? '' : `, and ${started(after.processes)} for the tool that starts the most`}`;
  const least = isLeast
    ? off.length === 1
      ? 'at least one is necessary'
      : 'fewer are not enough'
    : 'fewer may be enough: there are too many combinations to try them all';
  return [
    now,
    ...(quiet ? [] : [table]),
    [`${style.bold('disable')} (${least}):`, ...rows].join('\n'),
    ...along,
    lines(left, `${goodMark(style)} `),
    commands.map((command) => `  ${printable(command)}`).join('\n'),
  ].join('\n\n');
}

const started = (amount: number): string => count(amount, 'process', 'processes');

function costText(plugin: CostlyRow | undefined, tool: string | undefined): string {
  if (plugin === undefined) return '';
  const processes = tool === undefined || plugin.processes === 0 ? '' : `, ${started(plugin.processes)}`;
  return `${plugin.tokens === undefined ? 'tokens not known' : `${number(plugin.tokens)} tokens`}${processes}`;
}

function tableOf(plugins: readonly CostlyRow[], tool: string | undefined, view: View): string {
  return tableText(
    {
      head: ['plugin', 'tokens', ...(tool === undefined ? [] : [tool]), ''],
      rows: plugins.map(({ id, tokens, processes, isListed }) => [
        printable(id),
        tokens === undefined ? 'unknown' : number(tokens),
        ...(tool === undefined ? [] : [String(processes)]),
        isListed ? '' : 'required',
      ]),
    },
    view,
  );
}

/** `13,505`. */
const number = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, ',');
