/** The marketplace of pinned plugins that `mkt sync` writes into a project, from the project's folder. */
export const pinsFolder = '.claude/mkt-pins';

/** The plugin of that marketplace that requires all pinned ones, so that a machine installs a single one. */
export const pinsBundle = 'locked';

/** How its description begins: by that mkt knows its own. */
export const pinsMark = 'Written by `mkt sync`';
