import { all } from './dom.ts';

/** The side of a cell, as `src/report/page/map-matrix.ts` draws it. */
const cell = 18;

/** Sorts the matrix, shows and hides its empty rows, and lights the row and the column of the cell under the pointer. */
export function setUpMatrix(): void {
  const matrix = document.querySelector<HTMLElement>('[data-matrix]');
  const sort = document.querySelector<HTMLSelectElement>('[data-sort]');
  const empty = document.querySelector<HTMLInputElement>('[data-all-rows]');
  if (matrix === null || sort === null || empty === null) return;
  const svg = (name: string) => matrix.querySelector<SVGElement>(`.${name}`) as SVGElement;
  const labels = {
    rows: all<SVGElement>('[data-node]', svg('rows')),
    columns: all<SVGElement>('[data-node]', svg('columns')),
  };
  const cells = all<SVGElement>('[data-row]', matrix);

  /** Places the labels of one side, and returns the place of each, and of the first and last of each category. */
  const place = (side: 'rows' | 'columns') => {
    const rank = ({ dataset }: SVGElement) => Number(dataset.ranks?.split(' ')[Number(sort.value)]);
    const shown = labels[side]
      .filter(({ dataset }) => empty.checked || dataset.empty === undefined)
      .sort((a, b) => rank(a) - rank(b));
    const spans = new Map<string, [start: number, end: number]>();
    shown.forEach((label, index) => {
      label.setAttribute(
        'transform',
        `translate(${side === 'rows' ? `0 ${index * cell}` : `${index * cell} 0`})`,
      );
      const { category = '' } = label.dataset;
      spans.set(category, [spans.get(category)?.[0] ?? index, index + 1]);
    });
    const size = side === 'rows' ? 'height' : 'width';
    for (const name of [side, 'cells']) svg(name).setAttribute(size, String(shown.length * cell));
    return { places: new Map(shown.map(({ dataset }, index) => [dataset.node, index])), spans };
  };

  const show = () => {
    const [rows, columns] = [place('rows'), place('columns')];
    for (const each of cells) {
      const [y, x] = [rows.places.get(each.dataset.row), columns.places.get(each.dataset.column)];
      each.classList.toggle('gone', x === undefined || y === undefined);
      each.setAttribute('transform', `translate(${(x ?? 0) * cell} ${(y ?? 0) * cell})`);
    }
    for (const band of all<SVGElement>('[data-band]', matrix)) {
      const { band: category = '' } = band.dataset;
      const [[top, bottom], [left, right]] = [
        rows.spans.get(category) ?? [0, 0],
        columns.spans.get(category) ?? [0, 0],
      ];
      const box = { x: left, y: top, width: right - left, height: bottom - top };
      for (const [name, value] of Object.entries(box)) band.setAttribute(name, String(value * cell));
      // In another order, a category is not in one place.
      band.classList.toggle('gone', sort.value !== '0');
    }
    matrix.classList.toggle('all', empty.checked);
  };
  sort.addEventListener('change', show);
  empty.addEventListener('change', show);
  matrix.addEventListener('pointerover', ({ target }) => {
    const { row, column } =
      (target instanceof Element ? target.closest<SVGElement>('.cell') : null)?.dataset ?? {};
    for (const label of labels.rows)
      label.classList.toggle('near', row !== undefined && label.dataset.node === row);
    for (const label of labels.columns)
      label.classList.toggle('near', column !== undefined && label.dataset.node === column);
  });
  show();
}
