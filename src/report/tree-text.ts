import { shownVersion } from '../model/plugin.ts';
import { count, printable } from '../model/text.ts';
import { resolveText } from './resolve-text.ts';
import type { Unresolved } from './results.ts';
import type { Look, Style } from './style.ts';
import type { Duplicate, TreePlugin, TreeResult } from './tree-result.ts';

/** `mkt tree` for people. A plugin is followed once; where it comes again, `(*)` replaces what is below it. */
export function treeText(result: TreeResult | Unresolved, look: Look): string {
  if ('unresolved' in result) return resolveText(result.unresolved, look);
  const { plugins, invert, duplicates } = result;
  if (duplicates !== undefined) return duplicatesText(duplicates);
  const roots = plugins.filter(({ name, requested }) => (invert === undefined ? requested : name === invert));
  if (roots.length === 0) return 'the list is empty';
  const followed = new Set<TreePlugin>();
  return roots
    .flatMap((root) =>
      lines(root, { plugins, isInverted: invert !== undefined, followed, style: look.style }),
    )
    .join('\n');
}

interface Walk {
  readonly plugins: readonly TreePlugin[];
  readonly isInverted: boolean;
  readonly followed: Set<TreePlugin>;
  readonly style: Style;
}

type Asked = TreePlugin['requiredBy'][number];

function lines(plugin: TreePlugin, walk: Walk, by?: Asked): string[] {
  const { followed, style } = walk;
  const below = walk.isInverted ? requirersOf(plugin, walk.plugins) : requiredBy(plugin, walk.plugins);
  const isAgain = followed.has(plugin) && below.length > 0;
  const words = [
    ...(by === undefined || by.range === '*' ? [] : [printable(by.range)]),
    ...(by?.optional === true ? ['optional'] : []),
  ];
  const asked = words.length === 0 ? '' : ` ${style.dim(`(${words.join(', ')})`)}`;
  const list = walk.isInverted && plugin.requested ? ` ${style.dim('[list]')}` : '';
  const head = `${style.bold(printable(plugin.name))} ${printable(shownVersion(plugin))}${asked}${list}${isAgain ? ' (*)' : ''}`;
  if (isAgain) return [head];
  followed.add(plugin);
  const [tee, end, bar] = style.unicode ? ['├── ', '└── ', '│   '] : ['|-- ', '`-- ', '|   '];
  return [
    head,
    ...below.flatMap(([each, asks], index) => {
      const isLast = index === below.length - 1;
      const [first = '', ...rest] = lines(each, walk, asks);
      return [`${isLast ? end : tee}${first}`, ...rest.map((line) => `${isLast ? '    ' : bar}${line}`)];
    }),
  ];
}

const requiredBy = ({ name }: TreePlugin, plugins: readonly TreePlugin[]) =>
  plugins.flatMap((each): [TreePlugin, Asked][] => {
    const by = each.requiredBy.find((other) => other.name === name);
    return by === undefined ? [] : [[each, by]];
  });

const requirersOf = (plugin: TreePlugin, plugins: readonly TreePlugin[]) =>
  plugin.requiredBy.flatMap((asked): [TreePlugin, Asked][] => {
    const by = plugins.find((each) => each.name === asked.name);
    return by === undefined ? [] : [[by, asked]];
  });

const duplicatesText = (duplicates: readonly Duplicate[]): string =>
  duplicates.length === 0
    ? 'no two plugins have a component with the same name'
    : [
        `${count(duplicates.length, 'component name')} in more than one plugin:`,
        ...duplicates.map(
          ({ kind, name, plugins }) => `  ${kind} ${printable(name)}: ${printable(plugins.join(', '))}`,
        ),
      ].join('\n');
