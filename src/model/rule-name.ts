/** Whether a text has the form of the id or the name of a rule, whether or not there is one. */
export const isRuleName = (text: string): boolean => /^(?:MKT\d{3}|[a-z]+(?:-[a-z]+)*)$/.test(text);
