import type { ClientFacts } from '../../model/client.ts';
import type { Fault } from '../../model/fault.ts';
import { claudeMarketplace } from '../../model/formats/claude-marketplace.ts';
import { isVersion } from '../../model/version.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';
import { checkRenames } from './renames.ts';

/**
 * What is wrong with a `marketplace.json` itself, its entries left out.
 * @param origin the repository that it comes from, if that is known: some names belong to one owner.
 */
export function checkMarketplaceFile(file: JsonFile, facts: ClientFacts, origin?: string): Fault[] {
  const malformed = file.faults();
  if (file.value === undefined) return [...malformed];
  const { faults } = validate(claudeMarketplace, { ...file.document, faults: malformed });
  if (!isMap(file.value)) return [...faults];
  return [...faults, ...checkName(file, facts, origin), ...checkHead(file), ...checkRenames(file)];
}

/** Names that the client keeps for others, and names that will be misread. */
function checkName(file: JsonFile, { names }: ClientFacts, origin: string | undefined): Fault[] {
  const name = textOf(member(file.value, 'name'));
  if (name === undefined) return [];
  const fault = (severity: 'error' | 'warning' | 'note', message: string, help: string): Fault[] => [
    { rule: 'MKT908', severity, message, location: file.read().locate(['name']), help },
  ];
  const plain = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/[^a-z0-9_]/g, '-');
  const { officialMarketplaces, reservedMarketplaces, desktopMarketplaces } = names;
  if (reservedMarketplaces.includes(plain) || plain.startsWith('claudeai-'))
    return fault(
      'error',
      `\`${name}\` is a name that the client keeps for itself`,
      'choose another name: the client refuses to add this marketplace',
    );
  if (officialMarketplaces.includes(plain)) {
    if (origin !== undefined && /github\.com[/:]anthropics\//i.test(origin)) return [];
    return fault(
      origin === undefined ? 'warning' : 'error',
      `\`${name}\` is the name of an official marketplace`,
      'the client adds it from `github.com/anthropics` only; from anywhere else choose another name',
    );
  }
  if (impersonating.test(name) || /[^\u0020-\u007e]/.test(name))
    return fault(
      'error',
      `\`${name}\` looks like an official marketplace of Anthropic`,
      'choose another name: the client refuses to add this marketplace',
    );
  if (desktopMarketplaces.includes(plain))
    return fault(
      'warning',
      `\`${name}\` is a name that Claude Desktop keeps for itself`,
      'choose another name for users of Claude Desktop',
    );
  if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name) && /^[A-Za-z0-9][\w.-]*$/.test(name))
    return fault(
      'warning',
      `\`${name}\` is not kebab-case`,
      `users type it after \`@\`: \`${name.toLowerCase().replace(/_/g, '-')}\` is easier to get right`,
    );
  return [];
}

const impersonating =
  /official[^a-z0-9]*(anthropic|claude)|(anthropic|claude)[^a-z0-9]*official|^(anthropic|claude)[^a-z0-9]*(marketplace|plugins)/i;

/** What the client takes and nobody would want. */
function checkHead(file: JsonFile): Fault[] {
  const { value } = file;
  const faults: Fault[] = [];
  const add = (fault: Omit<Fault, 'location'>, path: readonly (string | number)[]) =>
    faults.push({ ...fault, location: file.read().locate(path) });
  const metadata = member(value, 'metadata');
  const plugins = member(value, 'plugins');
  if (Array.isArray(plugins) && plugins.length === 0)
    add(
      {
        rule: 'MKT902',
        severity: 'warning',
        message: 'the marketplace lists no plugins',
        help: 'add entries to `plugins`',
      },
      ['plugins'],
    );
  if (
    textOf(member(value, 'description')) === undefined &&
    textOf(member(metadata, 'description')) === undefined
  )
    add(
      {
        rule: 'MKT902',
        severity: 'note',
        message: 'the marketplace has no description',
        help: 'add `description`: users see it before they add the marketplace',
      },
      [],
    );
  for (const [holder, path] of [
    [value, ['version']],
    [metadata, ['metadata', 'version']],
  ] as const) {
    const version = textOf(member(holder, 'version'));
    if (version !== undefined && !isVersion(version))
      add(
        {
          rule: 'MKT910',
          severity: 'note',
          message: `the marketplace's version \`${version}\` is not semver`,
          help: 'write major.minor.patch, such as `1.2.0`',
        },
        path,
      );
  }
  const email = textOf(member(member(value, 'owner'), 'email'));
  if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email))
    add(
      {
        rule: 'MKT902',
        severity: 'warning',
        message: `\`owner.email\` is \`${email}\`, which is no e-mail address`,
        help: 'write the address at which users reach you',
      },
      ['owner', 'email'],
    );
  return faults;
}
