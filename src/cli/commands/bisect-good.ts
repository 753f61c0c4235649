import type { BisectResult } from '../../report/bisect-result.ts';
import type { Answer, Call } from '../call.ts';
import { answered } from './bisect.ts';

/** `mkt bisect good`: what was tried last was good. */
export const run = async (call: Call): Promise<Answer<BisectResult>> => answered(call, false);
