import type { Finding } from '../../model/finding.ts';
import type { Problem, RuleId } from '../../model/problems.ts';
import { findingOf } from '../engine.ts';
import type { AnyRule, Rule } from '../rule.ts';
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
import { dependencyDisabled } from './mkt113-dependency-disabled.ts';
import { clientTooOld } from './mkt114-client-too-old.ts';
import { blockedByPolicy } from './mkt115-blocked-by-policy.ts';
import { listsDiffer } from './mkt116-lists-differ.ts';
import { notFetchedBySettings } from './mkt117-not-fetched-by-settings.ts';
import { installedState } from './mkt118-installed-state.ts';
import { sharedFolder } from './mkt119-shared-folder.ts';
import { optionalDependencyLeftOut } from './mkt120-optional-dependency-left-out.ts';
import { needsSshKey } from './mkt121-needs-ssh-key.ts';
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
import { outputStyleClash } from './mkt310-output-style-clash.ts';
import { modClash } from './mkt311-mod-clash.ts';
import { guardBypassed } from './mkt312-guard-bypassed.ts';
import { portClash } from './mkt313-port-clash.ts';
import { guardNeverFires } from './mkt314-guard-never-fires.ts';
import { projectClash } from './mkt315-project-clash.ts';
import { modReach } from './mkt316-mod-reach.ts';
import { chattyPair } from './mkt401-chatty-pair.ts';
import { hookFanOut } from './mkt402-hook-fan-out.ts';
import { contextBudget } from './mkt403-context-budget.ts';
import { duplicateProducer } from './mkt404-duplicate-producer.ts';
import { listingCut } from './mkt405-listing-cut.ts';
import { envVarClash } from './mkt501-env-var-clash.ts';
import { envVarMissing } from './mkt502-env-var-missing.ts';
import { scatteredConfiguration } from './mkt503-scattered-configuration.ts';
import { settingClash } from './mkt504-setting-clash.ts';
import { secretInConfig } from './mkt505-secret-in-config.ts';
import { unlockedCode } from './mkt507-unlocked-code.ts';
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
import { staleLock } from './mkt913-stale-lock.ts';
import { contentChanged } from './mkt914-content-changed.ts';
import { entryOverrulesManifest } from './mkt915-entry-overrules-manifest.ts';
import { nameReadsAsOfficial } from './mkt916-name-reads-as-official.ts';

/** Every rule by its id: an entry of `problems` without a rule does not compile, nor a rule that is none of its entries. */
const byId: { readonly [Id in RuleId]: Rule<Id> } = {
  MKT101: pluginNotFound,
  MKT102: noMatchingVersion,
  MKT103: versionConflict,
  MKT104: unknownMarketplace,
  MKT105: crossMarketplaceBlocked,
  MKT106: dependencyCycle,
  MKT107: renamedPlugin,
  MKT108: supersededPlugin,
  MKT109: unpinnablePlugin,
  MKT110: clientResolutionDiffers,
  MKT111: untaggedDependency,
  MKT112: marketplaceNameClash,
  MKT113: dependencyDisabled,
  MKT114: clientTooOld,
  MKT115: blockedByPolicy,
  MKT116: listsDiffer,
  MKT117: notFetchedBySettings,
  MKT118: installedState,
  MKT119: sharedFolder,
  MKT120: optionalDependencyLeftOut,
  MKT121: needsSshKey,
  MKT201: runtimeConflict,
  MKT202: libraryConflict,
  MKT203: runtimeNotInEnvironment,
  MKT301: agentNameClash,
  MKT302: commandNameClash,
  MKT303: skillNameClash,
  MKT304: mcpServerClash,
  MKT305: lspExtensionClash,
  MKT306: hookOverlap,
  MKT307: shadowsBuiltin,
  MKT308: executableClash,
  MKT309: mcpToolNameLength,
  MKT310: outputStyleClash,
  MKT311: modClash,
  MKT312: guardBypassed,
  MKT313: portClash,
  MKT314: guardNeverFires,
  MKT315: projectClash,
  MKT316: modReach,
  MKT401: chattyPair,
  MKT402: hookFanOut,
  MKT403: contextBudget,
  MKT404: duplicateProducer,
  MKT405: listingCut,
  MKT501: envVarClash,
  MKT502: envVarMissing,
  MKT503: scatteredConfiguration,
  MKT504: settingClash,
  MKT505: secretInConfig,
  MKT507: unlockedCode,
  MKT601: unmetInput,
  MKT602: formatMismatch,
  MKT603: dataCycle,
  MKT604: isolatedPlugin,
  MKT605: eventUnheard,
  MKT701: noTestPlugin,
  MKT702: noCi,
  MKT703: untestedLink,
  MKT801: resourceContention,
  MKT802: noMonitoring,
  MKT803: serialBottleneck,
  MKT804: undocumentedPlugin,
  MKT901: malformedFile,
  MKT902: schemaViolation,
  MKT903: unknownKey,
  MKT904: missingSource,
  MKT905: unlistedPlugin,
  MKT906: versionMismatch,
  MKT907: duplicatePlugin,
  MKT908: badName,
  MKT909: brokenRename,
  MKT910: badVersion,
  MKT911: danglingReference,
  MKT912: unsatisfiableRelease,
  MKT913: staleLock,
  MKT914: contentChanged,
  MKT915: entryOverrulesManifest,
  MKT916: nameReadsAsOfficial,
};

/** Every rule, in the order of their ids. */
export const rules: readonly AnyRule[] = Object.values(byId);

/** A problem in the words of its rule. */
export const sayProblem = (problem: Problem): Finding => findingOf(problem, byId[problem.rule]);
