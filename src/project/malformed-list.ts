import { nearest } from '../model/nearest.ts';
import { type Fault, problem } from '../model/problems.ts';
import { parseSpec } from '../model/spec.ts';
import type { DocumentPath, Read } from '../text/source-text.ts';
import { isMap, member } from '../text/values.ts';

/**
 * Recognizes what people write instead of a list of plugins, and says how to write it. The schema would only say that the type is
 * wrong.
 * @returns the document without these parts, for its schema.
 */
export function dropMalformedParts(read: Read): { readonly read: Read; readonly faults: readonly Fault[] } {
  const { value } = read;
  if (!isMap(value)) return { read, faults: [] };
  if (!Object.hasOwn(value, 'plugins')) return { read, faults: misspelled(read) };
  const plugins = member(value, 'plugins');
  const fault = (path: DocumentPath, detail: string, help: string): Fault =>
    problem(
      'schema-violation',
      'violation',
      { kind: 'constraint', detail, help },
      { location: read.locate(path) },
    );
  const replaced = (better: unknown): Read => ({ ...read, value: { ...value, plugins: better } });
  if (!Array.isArray(plugins)) {
    const shape = wrongShape(plugins);
    if (shape === undefined) return { read, faults: [] };
    return { read: replaced([]), faults: [fault(['plugins'], shape.detail, shape.help)] };
  }
  const faults: Fault[] = [];
  const items = plugins.map((item: unknown, index) => {
    const spec = specOfPair(item);
    if (spec === undefined) return item;
    faults.push(
      fault(
        ['plugins', index],
        `\`plugins[${index}]\` is an object without the key \`name\``,
        `write \`"${spec}"\``,
      ),
    );
    return spec;
  });
  return faults.length === 0 ? { read, faults } : { read: replaced(items), faults };
}

/** A list whose key is misspelled would be taken for an empty one. */
function misspelled(read: Read): Fault[] {
  const key = Object.keys(read.value as object).find((each) => nearest(each, ['plugins'], 1).length > 0);
  return key === undefined
    ? []
    : [
        problem(
          'schema-violation',
          'violation',
          {
            kind: 'constraint',
            detail: `the key \`plugins\` is missing, so there is no list: \`${key}\` is not a key of this file`,
            help: `write \`plugins\` instead of \`${key}\``,
          },
          { location: read.locateKey([key]) },
        ),
      ];
}

function wrongShape(plugins: unknown): { readonly detail: string; readonly help: string } | undefined {
  if (plugins === null)
    return {
      detail: '`plugins` has no value',
      help: 'write `plugins: [julia-development]`, or `plugins: []` for an empty list',
    };
  if (typeof plugins === 'string')
    return {
      detail: '`plugins` must be a list, but is a string',
      help: `write \`plugins: [${asItem(plugins)}]\``,
    };
  if (!isMap(plugins)) return undefined;
  const specs = Object.entries(plugins).flatMap(([name, range]) => specOfPair({ [name]: range }) ?? []);
  const shown = specs.slice(0, 3).map(asItem).join(', ');
  return {
    detail: '`plugins` must be a list, but is an object',
    help: `write \`plugins: [${shown === '' ? 'julia-development' : shown}${specs.length > 3 ? ', …' : ''}]\``,
  };
}

/** `name: ^1` and `name:`, as other tools have it: the spec that is meant; undefined for anything else. */
function specOfPair(item: unknown): string | undefined {
  if (!isMap(item)) return undefined;
  const [[name, range] = ['', undefined], ...more] = Object.entries(item);
  if (more.length > 0 || ['', 'name', 'version', 'marketplace'].includes(name)) return undefined;
  if (range !== null && typeof range !== 'string' && typeof range !== 'number') return undefined;
  const spec = range === null ? name : `${name}@${range}`;
  return 'error' in parseSpec(spec) ? undefined : spec;
}

/** An item of a list between brackets; quoted where it is not plain. */
const asItem = (text: string): string => (/^[\w.-]+$/.test(text) ? text : JSON.stringify(text));
