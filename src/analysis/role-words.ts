/**
 * Words of the field that show what a plugin is for, by role. `names` are words of its name, its category and its keywords; `says` is
 * looked for in its description. How often they are right is measured: `seenKinds`.
 */
export interface RoleWords {
  readonly names: readonly string[];
  /** Whole keywords that count in place of words of keywords: `github` and `review` are keywords of plugins for anything. */
  readonly keywords?: readonly string[];
  readonly says?: RegExp;
}

export const roleWords: Readonly<Record<string, RoleWords>> = {
  testing: {
    names: ['test', 'tests', 'testing', 'tdd', 'e2e', 'qa'],
    keywords: ['testing', 'tests', 'unit-testing', 'test-automation', 'e2e', 'qa'],
    says: /\btest (automation|generation|suites?|coverage)\b|\b(unit|integration|end-to-end) tests?\b/i,
  },
  ci: { names: ['ci', 'cicd'], says: /\bCI\/CD pipelines?\b|\bcontinuous integration\b/i },
  deployment: {
    names: ['deploy', 'deployment', 'deployments'],
    keywords: ['deploy', 'continuous-deployment', 'deployment-automation'],
    says: /\bautomated deployments?\b|\bdeployment (automation|pipelines?)\b/i,
  },
  documentation: {
    names: ['docs', 'documentation'],
    says: /\b(API|reference|technical) documentation\b|\bdocumentation generation\b/i,
  },
  monitoring: { names: ['observability', 'monitoring', 'apm'], says: /\bobservability\b|\balerting\b/i },
  review: {
    names: ['review', 'reviewer', 'reviews'],
    keywords: ['code-review', 'pr-review', 'code review'],
    says: /\bcode reviews?\b|\breviews? (code|pull requests)\b/i,
  },
  security: {
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
  migration: {
    names: ['migration', 'migrations', 'upgrade'],
    keywords: [
      'migration',
      'migrations',
      'upgrade',
      'code-migration',
      'database-migration',
      'framework-migration',
    ],
    says: /\bmigration planning\b/i,
  },
  'version-control': {
    names: ['git', 'github', 'gitlab'],
    keywords: ['git', 'git-workflow', 'version-control', 'worktrees'],
    says: /\bworktrees?\b|\bpull request (creation|workflows?)\b/i,
  },
  planning: {
    names: ['planning', 'planner', 'plans', 'scrum', 'sprint', 'roadmap', 'prd', 'taskmaster', 'backlog'],
    says: /\b(sprint|implementation|project|task) planning\b|\bproject management\b|\bspec(ification)?[- ]driven\b|\bspecs? (→|->) (plan|tasks)\b/i,
  },
  design: {
    names: ['design', 'designer', 'ui', 'ux', 'figma'],
    says: /\b(UI|UX|API|interface|visual|web) design\b|\bUI development\b|\bdesign systems?\b/i,
  },
  performance: {
    names: ['performance', 'profiling', 'hpc'],
    says: /\bperformance (optimi[sz]ation|tuning|profiling)\b|\bhigh[- ]performance\b/i,
  },
  database: {
    names: ['database', 'databases', 'sql', 'postgres', 'postgresql'],
    keywords: ['database', 'databases', 'sql', 'mysql', 'postgres', 'postgresql', 'database-design'],
    says: /\bdatabase (design|quer(y|ies)|schemas?|optimi[sz]ation)\b/i,
  },
  cleanup: {
    names: ['refactoring', 'cleanup', 'refactor'],
    says: /\btechnical debt\b|\bcode cleanup\b/i,
  },
};
