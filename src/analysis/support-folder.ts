/** A folder whose contents are not offered for installation, but are dependencies, build output, tests, examples and the like. */
export const supportFolder =
  /^(?:[._].*|node_modules|vendor|third[-_]?party|backups?|archived?|archives|deprecated|disabled|drafts?|tests?|specs?|e2e|evals?|fixtures?|mocks?|samples?|examples?|demos?|templates?|scaffolds?|boilerplates?|skeletons?|playgrounds?|build|dist|coverage|te?mp)$/i;
