import type { HelpPage } from '../model/help.ts';
import { jsonText } from './json.ts';

/** `mkt help --json` */
export const helpJson = (page: HelpPage): string => jsonText(page);
