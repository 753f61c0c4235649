import type { SettingsScope } from '../model/settings.ts';

/** What messages call settings, by whose they are. */
export const whoseSettings: Readonly<Record<SettingsScope, string>> = {
  user: 'your settings',
  project: "the project's settings",
  local: 'your settings for the project',
  managed: 'managed settings',
};
