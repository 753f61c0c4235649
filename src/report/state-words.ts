import type { PluginState } from '../model/machine.ts';

/** What becomes of an installed plugin, in a few words. */
export const stateWords: Readonly<Record<PluginState, string>> = {
  loads: 'loads',
  off: 'disabled',
  elsewhere: 'installed for another folder',
  fails: 'does not load',
};
