/** The marketplace of pinned plugins that `mkt sync` writes into a project, from the project's folder. */
export const pinsFolder = '.claude/mkt-pins';
