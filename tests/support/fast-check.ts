/**
 * fast-check with one seed for all, so that a change fails for what it changed and not for what it drew.
 * `MKT_SEED=random npm test` draws anew; `MKT_SEED=<the seed of a failure>` draws that again.
 */
import fc from 'fast-check';

const seed = process.env.MKT_SEED ?? '20261124';
if (seed !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

export { default } from 'fast-check';
