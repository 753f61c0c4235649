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
  /** The end at which other lines run along with it. */
  readonly hub: 'from' | 'to';
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
  /** Where lines that have an end in common part or meet. */
  readonly junctions: readonly Item[];
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
  const ends = new Set(links.flatMap(({ from, to }) => [from, to]));
  const cardColumns = lanes.flatMap(({ cards }, lane) =>
    columnsOf(
      // Those without links come first, so that the lines of the others are short.
      cards.map(({ plugin }) => plugin).sort((a, b) => Number(ends.has(a)) - Number(ends.has(b))),
      links,
      sizes.rows,
    ).map((plugins) => ({ lane, plugins })),
  );
  const columnOf = new Map(
    cardColumns.flatMap(({ plugins }, index) => plugins.map((plugin) => [plugin, index] as const)),
  );
  const bundles = bundlesOf(links, columnOf);
  const slots = new Set(bundles.flatMap(({ slot }) => slot ?? []));
  const columns: Column[] = [];
  const places = cardColumns.map(({ lane }, index) => {
    const place = columns.push({ lane, holds: 'cards' }) - 1;
    if (slots.has(index)) columns.push({ lane, holds: 'labels' });
    return place;
  });
  const cards = new Map<string, Item>();
  for (const [plugin, column] of columnOf)
    cards.set(plugin, { id: `c${cards.size}`, column: places[column] as number, ...sizes.card });
  const cardOf = (plugin: string): Item => cards.get(plugin) as Item;
  const wires = wiresOf();
  const labels: LabelItem[] = [];
  const routes = new Map<number, Route>();
  for (const { hub, slot, texts, isBackward, members } of bundles) {
    // A link to the right leaves its plugin there, and one to the left on the other side.
    const side = isBackward === (hub === 'from') ? 'left' : 'right';
    const first = links[members[0] as number] as LaneLink;
    const far = (index: number): Item => cardOf((links[index] as LaneLink)[hub === 'from' ? 'to' : 'from']);
    let start = cardOf(first[hub]);
    let stem: readonly Piece[] = [];
    if (slot !== undefined) {
      const label = {
        id: `l${labels.length}`,
        column: (places[slot] as number) + 1,
        links: members,
        ...sizes.label(texts),
      };
      labels.push(label);
      stem = wires.fan(start, [label], side)[0] as readonly Piece[];
      start = label;
    }
    wires.fan(start, members.map(far), side).forEach((pieces, index) => {
      const fromHub = [...stem, ...pieces];
      routes.set(members[index] as number, {
        pieces: side === 'right' ? fromHub : fromHub.reverse(),
        isBackward,
        hub,
      });
    });
  }
  return { columns, cards, labels, junctions: wires.junctions, pieces: wires.pieces, routes };
}

/** Links that have an end in common, the hub, and are drawn as one line that branches. */
interface Bundle {
  readonly hub: 'from' | 'to';
  /** The column of cards that their label is behind; undefined if they have none. */
  readonly slot: number | undefined;
  readonly texts: readonly string[];
  readonly isBackward: boolean;
  readonly members: readonly number[];
}

/** Links with the same text leave their plugin together. Links without one do so, or reach their plugin together. */
function bundlesOf(links: readonly LaneLink[], columnOf: ReadonlyMap<string, number>): Bundle[] {
  const labelled = new Map<string, Omit<Bundle, 'members'> & { members: number[] }>();
  const plain: { index: number; keys: Record<'from' | 'to', string>; isBackward: boolean }[] = [];
  links.forEach(({ from, to, kind, isOptional, texts }, index) => {
    const [source, target] = [columnOf.get(from), columnOf.get(to)];
    if (source === undefined || target === undefined || source === target) return;
    const isBackward = target < source;
    const look = [kind, isOptional, isBackward];
    if (texts.length === 0) {
      const keys = {
        from: JSON.stringify(['from', from, ...look]),
        to: JSON.stringify(['to', to, ...look]),
      };
      plain.push({ index, keys, isBackward });
      return;
    }
    const key = JSON.stringify([from, ...look, texts]);
    const known = labelled.get(key);
    const slot = isBackward ? source - 1 : source;
    if (known === undefined) labelled.set(key, { hub: 'from', slot, texts, isBackward, members: [index] });
    else known.members.push(index);
  });
  return [...labelled.values(), ...bundledPlain(plain)];
}

/** The largest groups first; a link is in one only. */
function bundledPlain(
  plain: readonly { index: number; keys: Record<'from' | 'to', string>; isBackward: boolean }[],
): Bundle[] {
  const groups = new Map<string, { hub: 'from' | 'to'; isBackward: boolean; members: Set<number> }>();
  for (const { index, keys, isBackward } of plain) {
    for (const hub of ['to', 'from'] as const) {
      const group = groups.get(keys[hub]) ?? { hub, isBackward, members: new Set() };
      group.members.add(index);
      groups.set(keys[hub], group);
    }
  }
  const keysOf = new Map(plain.map(({ index, keys }) => [index, keys]));
  const bundles: Bundle[] = [];
  for (const group of [...groups.values()].sort((a, b) => b.members.size - a.members.size)) {
    const members = [...group.members];
    if (members.length === 0) continue;
    bundles.push({ hub: group.hub, slot: undefined, texts: [], isBackward: group.isBackward, members });
    for (const index of members)
      for (const key of Object.values(keysOf.get(index) ?? {})) groups.get(key)?.members.delete(index);
  }
  return bundles;
}

/** Makes the pieces of lines, and the junctions between them. */
function wiresOf() {
  const junctions: Item[] = [];
  const pieces: Piece[] = [];
  /**
   * Connects a hub with items on one side of it.
   * @returns for each of them the pieces of its line, from the hub.
   */
  const fan = (hub: Item, ends: readonly Item[], side: 'left' | 'right'): (readonly Piece[])[] => {
    const step = side === 'right' ? 1 : -1;
    const piece = (near: Item, far: Item): Piece => {
      const [from, to] = side === 'right' ? [near.id, far.id] : [far.id, near.id];
      const made = { id: `e${pieces.length}`, from, to };
      pieces.push(made);
      return made;
    };
    const distances = ends.map(({ column }) => (column - hub.column) * step).sort((a, b) => b - a);
    // Behind the last junction, at most one line goes on.
    const trunk: { item: Item; way: readonly Piece[] }[] = [{ item: hub, way: [] }];
    for (let distance = 1; distance < (distances[1] ?? 0); distance += 1) {
      const { item, way } = trunk.at(-1) as (typeof trunk)[number];
      const next = { id: `j${junctions.length}`, column: hub.column + distance * step, width: 0, height: 0 };
      junctions.push(next);
      trunk.push({ item: next, way: [...way, piece(item, next)] });
    }
    return ends.map((end) => {
      const place = Math.min(trunk.length, (end.column - hub.column) * step) - 1;
      const { item, way } = trunk[place] as (typeof trunk)[number];
      return [...way, piece(item, end)];
    });
  };
  return { junctions, pieces, fan };
}
