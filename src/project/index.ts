/** The user's project: where it is, and what it asks for. */
export { findProject } from './find.ts';
export { readProject } from './read.ts';
