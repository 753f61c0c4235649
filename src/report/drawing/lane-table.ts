import { columnsOf } from './columns.ts';
import type { LaneLink, Lanes } from './lanes.ts';

/** A column of the drawing: of cards of one lane, or of labels. */
export interface Column {
  /** Place of the lane; of labels: of the lane before them. */
  readonly lane: number;
  readonly holds: 'cards' | 'labels';
}

/** A card or a label, in its column. */
export interface Item {
  readonly id: string;
  readonly column: number;
  readonly width: number;
  readonly height: number;
}

/** A piece of a line, from an item to one in a later column. */
export interface Piece {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** The pieces of the line of a link, from left to right. A link to an earlier column is drawn from its end to its start. */
export interface Route {
  readonly pieces: readonly Piece[];
  readonly isBackward: boolean;
}

/** A label, shared by links of one kind that leave the same plugin with the same text. */
export interface LabelItem extends Item {
  readonly lines: readonly string[];
  /** Places in {@link Lanes.links}. */
  readonly links: readonly number[];
}

/** Everything in its column; nothing has a height yet. */
export interface LaneTable {
  readonly columns: readonly Column[];
  /** Cards by plugin. */
  readonly cards: ReadonlyMap<string, Item>;
  readonly labels: readonly LabelItem[];
  readonly pieces: readonly Piece[];
  /** By the place of the link. A link whose ends are not both drawn has none. */
  readonly routes: ReadonlyMap<number, Route>;
}

/** What the table has to know of sizes. */
export interface TableSizes {
  readonly card: { readonly width: number; readonly height: number };
  /** The most cards of one column. */
  readonly rows: number;
  /** How large a label with these texts is, and what it shows of them. */
  readonly label: (texts: readonly string[]) => {
    readonly width: number;
    readonly height: number;
    readonly lines: readonly string[];
  };
}

/** Puts cards and labels into columns: those of a lane side by side, and labels between the columns that they connect. */
export function tableOf({ lanes, links }: Lanes, sizes: TableSizes): LaneTable {
  const cardColumns = lanes.flatMap(({ cards }, lane) =>
    columnsOf(
      cards.map(({ plugin }) => plugin),
      links,
      sizes.rows,
    ).map((plugins) => ({ lane, plugins })),
  );
  const columnOf = new Map(
    cardColumns.flatMap(({ plugins }, index) => plugins.map((plugin) => [plugin, index] as const)),
  );
  const bundles = bundlesOf(links, columnOf);
  const columns: Column[] = [];
  // Columns of labels are made only where there are labels: first the place of each column of cards is found, then theirs.
  const places = cardColumns.map(({ lane }, index) => {
    const place = columns.push({ lane, holds: 'cards' }) - 1;
    if (bundles.some(({ slot, texts }) => slot === index && texts.length > 0))
      columns.push({ lane, holds: 'labels' });
    return place;
  });
  const cards = new Map<string, Item>();
  for (const [plugin, column] of columnOf)
    cards.set(plugin, { id: `c${cards.size}`, column: places[column] as number, ...sizes.card });
  const labels: LabelItem[] = [];
  const pieces: Piece[] = [];
  const routes = new Map<number, Route>();
  const piece = (from: string, to: string): Piece => {
    const made = { id: `e${pieces.length}`, from, to };
    pieces.push(made);
    return made;
  };
  const idOf = (plugin: string): string => (cards.get(plugin) as Item).id;
  for (const { slot, texts, isBackward, members } of bundles) {
    const source = idOf((links[members[0] as number] as LaneLink).from);
    const join = (a: string, b: string): Piece => (isBackward ? piece(b, a) : piece(a, b));
    const inOrder = (...parts: Piece[]): readonly Piece[] => (isBackward ? parts.reverse() : parts);
    if (texts.length === 0) {
      for (const index of members)
        routes.set(index, {
          pieces: [join(source, idOf((links[index] as LaneLink).to))],
          isBackward,
        });
      continue;
    }
    const label: LabelItem = {
      id: `l${labels.length}`,
      column: (places[slot] as number) + 1,
      links: members,
      ...sizes.label(texts),
    };
    labels.push(label);
    const stem = join(source, label.id);
    for (const index of members)
      routes.set(index, {
        pieces: inOrder(stem, join(label.id, idOf((links[index] as LaneLink).to))),
        isBackward,
      });
  }
  return { columns, cards, labels, pieces, routes };
}

/** Links that share a label. */
interface Bundle {
  /** The column of cards that the label is behind. */
  readonly slot: number;
  readonly texts: readonly string[];
  readonly isBackward: boolean;
  readonly members: number[];
}

function bundlesOf(links: readonly LaneLink[], columnOf: ReadonlyMap<string, number>): Bundle[] {
  const bundles = new Map<string, Bundle>();
  links.forEach(({ from, to, kind, isOptional, texts }, index) => {
    const [source, target] = [columnOf.get(from), columnOf.get(to)];
    if (source === undefined || target === undefined || source === target) return;
    const isBackward = target < source;
    const key = JSON.stringify([from, kind, isOptional, isBackward, texts]);
    const known = bundles.get(key);
    if (known === undefined)
      bundles.set(key, { slot: isBackward ? source - 1 : source, texts, isBackward, members: [index] });
    else known.members.push(index);
  });
  return [...bundles.values()];
}
