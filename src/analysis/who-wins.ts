/** What messages say of the winner where several plugins meet, as far as the client's rules establish it. */

/** The order in which the client loads plugins is not documented, and no list of the user gives it. */
const unknownOrder = 'the order is not known';

/** One of several counts, by the order in which the client loads plugins. */
export const firstLoaded = `the plugin that it loads first (${unknownOrder})`;
export const lastLoaded = `the plugin that it loads last (${unknownOrder})`;

/** What to disable where several plugins clash: with more than two, more than one has to go. */
export const theLesserOf = (amount: number): string =>
  amount === 2 ? 'the plugin that you need less' : 'all but one of the plugins';
