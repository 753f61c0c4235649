import type { SettingsScope } from '../model/settings.ts';
import type { Read } from '../text/source-text.ts';

/** One file of settings, whose it is, and its content, which its schema has accepted. */
export interface SettingsLayer {
  readonly scope: SettingsScope;
  readonly read: Read;
}
