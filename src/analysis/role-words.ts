/**
 * Words of the field that show what a plugin is for, by role. `names` are words of its name, its category and its keywords; `says` is
 * looked for in its description. How often they are right is measured: `docs/accuracy-seen.md`.
 */
export interface RoleWords {
  /** Of what is found in the labeled plugins, at least two and nine of ten are right; else it is shown only in full plans. */
  readonly isSure?: true;
  readonly names: readonly string[];
  /** Whole keywords that count in place of words of keywords: `github` and `review` are keywords of plugins for anything. */
  readonly keywords?: readonly string[];
  readonly says?: RegExp;
}

export const roleWords: Readonly<Record<string, RoleWords>> = {
  testing: {
    isSure: true,
    names: ['test', 'tests', 'testing', 'tdd', 'e2e', 'qa'],
    keywords: ['testing', 'tests', 'unit-testing', 'test-automation', 'e2e', 'qa'],
    says: /\btest (automation|generation|suites?|coverage)\b|\b(unit|integration|end-to-end) tests?\b/i,
  },
  ci: { names: ['ci', 'cicd'], says: /\bCI\/CD pipelines?\b|\bcontinuous integration\b/i },
  deployment: {
    isSure: true,
    names: ['deploy', 'deployment', 'deployments'],
    keywords: ['deploy', 'continuous-deployment', 'deployment-automation'],
    says: /\bautomated deployments?\b|\bdeployment (automation|pipelines?)\b/i,
  },
  documentation: {
    isSure: true,
    names: ['docs', 'documentation'],
    says: /\b(API|reference|technical) documentation\b|\bdocumentation generation\b/i,
  },
  monitoring: { names: ['observability', 'monitoring', 'apm'], says: /\bobservability\b|\balerting\b/i },
  review: {
    isSure: true,
    names: ['review', 'reviewer', 'reviews'],
    keywords: ['code-review', 'pr-review', 'code review'],
    says: /\bcode reviews?\b|\breviews? (code|pull requests)\b/i,
  },
  security: {
    isSure: true,
    names: [
      'security',
      'secret',
      'secrets',
      'vulnerability',
      'vulnerabilities',
      'sast',
      'sbom',
      'compliance',
      'governance',
    ],
    says: /\bOWASP\b|\bvulnerabilit(y|ies)\b|\bthreat[- ]model/i,
  },
  debugging: {
    names: ['debug', 'debugger', 'debugging'],
    says: /\bdebugging workflows?\b|\broot[- ]cause\b/i,
  },
  infrastructure: {
    names: ['infrastructure', 'terraform', 'kubernetes'],
    says: /\binfrastructure[- ]as[- ]code\b|\bTerraform\b/i,
  },
  migration: { isSure: true, names: ['migration', 'migrations', 'upgrade'], says: /\bmigration planning\b/i },
  'version-control': {
    isSure: true,
    names: ['git', 'github', 'gitlab'],
    keywords: ['git', 'git-workflow', 'version-control', 'worktrees'],
    says: /\bworktrees?\b|\bpull request (creation|workflows?)\b/i,
  },
  planning: {
    isSure: true,
    names: ['planning', 'planner', 'plans', 'scrum', 'sprint', 'roadmap', 'prd', 'taskmaster', 'backlog'],
    says: /\b(sprint|implementation|project|task) planning\b|\bproject management\b|\bspec(ification)?[- ]driven\b|\bspecs? (→|->) (plan|tasks)\b/i,
  },
  design: {
    names: ['design', 'designer', 'ui', 'ux', 'figma'],
    says: /\b(UI|UX|API|interface|visual|web) design\b|\bUI development\b|\bdesign systems?\b/i,
  },
  performance: {
    isSure: true,
    names: ['performance', 'profiling', 'hpc'],
    says: /\bperformance (optimi[sz]ation|tuning|profiling)\b|\bhigh[- ]performance\b/i,
  },
  database: {
    names: ['database', 'databases', 'sql', 'postgres', 'postgresql'],
    says: /\bdatabase (design|quer(y|ies)|schemas?|optimi[sz]ation)\b/i,
  },
  cleanup: {
    names: ['refactoring', 'cleanup', 'refactor'],
    says: /\btechnical debt\b|\bcode cleanup\b/i,
  },
};
