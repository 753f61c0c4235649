import type { MapResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const mapCommand = command<MapResult>({
  name: 'map',
  arguments: '[spec...]',
  summary: 'who refers to whom?',
  description:
    'Prints who depends on whom, whose texts call or name whose components, and who hands data or events to whom: by\n' +
    'category, with counts, and with file and line. Without arguments: all plugins of the registries. With plugins: only\n' +
    'their ties, with the evidence. A folder, `owner/repo` or a URL as an argument is mapped alone.',
  formats: {
    text: async () => (await import('../../report/map-text.ts')).mapText,
    json: async () => (await import('../../report/map-json.ts')).mapJson,
    mermaid: async () => (await import('../../report/map-mermaid.ts')).mapMermaid,
    dot: async () => (await import('../../report/map-dot.ts')).mapDot,
    svg: async () => (await import('../../report/map-svg.ts')).mapSvg,
    html: async () => (await import('../../report/map-html.ts')).mapHtml,
  },
  schema: 'map',
  examples: [
    ['mkt map ./marketplace', 'a whole marketplace'],
    ['mkt map acme/plugins --format mermaid', 'one of GitHub, as a diagram'],
    ['mkt map julia-development', 'one plugin of the registries, with the evidence'],
    ['mkt map --format html -o map.html', 'all plugins of the registries, as a page to look around in'],
  ],
  load: () => import('./map.ts'),
});
