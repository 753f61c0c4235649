import type { BisectResult } from '../../report/bisect-result.ts';
import type { Answer, Call } from '../call.ts';
import { answered } from './bisect.ts';

/** `mkt bisect bad`: what was tried last was bad. */
export const run = async (call: Call): Promise<Answer<BisectResult>> => answered(call, true);
