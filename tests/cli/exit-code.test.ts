import { expect, test } from 'vitest';
import { type ExitCode, exitCodeOf, gravestCode } from '../../src/cli/exit-code.ts';
import type { Finding, Severity } from '../../src/model/finding.ts';
import type { Verdict } from '../../src/model/verdict.ts';

const finding = (severity: Severity, isUnknown = false): Finding => ({
  rule: isUnknown ? 'MKT101' : 'MKT303',
  case: isUnknown ? 'not-looked-up' : 'found',
  name: 'n',
  message: 'm',
  plugins: [],
  evidence: {},
  severity,
});
const loose = { strict: false };
const strict = { strict: true };

test.each<[Verdict['kind'], Finding[], { strict: boolean; allowUnknown?: boolean }, number]>([
  ['loads', [finding('note')], strict, 0],
  ['loads', [finding('warning')], loose, 0],
  ['loads', [finding('warning')], strict, 1],
  ['loads', [finding('error')], loose, 1],
  ['unreadable', [finding('error')], loose, 2],
  ['unsolvable', [], loose, 1],
  ['refused', [], loose, 1],
  ['unknown', [finding('warning', true)], loose, 3],
  ['unknown', [finding('warning', true)], strict, 3],
  ['unknown', [finding('warning', true)], { ...strict, allowUnknown: true }, 0],
  ['unknown', [finding('warning', true), finding('error')], { ...loose, allowUnknown: true }, 1],
  ['unknown', [finding('warning', true), finding('warning')], { ...strict, allowUnknown: true }, 1],
  ['refused', [], { ...loose, allowUnknown: true }, 1],
])('%s with %o and %o', (verdict, findings, how, code) => {
  expect(exitCodeOf(findings, { ...how, verdict })).toBe(code);
});

test.each<[ExitCode[], ExitCode]>([
  [[0, 0], 0],
  [[0, 3], 3],
  [[3, 1, 0], 1],
  [[1, 3], 1],
  [[3, 2, 1], 2],
  [[], 0],
])('several checks with %j: %i', (codes, code) => {
  expect(gravestCode(codes)).toBe(code);
});
