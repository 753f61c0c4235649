import type { MapResult } from '../../report/results.ts';
import { command } from '../command.ts';
import { openOption, unlockedOption } from '../options.ts';

export const mapCommand = command<MapResult>({
  name: 'map',
  arguments: '[spec...]',
  summary: 'show which plugins refer to each other',
  waitsFor: 'mapping plugins',
  description:
    'Shows which plugins depend on each other, call or mention components of each other, and pass files, data or events to each other.\n' +
    'Without arguments, it maps the project: the plugins of its list and what they require; without a list, all plugins of the registries.\n' +
    'If you name plugins, it shows only their ties to others, with file and line.\n' +
    'If the argument is a folder, `owner/repo` or a URL, only that is mapped.',
  formats: {
    text: async () => (await import('../../report/map-text.ts')).mapText,
    json: async () => (await import('../../report/map-json.ts')).mapJson,
    mermaid: async () => (await import('../../report/map-mermaid.ts')).mapMermaid,
    dot: async () => (await import('../../report/map-dot.ts')).mapDot,
    svg: async () => (await import('../../report/map-svg.ts')).mapSvg,
    html: async () => (await import('../../report/map-html.ts')).mapHtml,
  },
  schema: 'map',
  options: [openOption, unlockedOption],
  examples: [
    ['mkt map ./marketplace', 'a whole marketplace'],
    ['mkt map acme/plugins --format mermaid', 'a marketplace on GitHub, as a diagram'],
    ['mkt map julia-development', 'one plugin, with the evidence'],
    ['mkt map --open', "the project's own list, in the browser"],
  ],
  load: () => import('./map.ts'),
});
