import type { ClientFacts } from '../../model/client.ts';
import { componentKinds } from '../../model/component-kinds.ts';
import { nearest } from '../../model/nearest.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { member, textOf } from '../../text/values.ts';
import { allowedTools } from '../components/needs.ts';
import type { TextComponent, TextKind } from '../components/texts.ts';

/** Keys that hold one text; of another type the client drops them, and its validator fails. */
const textKeys = ['name', 'description'];
/** Keys that hold a text or a list of texts. */
const listKeys = ['tools', 'allowed-tools', 'disallowedTools', 'disallowed-tools', 'skills'];

/** What is wrong with the head of an agent, command or skill. */
export function checkText(component: TextComponent, facts: ClientFacts): Fault[] {
  const { front, kind, shown } = component;
  const what = componentKinds[kind].singular;
  const top = { file: shown, line: 1, column: 1 };
  if (component.file === undefined) return [];
  if (front.state === 'none')
    return [problem('MKT902', 'no-front-matter', { kind: what }, { location: top })];
  const [first] = front.faults;
  const broken = first?.location ?? top;
  if (front.state === 'broken')
    return [
      problem(
        'MKT901',
        'front-matter',
        {
          kind: what,
          ...(first?.rule === 'MKT901' && { because: { case: first.case, evidence: first.evidence } }),
        },
        { location: broken },
      ),
    ];
  if (front.state === 'not-a-map')
    return [problem('MKT902', 'front-matter-not-a-map', {}, { location: { ...top, line: 2 } })];
  const repaired: Fault[] =
    front.state === 'repaired'
      ? [problem('MKT901', 'front-matter-guessed', {}, { location: broken })]
      : [...front.faults];
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
    const evidence = { key, ...(typeof value !== 'object' && { quote: String(value) }) };
    faults.push(problem('MKT902', 'front-matter-text', evidence, { location: front.locate([key]) }));
  }
  for (const key of listKeys) {
    const value = member(front.value, key);
    const isFine =
      value === undefined ||
      value === null ||
      typeof value === 'string' ||
      (Array.isArray(value) && value.every((item) => typeof item === 'string'));
    if (!isFine)
      faults.push(problem('MKT902', 'front-matter-list', { key }, { location: front.locate([key]) }));
  }
  const description = member(front.value, 'description');
  if (description === undefined || description === null || description === '')
    faults.push(
      problem(
        'MKT902',
        'undescribed',
        { kind: componentKinds[kind].singular },
        { location: front.locate([]) },
      ),
    );
  return faults;
}

function checkKeys({ front, kind }: TextComponent, { frontMatter }: ClientFacts): Fault[] {
  const { [kind]: known, notInPlugins } = frontMatter;
  return Object.keys(front.value).flatMap((key): Fault[] => {
    const location = front.locate([key]);
    if (kind === 'agents' && notInPlugins.includes(key))
      return [problem('MKT903', 'not-in-plugins', { key }, { location })];
    if (known.includes(key)) return [];
    const near = meantKey(key, front.value[key], kind, known);
    const what = componentKinds[kind].singular;
    return [
      near !== undefined
        ? problem('MKT903', 'front-matter-misspelt', { key, kind: what, near }, { location })
        : problem(
            'MKT903',
            'front-matter-own',
            { key, kind: what, hasMetadata: known.includes('metadata') },
            { location },
          ),
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
  const at = (key: string) => ({ location: front.locate([key]) });
  const name = textOf(member(front.value, 'name'));
  if (name !== undefined && kind !== 'commands' && !/^[a-z0-9]+([-_:.][a-z0-9]+)*$/.test(name))
    faults.push(problem('MKT908', 'component', { name, better: kebab(name) }, at('name')));
  if (kind === 'agents' && name === undefined && member(front.value, 'name') === undefined)
    faults.push(problem('MKT902', 'nameless-agent', {}, { location: front.locate([]) }));
  const { models } = known;
  const model = member(front.value, 'model');
  if (
    model !== undefined &&
    model !== null &&
    (typeof model !== 'string' ||
      (model !== '' && !models.includes(model.toLowerCase()) && !/\d|[/:]/.test(model)))
  )
    faults.push(
      problem('MKT902', 'model', { known: models, ...(typeof model === 'string' && { model }) }, at('model')),
    );
  for (const key of kind === 'agents' ? ['tools', 'disallowedTools'] : ['allowed-tools']) {
    const unknown = allowedTools(member(front.value, key)).filter(
      (tool) => !tools.builtIn.includes(tool) && !/^mcp__|^\*|\*$/.test(tool),
    );
    const [first, ...others] = new Set(unknown);
    if (first === undefined) continue;
    const [near] = others.length > 0 ? [] : nearest(first, tools.builtIn, 1);
    const evidence = { key, tools: [first, ...others], ...(near !== undefined && { near }) };
    faults.push(problem('MKT911', 'tools', evidence, at(key)));
  }
  return faults;
}

const kebab = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
