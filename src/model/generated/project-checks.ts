/**
 * Whether a file satisfies its schema, fast: hooks read a list and a lock on every commit, and loading zod takes longer than that. If it says no, the slow reader says why.
 *
 * Written by `npm run generate` from src/model/formats; changes here are lost.
 */

import { isLockVersion } from '../lock.ts';
import { isLockedRequirement } from '../locked-requirement.ts';
import { isName, isPluginId } from '../plugin-id.ts';
import { isRuleName } from '../rule-name.ts';
import { isSpec } from '../spec.ts';
import { isRange, isVersion } from '../version.ts';

/** @returns true only if the format of a list would find no issue, including unknown keys. */
export function isSoundProject(value: unknown): boolean {
  const passed: Passed = new Set();
  return isProject(value, passed);
}

/** @returns true only if the format of a lock would find no issue, including unknown keys. */
export function isSoundLock(value: unknown): boolean {
  const passed: Passed = new Set();
  return isLock(value, passed);
}

/** @returns true only if the format of the record of copies would find no issue, including unknown keys. */
export function isSoundVendored(value: unknown): boolean {
  const passed: Passed = new Set();
  return isVendored(value, passed);
}

function isRegistries(value: unknown, _passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(typeof each === 'string' && each.length >= 1)) return false;
  }
  return true;
}

function isPluginsItem(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "name":
        if (!(typeof each === 'string' && isName(each))) return false;
        found += 1;
        break;
      case "version":
        if (!(typeof each === 'string' && passes(isRange, each, passed))) return false;
        break;
      case "marketplace":
        if (!(typeof each === 'string' && isName(each))) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isPlugins(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 && isSpec(each) || isPluginsItem(each, passed)))) return false;
  }
  return true;
}

function isRuntimes(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(typeof each === 'string' && isVersion(each))) return false;
  }
  return true;
}

function isLibraries(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(typeof each === 'string' && isVersion(each))) return false;
  }
  return true;
}

function isResources(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "gpu":
        if (!(typeof each === 'number' && Number.isFinite(each) && each >= 0)) return false;
        break;
      case "cpu":
        if (!(typeof each === 'number' && Number.isFinite(each) && each >= 0)) return false;
        break;
      case "memory":
        if (!(typeof each === 'string' && /^\d+(\.\d+)?(Ki|Mi|Gi|Ti)$/.test(each))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isEnvironment(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "runtimes":
        if (!(isRuntimes(each, passed))) return false;
        break;
      case "libraries":
        if (!(isLibraries(each, passed))) return false;
        break;
      case "variables":
        if (!(isRegistries(each, passed))) return false;
        break;
      case "resources":
        if (!(isResources(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isBudgets(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "contextTokens":
        if (!(typeof each === 'number' && Number.isFinite(each) && each >= 0)) return false;
        break;
      case "hooksPerToolCall":
        if (!(typeof each === 'number' && Number.isFinite(each) && each >= 0)) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isRules(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string' && isRuleName(key))) return false;
    const each = value[key];
    if (!((each === "error" || each === "warning" || each === "note" || each === "off"))) return false;
  }
  return true;
}

function isRoute(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!((each === "skills" || each === "run" || each === "pin" || each === "settings"))) return false;
  }
  return true;
}

function isSets(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(isRegistries(each, passed))) return false;
  }
  return true;
}

function isProducesItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "artifact":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "format":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "optional":
        if (!(typeof each === 'boolean')) return false;
        break;
      default:
        return false;
    }
  }
  return found === 2;
}

function isProduces(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(isProducesItem(each, passed))) return false;
  }
  return true;
}

function isConsumes(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(isProducesItem(each, passed))) return false;
  }
  return true;
}

function isChannelsEntry(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "channel":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "payload":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isChannels(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(isChannelsEntry(each, passed))) return false;
  }
  return true;
}

function isRuntimes2(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(typeof each === 'string' && passes(isRange, each, passed))) return false;
  }
  return true;
}

function isLibraries2(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(typeof each === 'string' && passes(isRange, each, passed))) return false;
  }
  return true;
}

