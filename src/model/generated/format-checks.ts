/**
 * Whether a file satisfies its schema, fast: an index can contain hundreds of thousands of releases, for which zod takes many times as long as parsing them. If it says no, the slow reader says why.
 *
 * Written by `npm run generate` from src/model/formats; changes here are lost.
 */

import { isName } from '../plugin-id.ts';
import { isRange, isVersion } from '../version.ts';

/** @returns true only if the format of an index would find no issue, including unknown keys. */
export function isSoundIndex(value: unknown): boolean {
  const passed: Passed = new Set();
  return isIndex(value, passed);
}

/** @returns true only if the integration format would find no issue, including unknown keys. */
export function isSoundIntegration(value: unknown): boolean {
  const passed: Passed = new Set();
  return isIntegration(value, passed);
}

function isKeywords(value: unknown, _passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(typeof each === 'string' && each.length >= 1)) return false;
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

function isSupersededBy(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "name":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "since":
        if (!(typeof each === 'string' && isVersion(each))) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 2;
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

function isRuntimes(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
    const each = value[key];
    if (!(typeof each === 'string' && passes(isRange, each, passed))) return false;
  }
  return true;
}

function isLibraries(value: unknown, passed: Passed): boolean {
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
        if (!(isRuntimes(each, passed))) return false;
        break;
      case "libraries":
        if (!(isLibraries(each, passed))) return false;
        break;
      case "tools":
        if (!(isKeywords(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isResources(value: unknown, _passed: Passed): boolean {
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

function isIntegration(value: unknown, passed: Passed): boolean {
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
        if (!(isKeywords(each, passed))) return false;
        break;
      case "subscribes":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "channels":
        if (!(isChannels(each, passed))) return false;
        break;
      case "requires":
        if (!(isRequires(each, passed))) return false;
        break;
      case "resources":
        if (!(isResources(each, passed))) return false;
        break;
      case "env":
        if (!(isEnv(each, passed))) return false;
        break;
      case "roles":
        if (!(isKeywords(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isMisnamedTagsItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "tag":
        if (!(typeof each === 'string')) return false;
        found += 1;
        break;
      case "version":
        if (!(typeof each === 'string')) return false;
        found += 1;
        break;
      case "expected":
        if (!(typeof each === 'string')) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 3;
}

function isMisnamedTags(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(isMisnamedTagsItem(each, passed))) return false;
  }
  return true;
}

function isHooksItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "event":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "matcher":
        if (!(typeof each === 'string')) return false;
        break;
      case "type":
        if (!(typeof each === 'string')) return false;
        break;
      case "command":
        if (!(typeof each === 'string')) return false;
        break;
      case "condition":
        if (!(typeof each === 'string')) return false;
        break;
      case "isBackground":
        if (!(typeof each === 'boolean')) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isHooks(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 || isHooksItem(each, passed)))) return false;
  }
  return true;
}

function isMcpServersItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "name":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "command":
        if (!(typeof each === 'string')) return false;
        break;
      case "url":
        if (!(typeof each === 'string')) return false;
        break;
      case "isIdentified":
        if (!(typeof each === 'boolean')) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isMcpServers(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 || isMcpServersItem(each, passed)))) return false;
  }
  return true;
}

function isLspServersItem(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "name":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "extensions":
        if (!(isKeywords(each, passed))) return false;
        found += 1;
        break;
      case "command":
        if (!(typeof each === 'string')) return false;
        break;
      default:
        return false;
    }
  }
  return found === 2;
}

function isLspServers(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 || isLspServersItem(each, passed)))) return false;
  }
  return true;
}

function isMonitorsItem(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "name":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "command":
        if (!(typeof each === 'string')) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isMonitors(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 || isMonitorsItem(each, passed)))) return false;
  }
  return true;
}

