import type { IntegrationMap } from '../model/map.ts';
import { count } from '../model/text.ts';
import { categoryName, countedKinds } from './map-words.ts';
import { markup } from './markup.ts';

/** With more rows, the picture would be too large to look at: then it shows categories instead of plugins. */
const maxRows = 150;

/** The side of a cell, and the approximate width of a letter, in pixels. */
const cell = 18;
const letter = 6.6;

interface Picture {
  readonly names: readonly string[];
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly count: number;
    readonly says: string;
  }[];
}

/** `mkt map --format svg`: the matrix as a picture; the darker a cell, the more often its row refers to its column. */
export function mapSvg(map: IntegrationMap): string {
  const { names, cells } = pictureOf(map);
  const side = Math.ceil(Math.max(60, ...names.map((name) => [...name].length * letter)) + 12);
  const size = side + names.length * cell + 12;
  const most = Math.max(1, ...cells.map((each) => each.count));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" font-family="sans-serif" font-size="11">`,
    `<title>${markup(`plugin map: ${count(map.plugins.length, 'plugin')}, ${count(map.ties.length, 'connected pair')}`)}</title>`,
    `<rect width="${size}" height="${size}" fill="#ffffff"/>`,
    ...names.flatMap((name, index) => {
      const middle = side + index * cell + cell / 2;
      return [
        `<rect x="${side}" y="${side + index * cell}" width="${names.length * cell}" height="${cell - 1}" fill="#f3f4f6"/>`,
        `<text x="${side - 6}" y="${middle + 4}" text-anchor="end">${markup(name)}</text>`,
        `<text transform="translate(${middle + 4} ${side - 6}) rotate(-90)">${markup(name)}</text>`,
      ];
    }),
    ...cells.map((each) => {
      const shade = (0.25 + (0.75 * each.count) / most).toFixed(2);
      const [x, y] = [side + each.column * cell, side + each.row * cell];
      const number = `<text x="${x + cell / 2}" y="${y + cell / 2 + 4}" text-anchor="middle">${each.count}</text>`;
      return `<g><title>${markup(each.says)}</title><rect x="${x}" y="${y}" width="${cell - 1}" height="${cell - 1}" fill="#60a5fa" fill-opacity="${shade}"/>${number}</g>`;
    }),
    '</svg>',
  ].join('\n');
}

function pictureOf(map: IntegrationMap): Picture {
  const tied = map.plugins.filter(({ refersTo, referredBy }) => refersTo + referredBy > 0);
  const names =
    tied.length <= maxRows
      ? tied.map(({ label }) => label)
      : [...new Set(tied.map(({ category }) => categoryName(category)))].slice(0, maxRows);
  const place = new Map(names.map((name, index) => [name, index]));
  const all =
    tied.length <= maxRows
      ? map.ties.map((tie) => ({ from: tie.from, to: tie.to, count: tie.count, what: countedKinds([tie]) }))
      : map.categories.map(({ from, to, count: amount, pairs }) => ({
          from: categoryName(from),
          to: categoryName(to),
          count: amount,
          what: count(pairs, 'pair'),
        }));
  return {
    names,
    cells: all.flatMap(({ from, to, count: amount, what }) => {
      const row = place.get(from);
      const column = place.get(to);
      if (row === undefined || column === undefined) return [];
      return [{ row, column, count: amount, says: `${from} to ${to}: ${what}` }];
    }),
  };
}
