import type { ClientFacts } from '../../model/client.ts';
import { claudeMarketplace } from '../../model/formats/claude-marketplace.ts';
import { type Fault, problem } from '../../model/problems.ts';
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
  const where = () => ({ location: file.read().locate(['name']) });
  const plain = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/[^a-z0-9_]/g, '-');
  const { officialMarketplaces, reservedMarketplaces, desktopMarketplaces } = names;
  if (reservedMarketplaces.includes(plain) || plain.startsWith('claudeai-'))
    return [problem('MKT908', 'reserved', { name }, where())];
  if (officialMarketplaces.includes(plain)) {
    if (origin !== undefined && /github\.com[/:]anthropics\//i.test(origin)) return [];
    return [problem('MKT908', origin === undefined ? 'official' : 'official-elsewhere', { name }, where())];
  }
  if (impersonating.test(name) || /[^\u0020-\u007e]/.test(name))
    return [problem('MKT908', 'impersonating', { name }, where())];
  if (desktopMarketplaces.includes(plain)) return [problem('MKT908', 'desktop', { name }, where())];
  if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(name) && /^[A-Za-z0-9][\w.-]*$/.test(name))
    return [
      problem('MKT908', 'marketplace', { name, better: name.toLowerCase().replace(/_/g, '-') }, where()),
    ];
  return [];
}

const impersonating =
  /official[^a-z0-9]*(anthropic|claude)|(anthropic|claude)[^a-z0-9]*official|^(anthropic|claude)[^a-z0-9]*(marketplace|plugins)/i;

/** What the client takes and nobody would want. */
function checkHead(file: JsonFile): Fault[] {
  const { value } = file;
  const faults: Fault[] = [];
  const at = (path: readonly (string | number)[]) => ({ location: file.read().locate(path) });
  const metadata = member(value, 'metadata');
  const plugins = member(value, 'plugins');
  if (Array.isArray(plugins) && plugins.length === 0)
    faults.push(problem('MKT902', 'no-plugins', {}, at(['plugins'])));
  if (
    textOf(member(value, 'description')) === undefined &&
    textOf(member(metadata, 'description')) === undefined
  )
    faults.push(problem('MKT902', 'marketplace-without-description', {}, at([])));
  for (const [holder, path] of [
    [value, ['version']],
    [metadata, ['metadata', 'version']],
  ] as const) {
    const version = textOf(member(holder, 'version'));
    if (version !== undefined && !isVersion(version))
      faults.push(problem('MKT910', 'marketplace-version', { version }, at(path)));
  }
  const email = textOf(member(member(value, 'owner'), 'email'));
  if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email))
    faults.push(problem('MKT902', 'email', { email }, at(['owner', 'email'])));
  return faults;
}
