/**
 * Words of the field that show what a plugin is for, by role. `names` are words of its name, its category and its keywords; `says` is
 * looked for in its description. How often they are right is measured in `tests/analysis/seen-roles.test.ts`.
 */
export interface RoleWords {
  /** In the measured sample at least nine of ten of what is found is right; else it is shown only in full plans. */
  readonly isSure?: true;
  readonly names: readonly string[];
  readonly says?: RegExp;
}

export const roleWords: Readonly<Record<string, RoleWords>> = {
  testing: {
    isSure: true,
    names: ['test', 'tests', 'testing', 'tdd', 'e2e', 'qa'],
    says: /\btest (automation|generation|suites?|coverage)\b|\b(unit|integration|end-to-end) tests?\b/i,
  },
  ci: { names: ['ci', 'cicd'], says: /\bCI\/CD pipelines?\b|\bcontinuous integration\b/i },
  deployment: {
    isSure: true,
    names: ['deploy', 'deployment', 'deployments'],
    says: /\bautomated deployments?\b|\bdeployment (automation|pipelines?)\b/i,
  },
  documentation: {
    isSure: true,
    names: ['docs', 'documentation'],
    says: /\b(API|reference|technical) documentation\b|\bdocumentation generation\b/i,
  },
  monitoring: { names: ['observability', 'monitoring', 'apm'], says: /\bobservability\b|\balerting\b/i },
  review: {
    names: ['review', 'reviewer', 'reviews'],
    says: /\bcode reviews?\b|\breviews? (code|pull requests)\b/i,
  },
  security: {
    isSure: true,
    names: ['security', 'secret', 'secrets', 'vulnerability', 'vulnerabilities', 'sast'],
    says: /\bOWASP\b|\bvulnerabilit(y|ies)\b|\bthreat[- ]model/i,
  },
  debugging: {
    isSure: true,
    names: ['debug', 'debugger', 'debugging'],
    says: /\bdebugging workflows?\b|\broot[- ]cause\b/i,
  },
  infrastructure: {
    names: ['infrastructure', 'terraform', 'kubernetes'],
    says: /\binfrastructure[- ]as[- ]code\b|\bTerraform\b/i,
  },
  migration: { isSure: true, names: ['migration', 'migrations', 'upgrade'], says: /\bmigration planning\b/i },
  'version-control': {
    names: ['git', 'github', 'gitlab'],
    says: /\bworktrees?\b|\bpull request (creation|workflows?)\b/i,
  },
  cleanup: {
    isSure: true,
    names: ['refactoring', 'cleanup', 'refactor'],
    says: /\btechnical debt\b|\bcode cleanup\b/i,
  },
};
