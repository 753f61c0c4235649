import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installRecords } from '../../client/machine/records.ts';
import { installedPlugins } from '../../model/formats/machine.ts';
import type { InstallRecord } from '../../model/machine.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { readJson } from '../../text/json.ts';
import { validate } from '../../text/validate.ts';
import { machinePlaces } from './machine-places.ts';

/** An installation for one folder. */
type OfFolder = InstallRecord & Required<Pick<InstallRecord, 'projectPath'>>;

/**
 * The installations that the client has recorded for folders that no longer exist. It keeps their copies for good, and a new folder
 * of that name would have them. A folder is lost only if the one above it is there: a disk that is not connected has lost nothing.
 */
export function installsOfLostFolders(env: Readonly<Record<string, string | undefined>>): OfFolder[] {
  const file = join(machinePlaces(env).plugins, 'installed_plugins.json');
  // What is wrong with the file is said by `mkt check --installed`.
  const text = textOf(file);
  if (text === undefined) return [];
  const read = readJson(text, file);
  if (validate(installedPlugins, read).value === undefined) return [];
  return installRecords(read).filter(
    (record): record is OfFolder =>
      record.projectPath !== undefined &&
      !existsSync(record.projectPath) &&
      existsSync(dirname(record.projectPath)),
  );
}

function textOf(file: string): string | undefined {
  try {
    return readOwn(file);
  } catch {
    return undefined;
  }
}
