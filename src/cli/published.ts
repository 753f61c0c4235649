import type { Published } from '../model/formats/schema-address.ts';
import { readOwn } from '../sources/files/read-file.ts';
import { packageFile } from './package-root.ts';

/** What `package.json` says of this release. */
export const published = (): Published => JSON.parse(readOwn(packageFile('package.json'))) as Published;
