import type { AnyRule } from '../rule.ts';
import { pluginNotFound } from './mkt101-plugin-not-found.ts';
import { noMatchingVersion } from './mkt102-no-matching-version.ts';
import { versionConflict } from './mkt103-version-conflict.ts';
import { unknownMarketplace } from './mkt104-unknown-marketplace.ts';
import { crossMarketplaceBlocked } from './mkt105-cross-marketplace-blocked.ts';
import { dependencyCycle } from './mkt106-dependency-cycle.ts';
import { renamedPlugin } from './mkt107-renamed-plugin.ts';
import { supersededPlugin } from './mkt108-superseded-plugin.ts';
import { unpinnablePlugin } from './mkt109-unpinnable-plugin.ts';
import { clientResolutionDiffers } from './mkt110-client-resolution-differs.ts';
import { untaggedDependency } from './mkt111-untagged-dependency.ts';
import { marketplaceNameClash } from './mkt112-marketplace-name-clash.ts';
import { runtimeConflict } from './mkt201-runtime-conflict.ts';
import { libraryConflict } from './mkt202-library-conflict.ts';
import { runtimeNotInEnvironment } from './mkt203-runtime-not-in-environment.ts';
import { agentNameClash } from './mkt301-agent-name-clash.ts';
import { commandNameClash } from './mkt302-command-name-clash.ts';
import { skillNameClash } from './mkt303-skill-name-clash.ts';
import { mcpServerClash } from './mkt304-mcp-server-clash.ts';
import { lspExtensionClash } from './mkt305-lsp-extension-clash.ts';
import { hookOverlap } from './mkt306-hook-overlap.ts';
import { shadowsBuiltin } from './mkt307-shadows-builtin.ts';
import { executableClash } from './mkt308-executable-clash.ts';
import { mcpToolNameLength } from './mkt309-mcp-tool-name-length.ts';
import { chattyPair } from './mkt401-chatty-pair.ts';
import { hookFanOut } from './mkt402-hook-fan-out.ts';
import { contextBudget } from './mkt403-context-budget.ts';
import { duplicateProducer } from './mkt404-duplicate-producer.ts';
import { envVarClash } from './mkt501-env-var-clash.ts';
import { envVarMissing } from './mkt502-env-var-missing.ts';
import { scatteredConfiguration } from './mkt503-scattered-configuration.ts';
import { settingClash } from './mkt504-setting-clash.ts';
import { secretInConfig } from './mkt505-secret-in-config.ts';
import { unmetInput } from './mkt601-unmet-input.ts';
import { formatMismatch } from './mkt602-format-mismatch.ts';
import { dataCycle } from './mkt603-data-cycle.ts';
import { isolatedPlugin } from './mkt604-isolated-plugin.ts';
import { eventUnheard } from './mkt605-event-unheard.ts';
import { noTestPlugin } from './mkt701-no-test-plugin.ts';
import { noCi } from './mkt702-no-ci.ts';
import { untestedLink } from './mkt703-untested-link.ts';
import { resourceContention } from './mkt801-resource-contention.ts';
import { noMonitoring } from './mkt802-no-monitoring.ts';
import { serialBottleneck } from './mkt803-serial-bottleneck.ts';
import { undocumentedPlugin } from './mkt804-undocumented-plugin.ts';
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
import { unsatisfiableRelease } from './mkt912-unsatisfiable-release.ts';

/** Every rule, in the order of their ids. */
export const rules: readonly AnyRule[] = [
  pluginNotFound,
  noMatchingVersion,
  versionConflict,
  unknownMarketplace,
  crossMarketplaceBlocked,
  dependencyCycle,
  renamedPlugin,
  supersededPlugin,
  unpinnablePlugin,
  clientResolutionDiffers,
  untaggedDependency,
  marketplaceNameClash,
  runtimeConflict,
  libraryConflict,
  runtimeNotInEnvironment,
  agentNameClash,
  commandNameClash,
  skillNameClash,
  mcpServerClash,
  lspExtensionClash,
  hookOverlap,
  shadowsBuiltin,
  executableClash,
  mcpToolNameLength,
  chattyPair,
  hookFanOut,
  contextBudget,
  duplicateProducer,
  envVarClash,
  envVarMissing,
  scatteredConfiguration,
  settingClash,
  secretInConfig,
  unmetInput,
  formatMismatch,
  dataCycle,
  isolatedPlugin,
  eventUnheard,
  noTestPlugin,
  noCi,
  untestedLink,
  resourceContention,
  noMonitoring,
  serialBottleneck,
  undocumentedPlugin,
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
  unsatisfiableRelease,
];
