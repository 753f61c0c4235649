/** The project of the user: where it is, and what it requires. */
export { findProject } from './find.ts';
export { readProject } from './read.ts';
