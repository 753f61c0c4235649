import type { ClientFacts } from '../../model/client.ts';
import type { Fault } from '../../model/fault.ts';
import { nearest } from '../../model/nearest.ts';
import { listed, quoted } from '../../model/text.ts';
import { member, textOf } from '../../text/values.ts';
import { allowedTools } from '../components/needs.ts';
import type { TextComponent, TextKind } from '../components/texts.ts';

const words: Readonly<Record<TextKind, string>> = { agents: 'agent', commands: 'command', skills: 'skill' };

/** Keys that hold one text; of another type the client drops them, and its validator fails. */
const textKeys = ['name', 'description'];
/** Keys that hold a text or a list of texts. */
const listKeys = ['tools', 'allowed-tools', 'disallowedTools', 'disallowed-tools', 'skills'];

/** What is wrong with the head of an agent, command or skill. */
export function checkText(component: TextComponent, facts: ClientFacts): Fault[] {
  const { front, kind, shown } = component;
  const what = words[kind];
  const top = { file: shown, line: 1, column: 1 };
  if (component.file === undefined) return [];
  if (front.state === 'none')
    return [
      {
        rule: 'MKT902',
        severity: 'warning',
        message: `the ${what} has no front matter, ${kind === 'agents' ? 'so nothing says what it is for' : 'so the model is shown the start of its text in place of what it is for'}`,
        location: top,
        help: 'begin the file with `---`, `description: …` and `---`',
      },
    ];
  const [first] = front.faults;
  const broken = first?.location ?? top;
  if (front.state === 'broken')
    return [
      {
        rule: 'MKT901',
        severity: 'error',
        message: `the front matter is not valid YAML${first === undefined ? '' : ` (${first.message.replace(/^not valid YAML: /, '')})`}: the client loads the ${what} under its file's name and drops everything else`,
        location: broken,
        help: 'put values with special characters in quotes',
      },
    ];
  if (front.state === 'not-a-map')
    return [
      {
        rule: 'MKT902',
        severity: 'error',
        message: 'the front matter must be a map of keys and values',
        location: { ...top, line: 2 },
        help: 'write lines such as `description: …`',
      },
    ];
  const repaired: Fault[] =
    front.state === 'repaired'
      ? [
          {
            rule: 'MKT901',
            severity: 'note',
            message:
              'the front matter is not valid YAML; the client guesses what is meant by putting values in quotes',
            location: broken,
            help: 'put values with `: ` or special characters in quotes yourself',
          },
        ]
      : front.faults.map((fault) => ({ ...fault, severity: 'warning' as const }));
  return [
    ...repaired,
    ...checkTypes(component),
    ...checkKeys(component, facts),
    ...checkValues(component, facts),
  ];
}

function checkTypes({ front, kind }: TextComponent): Fault[] {
  const faults: Fault[] = [];
  for (const key of textKeys) {
    const value = member(front.value, key);
    if (value === undefined || value === null || typeof value === 'string') continue;
    faults.push({
      rule: 'MKT902',
      severity: 'error',
      message: `\`${key}\` must be a text; the client drops what stands here`,
      location: front.locate([key]),
      help:
        typeof value === 'object' ? 'write one line of text' : `write it in quotes: \`"${String(value)}"\``,
    });
  }
  for (const key of listKeys) {
    const value = member(front.value, key);
    const isFine =
      value === undefined ||
      value === null ||
      typeof value === 'string' ||
      (Array.isArray(value) && value.every((item) => typeof item === 'string'));
    if (!isFine)
      faults.push({
        rule: 'MKT902',
        severity: 'error',
        message: `\`${key}\` must be a text or a list of texts`,
        location: front.locate([key]),
        help: 'write `Read, Grep` or `[Read, Grep]`',
      });
  }
  const description = member(front.value, 'description');
  if (description === undefined || description === null || description === '')
    faults.push({
      rule: 'MKT902',
      severity: 'warning',
      message: `the ${words[kind]} has no description, so the model cannot tell when to use it`,
      location: front.locate([]),
      help: 'add `description: …`',
    });
  return faults;
}

