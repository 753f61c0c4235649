import type { Fault } from '../../model/fault.ts';
import { experimental } from '../../model/formats/claude-plugin.ts';
import { integration } from '../../model/formats/common.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';

type Path = (string | number)[];

/** Checks of fields that a manifest and an entry share, beyond their schema. */
export function checkFields(value: unknown, file: JsonFile, at: Path, name: string): Fault[] {
  return [
    ...checkName(file, at, name),
    ...checkFreeForm(value, file, at),
    ...checkMovedKeys(value, file, at),
    ...checkIntegration(value, file, at),
  ];
}

function checkName(file: JsonFile, at: Path, name: string): Fault[] {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || !/^[A-Za-z0-9][\w.-]*$/.test(name)) return [];
  const better = name.toLowerCase().replace(/[_.]+/g, '-');
  return [
    {
      rule: 'MKT908',
      severity: 'warning',
      message: `the plugin name \`${name}\` is not kebab-case`,
      location: file.read().locate([...at, 'name']),
      help: `write \`${better}\`: every component is called after it`,
    },
  ];
}

/** Maps that the client leaves alone, unless they are none. */
function checkFreeForm(value: unknown, file: JsonFile, at: Path): Fault[] {
  return ['metadata', 'experimental'].flatMap((key): Fault[] => {
    const field = member(value, key);
    if (field === undefined) return [];
    if (isMap(field))
      return key === 'experimental' ? [...validate(experimental, file.document, [...at, key]).faults] : [];
    return [
      {
        rule: 'MKT902',
        severity: 'warning',
        message: `\`${key}\` must be a map; the client ignores what stands here`,
        location: file.read().locate([...at, key]),
        help: 'write a map, or remove the key',
      },
    ];
  });
}

function checkMovedKeys(value: unknown, file: JsonFile, at: Path): Fault[] {
  return ['themes', 'monitors'].flatMap((key): Fault[] =>
    member(value, key) === undefined
      ? []
      : [
          {
            rule: 'MKT903',
            severity: 'warning',
            message: `\`${key}\` has moved; the client still reads it here, but will not for ever`,
            location: file.read().locateKey([...at, key]),
            help: `write it as \`experimental.${key}\``,
          },
        ],
  );
}

/** mkt's own block, which the client never looks at: whatever is wrong with it keeps no plugin from loading. */
function checkIntegration(value: unknown, file: JsonFile, at: Path): Fault[] {
  const metadata = member(value, 'metadata');
  if (member(metadata, 'mkt') === undefined) return [];
  const { faults } = validate(integration, file.document, [...at, 'metadata', 'mkt']);
  return faults.map((fault) => ({ ...fault, severity: 'warning' }));
}

/** What a manifest should say and does not, as the client's own validator has it. */
export function checkMissingFields(value: unknown, file: JsonFile, entry: unknown): Fault[] {
  const has = (key: string) => member(value, key) !== undefined || member(entry, key) !== undefined;
  const note = (message: string, help: string): Fault => ({
    rule: 'MKT902',
    severity: 'note',
    message,
    location: file.document.locate([]),
    help,
  });
  const description = textOf(member(value, 'description')) ?? textOf(member(entry, 'description'));
  return [
    ...(has('version')
      ? []
      : [
          note(
            'the plugin states no version, so nobody can ask for one, or tell which one is installed',
            'add `version`, such as `"1.0.0"`',
          ),
        ]),
    ...(description === undefined
      ? [
          note(
            'the plugin has no description',
            'add `description`: users see it before they install the plugin',
          ),
        ]
      : []),
    ...(has('author')
      ? []
      : [note('the plugin does not say who made it', 'add `author`, such as `{ "name": "…" }`')]),
  ];
}
