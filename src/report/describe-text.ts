import type { FileUse } from '../model/file-use.ts';
import { type Integration, named, type Port } from '../model/plugin.ts';
import { listed, oneLine } from '../model/text.ts';
import type { Description } from './describe-result.ts';
import { few } from './plan-words.ts';

/** `mkt describe` as YAML to put into `mkt.yaml`: what is not known is a comment that says what to write. */
export function describeText(description: Description): string {
  const { release, isStated, integration, roles, files, calls, events, ports } = description;
  const { produces, consumes, publishes, subscribes } = integration;
  const shown = oneLine(named(release.name, release));
  const seen = roles.filter(({ isSure }) => isSure);
  const maybe = roles.filter(({ isSure }) => !isSure);
  const all = integration.roles.length > 0 ? integration.roles : seen.map(({ role }) => role);
  return [
    isStated
      ? `# ${shown} already states its interface; this adds to it`
      : `# what mkt sees of ${shown}, which states no interface: check it, and add what you know`,
    'integrations:',
    `  ${quotedKey(release.name)}:`,
    ...(seen.length > 0 && integration.roles.length === 0
      ? [
          `    # ${oneLine(listed(seen.map(({ role, place, word }) => `${role}: "${word}" in its ${place}`)))}`,
        ]
      : []),
    ...(maybe.length > 0 && integration.roles.length === 0
      ? [`    # perhaps also ${listed(maybe.map(({ role }) => role))}`]
      : []),
    `    roles: [${all.map(flow).join(', ')}]`,
    ...portLines('produces', produces, '{ artifact: test-report, format: junit-xml }'),
    ...portLines('consumes', consumes, '{ artifact: python-code, format: git, optional: true }'),
    `    publishes: [${publishes.map(flow).join(', ')}]`,
    `    subscribes: [${subscribes.map(flow).join(', ')}]`,
    ...channelLines(integration),
    ...(integration.requires.tools.length > 0
      ? [`    # its hooks and servers start ${oneLine(listed(integration.requires.tools))}`]
      : []),
    ...seenLine('its texts write', namesOf(files.filter(({ does }) => does === 'writes'))),
    ...seenLine('its texts read', namesOf(files.filter(({ does }) => does === 'reads'))),
    ...seenLine(
      'its texts call',
      calls.flatMap(({ name, isSure }) => (isSure ? [name] : [])),
    ),
    ...(events.length > 0 ? [`    # its hooks run on ${oneLine(listed(events))}`] : []),
    ...(ports.length > 0 ? [`    # its servers use the ports ${listed(ports.map(String))}`] : []),
  ].join('\n');
}

/** What is surely seen, as a comment. */
const seenLine = (what: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`    # ${what} ${oneLine(few(names))}`];

const namesOf = (files: readonly FileUse[]): string[] => [
  ...new Set(files.flatMap(({ path, isSure }) => (isSure ? [path] : []))),
];

/** How each event reaches its subscribers, as far as that is stated; where it is not, how to write it. */
function channelLines({ publishes, subscribes, channels = {} }: Integration): string[] {
  const stated = Object.entries(channels);
  const [open] = [...publishes, ...subscribes].filter((event) => !Object.hasOwn(channels, event));
  const example = `such as { ${flow(open ?? '')}: { channel: a file, payload: its path } }`;
  if (stated.length === 0) return open === undefined ? [] : [`    channels: {} # ${example}`];
  return [
    `    channels:${open === undefined ? '' : ` # also ${example.slice('such as '.length)}`}`,
    ...stated.map(([event, { channel, payload }]) => {
      const parts = [
        ...(channel === undefined ? [] : [`channel: ${flow(channel)}`]),
        ...(payload === undefined ? [] : [`payload: ${flow(payload)}`]),
      ];
      return `      ${flow(event)}: { ${parts.join(', ')} }`;
    }),
  ];
}

function portLines(key: string, ports: readonly Port[], example: string): string[] {
  if (ports.length === 0) return [`    ${key}: [] # such as ${example}`];
  return [
    `    ${key}:`,
    ...ports.map(
      ({ artifact, format, optional }) =>
        `      - { artifact: ${flow(artifact)}, format: ${flow(format)}${optional === true ? ', optional: true' : ''} }`,
    ),
  ];
}

/** A word as it is if YAML reads it as a string, else in double quotes. */
const flow = (text: string): string =>
  /^[A-Za-z][\w.-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : JSON.stringify(oneLine(text));

const quotedKey = flow;
