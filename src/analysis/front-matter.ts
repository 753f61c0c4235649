import type { TextComponent } from '../client/components/texts.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import { componentKinds } from '../model/component-kinds.ts';
import { suggestion } from '../model/suggestion.ts';
import { quoted } from '../model/text.ts';
import { member } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

type Found = Placed<'MKT902'>;

/** Front matter of agents, commands and skills that lacks something the client needs, or says it wrongly. */
export function frontMatterProblems({ contents, manifest: { facts } }: PluginReading): Found[] {
  if (contents === undefined) return [];
  return [
    ...contents.components.texts.flatMap(withoutFrontMatter),
    ...contents.withFrontMatter.flatMap((text) => [
      ...undescribed(text),
      ...nameless(text),
      ...unknownModel(text, facts.names[text.kind === 'agents' ? 'agentModels' : 'models']),
    ]),
  ];
}

function withoutFrontMatter({ file, front, kind, shown }: TextComponent): Found[] {
  if (file === undefined || front.state !== 'none') return [];
  const location = { file: shown, line: 1, column: 1 };
  return [{ case: 'no-front-matter', evidence: { kind: componentKinds[kind].singular }, location }];
}

function undescribed({ front, kind }: TextComponent): Found[] {
  const description = member(front.value, 'description');
  if (description !== undefined && description !== null && description !== '') return [];
  const evidence = { kind: componentKinds[kind].singular };
  return [{ case: 'undescribed', evidence, location: front.locate([]) }];
}

function nameless({ front, kind }: TextComponent): Found[] {
  if (kind !== 'agents' || member(front.value, 'name') !== undefined) return [];
  return [{ case: 'nameless-agent', evidence: {}, location: front.locate([]) }];
}

function unknownModel({ front }: TextComponent, known: readonly string[]): Found[] {
  const model = member(front.value, 'model');
  if (model === undefined || model === null) return [];
  const isKnown =
    typeof model === 'string' &&
    (model === '' || known.includes(model.toLowerCase()) || /\d|[/:]/.test(model));
  if (isKnown) return [];
  const evidence = { known, ...(typeof model === 'string' && { model }) };
  return [{ case: 'model', evidence, location: front.locate(['model']) }];
}

type FrontMatterCase =
  | 'no-front-matter'
  | 'front-matter-not-a-map'
  | 'front-matter-text'
  | 'front-matter-list'
  | 'undescribed'
  | 'nameless-agent'
  | 'model';

/** The messages about front matter, including faults that readers find. */
export const frontMatterWords: Pick<Say<'MKT902'>, FrontMatterCase> = {
  'no-front-matter': ({ kind }) => ({
    message: `the ${kind} has no front matter, ${kind === 'agent' ? 'so it has no description' : 'so the model sees the beginning of its text instead of a description'}`,
    help: 'begin the file with three lines: `---`, `description: …` and `---`',
  }),
  'front-matter-not-a-map': () => ({
    message: 'the front matter must consist of keys and values',
    help: 'write lines such as `description: …`',
  }),
  'front-matter-text': ({ key, quote }) => ({
    message: `\`${key}\` must be a string; the client ignores this value`,
    help: quote === undefined ? 'write one line of text' : `write it in quotes: \`"${quote}"\``,
  }),
  'front-matter-list': ({ key }) => ({
    message: `\`${key}\` must be a string or a list of strings`,
    help: 'write `Read, Grep` or `[Read, Grep]`',
  }),
  undescribed: ({ kind }) => ({
    message: `the ${kind} has no description, so the model does not know when to use it`,
    help: 'add `description: …`',
  }),
  'nameless-agent': () => ({
    message: 'the agent has no name; the client uses the name of its file',
    help: 'add `name: …`',
  }),
  model: ({ known, model }) => ({
    message: `\`model\` is ${model === undefined ? 'not a string' : `\`${model}\`, which is not a known model`}`,
    help: modelHelp(known, model),
  }),
};

function modelHelp(known: readonly string[], model: string | undefined): string {
  const near = model === undefined ? undefined : suggestion(model, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return `use ${quoted(known.slice(0, 5)).join(', ')}, or a full model id`;
}