function checkKeys({ front, kind }: TextComponent, { frontMatter }: ClientFacts): Fault[] {
  const { [kind]: known, notInPlugins } = frontMatter;
  return Object.keys(front.value).flatMap((key): Fault[] => {
    const location = front.locate([key]);
    if (kind === 'agents' && notInPlugins.includes(key))
      return [
        {
          rule: 'MKT903',
          severity: 'warning',
          message: `the client ignores \`${key}\` in agents of plugins`,
          location,
          help: 'remove it; hooks and servers belong to the plugin',
        },
      ];
    if (known.includes(key)) return [];
    const near = meantKey(key, front.value[key], kind, known);
    const where = kind === 'agents' ? 'an agent' : `a ${words[kind]}`;
    return [
      {
        rule: 'MKT903',
        severity: near === undefined ? 'note' : 'warning',
        message: `unknown key \`${key}\` in the front matter of ${where}, which the client ignores`,
        location,
        help:
          near !== undefined
            ? `did you mean \`${near}\`?`
            : known.includes('metadata')
              ? 'put facts of your own under `metadata`, or remove the key'
              : `remove the key, or say in the text what the model should know of it`,
      },
    ];
  });
}

/** The key that was meant: what agents and skills call differently, or one that is spelt nearly so and holds one text. */
function meantKey(key: string, value: unknown, kind: TextKind, known: readonly string[]): string | undefined {
  if (key === 'allowed-tools' && kind === 'agents') return 'tools';
  if (key === 'tools' && kind !== 'agents') return 'allowed-tools';
  if (typeof value === 'object' && value !== null) return undefined;
  return nearest(key, known, 1).find((candidate) => Math.abs(candidate.length - key.length) <= 2);
}

function checkValues({ front, kind }: TextComponent, { tools, names: known }: ClientFacts): Fault[] {
  const faults: Fault[] = [];
  const add = (key: string, fault: Omit<Fault, 'location'>) =>
    faults.push({ ...fault, location: front.locate([key]) });
  const name = textOf(member(front.value, 'name'));
  if (name !== undefined && kind !== 'commands' && !/^[a-z0-9]+([-_:.][a-z0-9]+)*$/.test(name))
    add('name', {
      rule: 'MKT908',
      severity: 'warning',
      message: `the name \`${name}\` is not kebab-case`,
      help: `write \`${name
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')}\`: people and other plugins must type it`,
    });
  if (kind === 'agents' && name === undefined && member(front.value, 'name') === undefined)
    faults.push({
      rule: 'MKT902',
      severity: 'note',
      message: 'the agent has no name; the client takes the file’s',
      location: front.locate([]),
      help: 'add `name: …`',
    });
  const { models } = known;
  const model = member(front.value, 'model');
  if (
    model !== undefined &&
    model !== null &&
    (typeof model !== 'string' ||
      (model !== '' && !models.includes(model.toLowerCase()) && !/\d|[/:]/.test(model)))
  )
    add('model', {
      rule: 'MKT902',
      severity: 'warning',
      message: `\`model\` is ${typeof model === 'string' ? `\`${model}\`, which is no model that is known` : 'not a text'}`,
      help: `write one of ${models.slice(0, 5).join(', ')}, or the full id of a model`,
    });
  for (const key of kind === 'agents' ? ['tools', 'disallowedTools'] : ['allowed-tools']) {
    const unknown = allowedTools(member(front.value, key)).filter(
      (tool) => !tools.builtIn.includes(tool) && !/^mcp__|^\*|\*$/.test(tool),
    );
    const [first] = unknown;
    if (first === undefined) continue;
    const names = quoted([...new Set(unknown)]);
    const near = nearest(first, tools.builtIn, 1);
    add(key, {
      rule: 'MKT911',
      severity: 'note',
      message: `${listed(names)} in \`${key}\` ${names.length === 1 ? 'is no tool' : 'are no tools'} of the client that ${names.length === 1 ? 'is' : 'are'} known`,
      help:
        names.length === 1 && near.length > 0
          ? `did you mean \`${near[0]}\`?`
          : 'a tool of an MCP server is written `mcp__server__tool`',
    });
  }
  return faults;
}