function isComponents(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "agents":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "commands":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "skills":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "hooks":
        if (!(isHooks(each, passed))) return false;
        break;
      case "mcpServers":
        if (!(isMcpServers(each, passed))) return false;
        break;
      case "lspServers":
        if (!(isLspServers(each, passed))) return false;
        break;
      case "executables":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "outputStyles":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "workflows":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "monitors":
        if (!(isMonitors(each, passed))) return false;
        break;
      case "themes":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "mods":
        if (!(isKeywords(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isDependenciesItem(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "name":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        found += 1;
        break;
      case "version":
        if (!(typeof each === 'string' && passes(isRange, each, passed))) return false;
        break;
      case "marketplace":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isDependencies(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 || isDependenciesItem(each, passed)))) return false;
  }
  return true;
}

function isOptionalDependencies(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 || isDependenciesItem(each, passed)))) return false;
  }
  return true;
}

function isConflicts(value: unknown, passed: Passed): boolean {
  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!((typeof each === 'string' && each.length >= 1 || isDependenciesItem(each, passed)))) return false;
  }
  return true;
}

function isDocumentation(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "readme":
        if (!(typeof each === 'boolean')) return false;
        found += 1;
        break;
      case "homepage":
        if (!(typeof each === 'string')) return false;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isSettings(value: unknown, _passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string')) return false;
  }
  return true;
}

function isVersionsEntry(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "date":
        if (!(typeof each === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(each))) return false;
        break;
      case "commit":
        if (!(typeof each === 'string' && /^[0-9a-f]{7,64}$/.test(each))) return false;
        break;
      case "description":
        if (!(typeof each === 'string')) return false;
        break;
      case "category":
        if (!((each === null || typeof each === 'string' && each.length >= 1))) return false;
        break;
      case "keywords":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "license":
        if (!((each === null || typeof each === 'string' && each.length >= 1))) return false;
        break;
      case "source":
        if (!((typeof each === 'string' && each.length >= 1 || isSource(each, passed)))) return false;
        break;
      case "components":
        if (!(isComponents(each, passed))) return false;
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
      case "integration":
        if (!(isIntegration(each, passed))) return false;
        break;
      case "namespace":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "unpinnable":
        if (!(typeof each === 'boolean')) return false;
        break;
      case "statedVersion":
        if (!(typeof each === 'string')) return false;
        break;
      case "tag":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "untagged":
        if (!(typeof each === 'boolean')) return false;
        break;
      case "contextTokens":
        if (!(typeof each === 'number' && Number.isFinite(each) && each >= 0)) return false;
        break;
      case "documentation":
        if (!(isDocumentation(each, passed))) return false;
        break;
      case "settings":
        if (!(isSettings(each, passed))) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isVersions(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string' && isVersion(key))) return false;
    const each = value[key];
    if (!(isVersionsEntry(each, passed))) return false;
  }
  return true;
}

function isPluginsEntry(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "description":
        if (!(typeof each === 'string')) return false;
        break;
      case "category":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "keywords":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "license":
        if (!(typeof each === 'string' && each.length >= 1)) return false;
        break;
      case "source":
        if (!((typeof each === 'string' && each.length >= 1 || isSource(each, passed)))) return false;
        break;
      case "worksWith":
        if (!(isKeywords(each, passed))) return false;
        break;
      case "supersededBy":
        if (!(isSupersededBy(each, passed))) return false;
        break;
      case "integration":
        if (!(isIntegration(each, passed))) return false;
        break;
      case "misnamedTags":
        if (!(isMisnamedTags(each, passed))) return false;
        break;
      case "versions":
        if (!(isVersions(each, passed))) return false;
        found += 1;
        break;
      default:
        return false;
    }
  }
  return found === 1;
}

function isPlugins(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(typeof key === 'string' && key.length >= 1)) return false;
    const each = value[key];
    if (!(isPluginsEntry(each, passed))) return false;
  }
  return true;
}

function isIndex(value: unknown, passed: Passed): boolean {
  if (!isMap(value)) return false;
  let found = 0;
  for (const key in value) {
    const each = value[key];
    switch (key) {
      case "$schema":
        if (!(typeof each === 'string')) return false;
        break;
      case "mkt":
        if (!((each === 1))) return false;
        found += 1;
        break;
      case "marketplace":
        if (!(typeof each === 'string' && isName(each))) return false;
        found += 1;
        break;
      case "plugins":
        if (!(isPlugins(each, passed))) return false;
        found += 1;
        break;
      case "knowledge":
        break;
      case "compiledFrom":
        break;
      default:
        return false;
    }
  }
  return found === 3;
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
