import type { Rule } from '../rule.ts';
import { pluginNotFound } from './mkt101-plugin-not-found.ts';
import { noMatchingVersion } from './mkt102-no-matching-version.ts';
import { versionConflict } from './mkt103-version-conflict.ts';
import { unknownMarketplace } from './mkt104-unknown-marketplace.ts';
import { crossMarketplaceBlocked } from './mkt105-cross-marketplace-blocked.ts';
import { dependencyCycle } from './mkt106-dependency-cycle.ts';
import { renamedPlugin } from './mkt107-renamed-plugin.ts';
import { supersededPlugin } from './mkt108-superseded-plugin.ts';
import { runtimeConflict } from './mkt201-runtime-conflict.ts';
import { libraryConflict } from './mkt202-library-conflict.ts';
import { agentNameClash } from './mkt301-agent-name-clash.ts';
import { commandNameClash } from './mkt302-command-name-clash.ts';
import { skillNameClash } from './mkt303-skill-name-clash.ts';
import { unmetInput } from './mkt601-unmet-input.ts';
import { formatMismatch } from './mkt602-format-mismatch.ts';
import { dataCycle } from './mkt603-data-cycle.ts';
import { isolatedPlugin } from './mkt604-isolated-plugin.ts';
import { noTestPlugin } from './mkt701-no-test-plugin.ts';
import { malformedFile } from './mkt901-malformed-file.ts';
import { schemaViolation } from './mkt902-schema-violation.ts';
import { unknownKey } from './mkt903-unknown-key.ts';
import { missingSource } from './mkt904-missing-source.ts';
import { unlistedPlugin } from './mkt905-unlisted-plugin.ts';
import { versionMismatch } from './mkt906-version-mismatch.ts';
import { duplicatePlugin } from './mkt907-duplicate-plugin.ts';
import { badName } from './mkt908-bad-name.ts';
import { brokenRename } from './mkt909-broken-rename.ts';
import { badVersion } from './mkt910-bad-version.ts';
import { danglingReference } from './mkt911-dangling-reference.ts';

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  pluginNotFound,
  noMatchingVersion,
  versionConflict,
  unknownMarketplace,
  crossMarketplaceBlocked,
  dependencyCycle,
  renamedPlugin,
  supersededPlugin,
  runtimeConflict,
  libraryConflict,
  agentNameClash,
  commandNameClash,
  skillNameClash,
  unmetInput,
  formatMismatch,
  dataCycle,
  isolatedPlugin,
  noTestPlugin,
  malformedFile,
  schemaViolation,
  unknownKey,
  missingSource,
  unlistedPlugin,
  versionMismatch,
  duplicatePlugin,
  badName,
  brokenRename,
  badVersion,
  danglingReference,
];