function isRequires(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "runtimes":
        if (!(isRuntimes2(each, passed))) return false;
        break;
      case "libraries":
        if (!(isLibraries2(each, passed))) return false;
        break;
      case "tools":
        if (!(isRegistries(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isResources2(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "cpu":
        if (!(typeof each === 'number' && Number.isFinite(each) && each > 0)) return false;
        break;
      case "memory":
        if (!(typeof each === 'string' && /^\d+(\.\d+)?(Ki|Mi|Gi|Ti)$/.test(each))) return false;
        break;
      case "gpu":
        if (!((each === "none" || each === "shared" || each === "exclusive"))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isEnvItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "name":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "required":
        if (!(typeof each === 'boolean')) return false;
        break;
      case "description":
        if (!(typeof each === 'string')) return false;
        break;
      case "default":
        if (!(typeof each === 'string')) return false;
        break;
      case "secret":
        if (!(typeof each === 'boolean')) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isEnv(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(isEnvItem(each, passed))) return false;
  }
  return true;
}

function isIntegrationsEntry(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "produces":
        if (!(isProduces(each, passed))) return false;
        break;
      case "consumes":
        if (!(isConsumes(each, passed))) return false;
        break;
      case "publishes":
        if (!(isRegistries(each, passed))) return false;
        break;
      case "subscribes":
        if (!(isRegistries(each, passed))) return false;
        break;
      case "channels":
        if (!(isChannels(each, passed))) return false;
        break;
      case "requires":
        if (!(isRequires(each, passed))) return false;
        break;
      case "resources":
        if (!(isResources2(each, passed))) return false;
        break;
      case "env":
        if (!(isEnv(each, passed))) return false;
        break;
      case "roles":
        if (!(isRegistries(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isIntegrations(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(isIntegrationsEntry(each, passed))) return false;
  }
  return true;
}

function isAcceptedItem(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "rule":
        if (!(typeof each === 'string' && isRuleName(each))) return false;
        found += 1;
        break;
      case "plugins":
        if (!(isRegistries(each, passed))) return false;
        break;
      case "message":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "reason":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "owner":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "until":
        if (!(typeof each === 'string' && /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/.test(each))) return false;
        break;
      default:
        return false;
    }
  }
  return found === 2;
}

function isAccepted(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(isAcceptedItem(each, passed))) return false;
  }
  return true;
}

function isProject(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "registries":
        if (!(isRegistries(each, passed))) return false;
        break;
      case "plugins":
        if (!(isPlugins(each, passed))) return false;
        break;
      case "patterns":
        if (!(isRegistries(each, passed))) return false;
        break;
      case "environment":
        if (!(isEnvironment(each, passed))) return false;
        break;
      case "budgets":
        if (!(isBudgets(each, passed))) return false;
        break;
      case "rules":
        if (!(isRules(each, passed))) return false;
        break;
      case "bundled":
        if (!(typeof each === 'boolean')) return false;
        break;
      case "policy":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "route":
        if (!(((each === "skills" || each === "run" || each === "pin" || each === "settings") || isRoute(each, passed)))) return false;
        break;
      case "sets":
        if (!(isSets(each, passed))) return false;
        break;
      case "minimumReleaseAge":
        if (!(typeof each === 'number' && Number.isFinite(each) && each >= 0)) return false;
        break;
      case "integrations":
        if (!(isIntegrations(each, passed))) return false;
        break;
      case "accepted":
        if (!(isAccepted(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isMarketplacesEntry(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "source":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "url":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "commit":
        if (!(typeof each === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(each))) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isMarketplaces(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string' && isName(key))) return false;
    const each = value[key];
    if (!(isMarketplacesEntry(each, passed))) return false;
  }
  return true;
}

function isSource(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "source":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      default:
        break;
    }
  }
  return found === 1;
}

function isDependencies(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(typeof each === 'string' && passes(isLockedRequirement, each, passed))) return false;
  }
  return true;
}

function isOptionalDependencies(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(typeof each === 'string' && passes(isLockedRequirement, each, passed))) return false;
  }
  return true;
}

function isConflicts(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(typeof each === 'string' && passes(isLockedRequirement, each, passed))) return false;
  }
  return true;
}

function isUnlockedItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "file":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "line":
        if (!(typeof each === 'number' && Number.isFinite(each) && Number.isSafeInteger(each) && each > 0)) return false;
        found += 1;
        break;
      case "runs":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 3;
}

function isUnlocked(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(isUnlockedItem(each, passed))) return false;
  }
  return true;
}

function isPluginsEntry(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "version":
        if (!(typeof each === 'string' && isVersion(each))) return false;
        found += 1;
        break;
      case "constraint":
        if (!(typeof each === 'string' && passes(isRange, each, passed))) return false;
        break;
      case "source":
        if (!((typeof each === 'string' && each.length >= 1 || isSource(each, passed)))) return false;
        found += 1;
        break;
      case "ref":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "commit":
        if (!(typeof each === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(each))) return false;
        break;
      case "integrity":
        if (!(typeof each === 'string' && /^sha256-[A-Za-z0-9+/]{43}=$/.test(each))) return false;
        found += 1;
        break;
      case "dependencies":
        if (!(isDependencies(each, passed))) return false;
        break;
      case "optionalDependencies":
        if (!(isOptionalDependencies(each, passed))) return false;
        break;
      case "conflicts":
        if (!(isConflicts(each, passed))) return false;
        break;
      case "unlocked":
        if (!(isUnlocked(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return found === 3;
}

function isPlugins2(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string' && isPluginId(key))) return false;
    const each = value[key];
    if (!(isPluginsEntry(each, passed))) return false;
  }
  return true;
}

function isLock(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "version":
        if (!(typeof each === 'number' && Number.isFinite(each) && isLockVersion(each))) return false;
        found += 1;
        break;
      case "marketplaces":
        if (!(isMarketplaces(each, passed))) return false;
        found += 1;
        break;
      case "plugins":
        if (!(isPlugins2(each, passed))) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 3;
}

function isChangesItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "key":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "why":
        if (!((each === "sibling" || each === "locked-version" || each === "name" || each === "entry" || each === "off"))) return false;
        found += 1;
        break;
      case "before":
        break;
      case "after":
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 3;
}

function isChanges(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(isChangesItem(each, passed))) return false;
  }
  return true;
}

function isPluginsEntry2(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "folder":
        if (!(typeof each === 'string' && /^(?!\.{1,2}$)[^/\\]+$/.test(each))) return false;
        found += 1;
        break;
      case "source":
        if (!((typeof each === 'string' && each.length >= 1 || isSource(each, passed)))) return false;
        found += 1;
        break;
      case "commit":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "version":
        if (!(typeof each === 'string' && isVersion(each))) return false;
        found += 1;
        break;
      case "integrity":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "copy":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "changes":
        if (!(isChanges(each, passed))) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 5;
}

function isPlugins3(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string' && key.length >= 1)) return false;
    const each = value[key];
    if (!(isPluginsEntry2(each, passed))) return false;
  }
  return true;
}

function isElsewhereEntry(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "route":
        if (!((each === "run" || each === "pin" || each === "settings"))) return false;
        found += 1;
        break;
      case "integrity":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 2;
}

function isElsewhere(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string' && key.length >= 1)) return false;
    const each = value[key];
    if (!(isElsewhereEntry(each, passed))) return false;
  }
  return true;
}

function isSettings(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "enabled":
        if (!(isRegistries(each, passed))) return false;
        found += 1;
        break;
      case "marketplaces":
        if (!(isRegistries(each, passed))) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 2;
}

function isVendored(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "version":
        if (!((each === 1))) return false;
        found += 1;
        break;
      case "plugins":
        if (!(isPlugins3(each, passed))) return false;
        found += 1;
        break;
      case "elsewhere":
        if (!(isElsewhere(each, passed))) return false;
        break;
      case "settings":
        if (!(isSettings(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return found === 2;
}

/** What passed a slow check of this value already. */
type Passed = Set<string>;

function passes(check: (text: string) => boolean, text: string, passed: Passed): boolean {
  if (passed.has(text)) return true;
  if (!check(text)) return false;
  passed.add(text);
  return true;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
