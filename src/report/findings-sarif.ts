import { type Finding, keyOf } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { type RuleFacts, ruleFacts } from '../model/problems.ts';
import { escapedControls } from '../model/text.ts';
import { type FindingsReport, isInside } from './findings-report.ts';
import { wellFormed } from './markup.ts';

const levels = { error: 'error', warning: 'warning', note: 'note' } as const;
const problem = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/**
 * `--format sarif`: SARIF 2.1.0, as GitHub's code scanning reads it. Each result is at a line of the user's own repository; a
 * location outside of it is omitted.
 */
export function sarifText(
  { command, state, parts, isSplit }: FindingsReport,
  { version }: { version: () => string },
): string {
  const accepted = parts.flatMap((part) => part.accepted);
  const placed = [
    ...parts.flatMap(({ findings: own, file }) => own.map((finding) => ({ finding, file }))),
    ...parts.flatMap(({ accepted: own, file }) => own.map(({ finding }) => ({ finding, file }))),
  ];
  const findings = placed.map(({ finding }) => finding);
  const used = ruleFacts.filter(({ id }) => findings.some(({ rule }) => rule === id));
  const prints = fingerprints(findings);
  const suppression = new Map(accepted.map(({ finding, by }) => [finding, by.reason]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'mkt', version: version(), rules: used.map(descriptor) } },
        automationDetails: { id: `mkt/${command}/` },
        properties: {
          verdict: state,
          ...(isSplit && { lists: parts.map((part) => ({ file: part.file, verdict: part.state })) }),
        },
        results: placed.map(({ finding, file }, index) => ({
          ...resultOf(finding, used, file),
          partialFingerprints: { 'mktFinding/v1': prints[index] },
          ...(suppression.has(finding) && {
            suppressions: [{ kind: 'external', justification: suppression.get(finding) }],
          }),
        })),
      },
    ],
  };
  return `${escapedControls(JSON.stringify(log, null, 2))}\n`;
}

/** What identifies each finding from one run to the next, wherever it is; equal ones are numbered. */
function fingerprints(findings: readonly Finding[]): string[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const key = keyOf(finding);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return time === 1 ? key : `${key}\n${time}`;
  });
}

function descriptor({ id, name, severity, section, summary }: RuleFacts): object {
  const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return {
    id,
    name,
    shortDescription: { text: sentence },
    fullDescription: { text: sentence },
    help: {
      text: `Run \`mkt explain ${id}\` for the reasons, an example and how to fix it.`,
      markdown: `Run \`mkt explain ${id}\` for the reasons, an example and how to fix it.`,
    },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['plugins', section], precision: 'high', 'problem.severity': problem[severity] },
  };
}

function resultOf(finding: Finding, rules: readonly RuleFacts[], file: string): object {
  const { rule, severity, message, help, location, related = [] } = finding;
  const own = location !== undefined && isInside(location.file);
  const others = [
    ...(location !== undefined && !own ? [{ location, message: 'the cause' }] : []),
    ...related,
  ].filter((each) => isInside(each.location.file));
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: help === undefined ? message : `${message}\n\nhelp: ${help}` },
    // GitHub rejects the whole file if one result has no location: such a result is put at the part's own file.
    locations: [physical(own && location ? location : { file, line: 1, column: 1 })],
    ...(others.length > 0 && {
      relatedLocations: others.map((each, index) => ({
        id: index + 1,
        ...physical(each.location),
        message: { text: each.message },
      })),
    }),
  };
}

function physical({ file, line, column }: Location): object {
  const uri = wellFormed(file).split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: Math.max(1, line), startColumn: Math.max(1, column) },
    },
  };
}
