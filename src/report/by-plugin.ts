import { type Finding, type Summary, summarize } from '../model/finding.ts';

/** How many findings a plugin has; undefined is for those that are about no plugin. */
export interface PluginFindings {
  readonly plugin: string | undefined;
  readonly summary: Summary;
}

/** How many findings each plugin has. */
export function byPlugin(findings: readonly Finding[]): readonly PluginFindings[] {
  const names = [...new Set(findings.flatMap(({ plugins }) => plugins))].sort();
  const rows = names.map((plugin) => ({
    plugin,
    summary: summarize(findings.filter((finding) => finding.plugins.includes(plugin))),
  }));
  const others = findings.filter(({ plugins }) => plugins.length === 0);
  return others.length === 0 ? rows : [...rows, { plugin: undefined, summary: summarize(others) }];
}
