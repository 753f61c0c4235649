import { graphlib, layout } from '@dagrejs/dagre';
import type { Plan } from '../model/plan.ts';
import type { Diagram } from './diagram.ts';
import { markup } from './markup.ts';
import { flowDiagram } from './plan-links.ts';

/** The approximate width in pixels of a letter in a name, and in a label along a line. */
const letter = { name: 7.4, label: 6 };
const boxHeight = 42;
const labelHeight = 16;

interface Line {
  readonly from: string;
  readonly to: string;
  readonly what: string[];
  dashed: boolean;
}

/** The data flow as a picture, laid out by dagre: one line for each pair of plugins, dashed if it has only optional links and events. */
export function planSvg(plan: Plan): string {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 50, edgesep: 16, marginx: 20, marginy: 20 });
  const diagram = flowDiagram(plan);
  const stageOf = new Map(
    diagram.boxes.flatMap(({ title, names }) => names.map((name) => [name, title] as const)),
  );
  const nodes = plan.plugins.map(({ name }) => ({ name, stage: stageOf.get(name) ?? '' }));
  // dagre keeps its boxes in plain objects, which a plugin called `constructor` would break.
  const ids = new Map(nodes.map(({ name }, index) => [name, `p${index}`]));
  const idOf = (name: string): string => ids.get(name) ?? '';
  for (const { name, stage } of nodes) {
    const width = Math.max([...name].length * letter.name, [...stage].length * letter.label) + 28;
    graph.setNode(idOf(name), { width, height: boxHeight });
  }
  const lines = linesOf(diagram).filter(({ from, to }) => ids.has(from) && ids.has(to));
  for (const line of lines) {
    const width = Math.max(...labelsOf(line).map((label) => [...label].length)) * letter.label + 8;
    graph.setEdge(idOf(line.from), idOf(line.to), {
      width,
      height: labelsOf(line).length * labelHeight,
      labelpos: 'c',
    });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" font-family="sans-serif" font-size="13">`,
    `<title>${markup(plan.title)}</title>`,
    '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#6b7280"/></marker></defs>',
    `<rect ${size} fill="#ffffff"/>`,
    ...lines.map((line) => drawn(line, graph.edge(idOf(line.from), idOf(line.to)))),
    ...nodes.flatMap(({ name, stage }) => {
      const { x, y, width: own } = graph.node(idOf(name));
      return [
        `<rect x="${number(x - own / 2)}" y="${number(y - boxHeight / 2)}" width="${number(own)}" height="${boxHeight}" rx="6" fill="#eff6ff" stroke="#2563eb"/>`,
        `<text x="${number(x)}" y="${number(y - 2)}" text-anchor="middle" fill="#111827">${markup(name)}</text>`,
        `<text x="${number(x)}" y="${number(y + 13)}" text-anchor="middle" font-size="10" fill="#4b5563">${markup(stage)}</text>`,
      ];
    }),
    '</svg>',
  ].join('\n');
}

/** One line for everything that goes from one plugin to another. */
function linesOf({ arrows }: Diagram): Line[] {
  const between = new Map<string, Line>();
  for (const { from, to, text, isFirm } of arrows) {
    const key = JSON.stringify([from, to]);
    const line = between.get(key) ?? { from, to, what: [], dashed: true };
    line.what.push(text);
    line.dashed &&= !isFirm;
    between.set(key, line);
  }
  return [...between.values()];
}

/** The labels along a line: at most three. The tooltip has all of them. */
function labelsOf({ what }: Line): string[] {
  return what.length <= 3 ? what : [...what.slice(0, 2), `and ${what.length - 2} more`];
}

interface Laid {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x: number;
  readonly y: number;
}

function drawn(line: Line, { points, x, y }: Laid): string {
  const path = points.map(
    (point, index) => `${index === 0 ? 'M' : 'L'}${number(point.x)} ${number(point.y)}`,
  );
  const labels = labelsOf(line);
  const texts = labels.map(
    (label, index) =>
      `<text x="${number(x)}" y="${number(y + (index - (labels.length - 1) / 2) * labelHeight + 4)}" text-anchor="middle" font-size="11" fill="#374151" stroke="#ffffff" stroke-width="3" paint-order="stroke">${markup(label)}</text>`,
  );
  return `<g><title>${markup(`${line.from} to ${line.to}: ${line.what.join('; ')}`)}</title><path d="${path.join('')}" fill="none" stroke="#6b7280" stroke-linejoin="round"${line.dashed ? ' stroke-dasharray="5 4"' : ''} marker-end="url(#end)"/>${texts.join('')}</g>`;
}

const number = (value: number): string => String(Math.round(value * 10) / 10);
