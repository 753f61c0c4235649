import { all } from './dom.ts';

/** Lights a node, its links and the nodes at their other ends while the pointer or the focus is on it; the rest fades. */
export function setUpNeighbours(): void {
  for (const canvas of all('[data-canvas]')) {
    const nodes = all<SVGElement>('[data-node]', canvas);
    const links = all<SVGElement>('[data-from]', canvas);
    let lit: string | undefined;
    const light = (id: string | undefined) => {
      if (id === lit) return;
      lit = id;
      const near = new Set([id]);
      for (const link of links) {
        // A label can belong to links to several nodes.
        const ends = [link.dataset.from, ...(link.dataset.to?.split(' ') ?? [])];
        const isNear = id !== undefined && ends.includes(id);
        link.classList.toggle('near', isNear);
        if (isNear && ends.length === 2) for (const end of ends) near.add(end);
      }
      for (const node of nodes)
        node.classList.toggle('near', id !== undefined && near.has(node.dataset.node));
      canvas.classList.toggle('lit', id !== undefined);
    };
    const under = ({ target }: Event) =>
      target instanceof Element ? target.closest<SVGElement>('[data-node]')?.dataset.node : undefined;
    canvas.addEventListener('pointerover', (event) => light(under(event)));
    canvas.addEventListener('pointerleave', () => light(undefined));
    canvas.addEventListener('focusin', (event) => light(under(event)));
    canvas.addEventListener('focusout', () => light(undefined));
  }
}
