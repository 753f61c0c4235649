import type { ClientFacts } from '../../model/client.ts';
import type { InstallRecord } from '../../model/machine.ts';
import type { ClientSettings } from '../../model/settings.ts';
import type { FileTree } from '../file-tree.ts';
import type { Marketplace } from '../marketplace.ts';

/** The files of a machine, before anything is decided. Only what concerns a session in one folder is read. */
export interface MachineFiles {
  /** Whether the folder of a project's record is the one in which the session starts. */
  readonly isHere: (projectPath: string) => boolean;
  readonly records: readonly InstallRecord[];
  readonly settings: ClientSettings;
  /** By name; a marketplace that is not among them is not known to the client. */
  readonly marketplaces: ReadonlyMap<string, MachineMarketplace>;
  readonly skills: readonly SkillsFolder[];
  /** The files at an absolute path; undefined if there is no such folder. */
  readonly copyAt: (path: string) => FileTree | undefined;
  /** The copies of a plugin in caches and seeds, by version; the first cache that has one wins. */
  readonly cached: (marketplace: string, name: string) => ReadonlyMap<string, CachedCopy>;
  readonly facts: ClientFacts;
}

export interface CachedCopy {
  /** It comes with the image of a container, and needs no record. */
  readonly isSeed: boolean;
  readonly tree: FileTree;
}

/** A marketplace that the client knows, as far as its files are there. */
export interface MachineMarketplace {
  /** Where its files lie, as it may be shown. */
  readonly shown: string;
  /** Settings declare it, and the client fetches it when a session starts. */
  readonly isAwaited: boolean;
  /** Undefined if it cannot be read. */
  readonly marketplace: Marketplace | undefined;
  /** The client reads its plugins where they are, and copies none. */
  readonly isInPlace: boolean;
}

/** A folder below `.claude/skills` that holds a manifest, and so is a plugin. */
export interface SkillsFolder {
  readonly scope: 'user' | 'project';
  /** The name of the folder. */
  readonly name: string;
  readonly tree: FileTree;
}
