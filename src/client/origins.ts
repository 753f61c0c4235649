/** What the client writes in place of a marketplace in the ids of plugins that come from none. */

/** Of plugins in `.claude/skills`, the user's or the project's. */
export const skillsMarketplace = 'skills-dir';

/** Of plugins that are loaded for one session. */
export const sessionMarketplace = 'inline';
