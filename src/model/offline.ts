/** Why something outside of the cache is not available. */
export const offlineWords = '`--offline` turns off the network';

/** Whether a reason is only that the user asked for no network. */
export const isOffline = (reason: string): boolean => reason.includes(offlineWords);
