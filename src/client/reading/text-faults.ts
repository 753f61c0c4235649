import { componentKinds } from '../../model/component-kinds.ts';
import { type Fault, isOf, problem } from '../../model/problems.ts';
import { member } from '../../text/values.ts';
import type { TextComponent } from '../components/texts.ts';
import type { FileTree } from '../file-tree.ts';

/** Keys with one string; the client drops other types, and its validator fails. */
const textKeys = ['name', 'description'];
/** Keys with a string or a list of strings. */
const listKeys = ['tools', 'allowed-tools', 'disallowedTools', 'disallowed-tools', 'skills'];

/** What is wrong with the form of an agent, command or skill. */
export function textFaults(text: TextComponent, tree: FileTree): Fault[] {
  return [...headFaults(text), ...encodingFaults(text, tree)];
}

/** Whether the client gets keys and values from the front matter. */
export const hasFrontMatter = ({ file, front }: TextComponent): boolean =>
  file !== undefined && (front.state === 'sound' || front.state === 'repaired');

function headFaults(component: TextComponent): Fault[] {
  const { front, kind, shown, file } = component;
  const top = { file: shown, line: 1, column: 1 };
  if (file === undefined || front.state === 'none') return [];
  const [first] = front.faults;
  const broken = first?.location ?? top;
  if (front.state === 'broken')
    return [
      problem(
        'malformed-file',
        'front-matter',
        {
          kind: componentKinds[kind].singular,
          ...(first !== undefined &&
            isOf(first, 'malformed-file') && { because: { case: first.case, evidence: first.evidence } }),
        },
        { location: broken },
      ),
    ];
  if (front.state === 'not-a-map')
    return [problem('schema-violation', 'front-matter-not-a-map', {}, { location: { ...top, line: 2 } })];
  const repaired: Fault[] =
    front.state === 'repaired'
      ? [problem('malformed-file', 'front-matter-guessed', {}, { location: broken })]
      : [...front.faults];
  return [...repaired, ...typeFaults(component)];
}

function typeFaults({ front }: TextComponent): Fault[] {
  const faults: Fault[] = [];
  for (const key of textKeys) {
    const value = member(front.value, key);
    if (value === undefined || value === null || typeof value === 'string') continue;
    const evidence = { key, ...(typeof value !== 'object' && { quote: String(value) }) };
    faults.push(
      problem('schema-violation', 'front-matter-text', evidence, { location: front.locate([key]) }),
    );
  }
  for (const key of listKeys) {
    const value = member(front.value, key);
    const isFine =
      value === undefined ||
      value === null ||
      typeof value === 'string' ||
      (Array.isArray(value) && value.every((item) => typeof item === 'string'));
    if (!isFine)
      faults.push(
        problem('schema-violation', 'front-matter-list', { key }, { location: front.locate([key]) }),
      );
  }
  return faults;
}

/** Bytes that are not UTF-8. */
function encodingFaults({ text, shown, file }: TextComponent, tree: FileTree): Fault[] {
  const at = text.indexOf('\ufffd');
  // A text may contain the replacement character itself; only then are the bytes checked.
  if (at < 0 || file === undefined || tree.read(file)?.includes('\ufffd') !== false) return [];
  const line = text.slice(0, at).split('\n').length;
  return [problem('malformed-file', 'text-encoding', {}, { location: { file: shown, line, column: 1 } })];
}
