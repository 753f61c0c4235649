/** A folder inside of which nothing is offered: what lies there is kept, built, tested or shown. */
export const supportFolder =
  /^(?:[._].*|node_modules|vendor|third[-_]?party|backups?|archived?|archives|deprecated|disabled|drafts?|tests?|specs?|e2e|evals?|fixtures?|mocks?|samples?|examples?|demos?|templates?|scaffolds?|boilerplates?|skeletons?|playgrounds?|build|dist|coverage|te?mp)$/i;
