import type { FileUse } from '../model/file-use.ts';
import type { SeenCall, SeenRole } from '../model/plan.ts';
import type { Integration, Release } from '../model/plugin.ts';

/** `mkt describe`: what is known of the interface of a plugin. */
export interface Description {
  readonly release: Pick<Release, 'name' | 'marketplace' | 'version' | 'unpinnable' | 'statedVersion'>;
  /** Whether its author or mkt's registry states inputs, outputs, events or roles. */
  readonly isStated: boolean;
  readonly integration: Integration;
  readonly roles: readonly SeenRole[];
  /** Files of the project that its texts, hooks and descriptions write or read. */
  readonly files: readonly FileUse[];
  /** What its texts call that is not its own. */
  readonly calls: readonly SeenCall[];
  /** Events of the client on which its hooks run. */
  readonly events: readonly string[];
  /** Local ports that its servers and monitors take. */
  readonly ports: readonly number[];
}
