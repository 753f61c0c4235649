import type { InstallRecord, KnownMarketplace } from '../../model/machine.ts';
import type { SettingsScope } from '../../model/settings.ts';
import type { Read } from '../../text/source-text.ts';
import { listOf, member, textOf } from '../../text/values.ts';
import { marketplaceSourceOf } from '../marketplace-source.ts';

/** The installations in `installed_plugins.json`, which its format has accepted. */
export function installRecords(read: Read): InstallRecord[] {
  const plugins = member(read.value, 'plugins') ?? {};
  return Object.entries(plugins).flatMap(([id, records]) => {
    const at = id.lastIndexOf('@');
    return listOf(records).map((record, index): InstallRecord => {
      const text = (key: string) => textOf(member(record, key));
      const [projectPath, installPath] = [text('projectPath'), text('installPath')];
      const [version, resolvedVersion] = [text('version'), text('resolvedVersion')];
      return {
        id,
        name: id.slice(0, at),
        marketplace: id.slice(at + 1),
        scope: text('scope') as SettingsScope,
        isDependency: member(record, 'auto') === true,
        ...(projectPath !== undefined && { projectPath }),
        ...(installPath !== undefined && { installPath }),
        ...(version !== undefined && { version }),
        ...(resolvedVersion !== undefined && { resolvedVersion }),
        get location() {
          return index === 0 ? read.locateKey(['plugins', id]) : read.locate(['plugins', id, index]);
        },
      };
    });
  });
}

/** The marketplaces in `known_marketplaces.json`, which its format has accepted. */
export const marketplaceRecords = (value: unknown): KnownMarketplace[] =>
  Object.entries(value as object).map(([name, known]) => ({
    name,
    source: marketplaceSourceOf(member(known, 'source')),
    place: textOf(member(known, 'installLocation')) ?? '',
  }));
