import type { CommandSpec } from './command.ts';
import { addCommand } from './commands/add-command.ts';
import { bisectBadCommand } from './commands/bisect-bad-command.ts';
import { bisectGoodCommand } from './commands/bisect-good-command.ts';
import { bisectLogCommand } from './commands/bisect-log-command.ts';
import { bisectResetCommand } from './commands/bisect-reset-command.ts';
import { bisectRunCommand } from './commands/bisect-run-command.ts';
import { bisectTryCommand } from './commands/bisect-try-command.ts';
import { cacheCleanCommand } from './commands/cache-clean-command.ts';
import { changedCommand } from './commands/changed-command.ts';
import { checkCommand } from './commands/check-command.ts';
import { completionCommand } from './commands/completion-command.ts';
import { describeCommand } from './commands/describe-command.ts';
import { diffCommand } from './commands/diff-command.ts';
import { doctorCommand } from './commands/doctor-command.ts';
import { explainCommand } from './commands/explain-command.ts';
import { helpCommand } from './commands/help-command.ts';
import { infoCommand } from './commands/info-command.ts';
import { initCommand } from './commands/init-command.ts';
import { listCommand } from './commands/list-command.ts';
import { lockCommand } from './commands/lock-command.ts';
import { mapCommand } from './commands/map-command.ts';
import { outdatedCommand } from './commands/outdated-command.ts';
import { patternsListCommand } from './commands/patterns-list-command.ts';
import { patternsNewCommand } from './commands/patterns-new-command.ts';
import { patternsShowCommand } from './commands/patterns-show-command.ts';
import { patternsSuggestCommand } from './commands/patterns-suggest-command.ts';
import { patternsValidateCommand } from './commands/patterns-validate-command.ts';
import { planCommand } from './commands/plan-command.ts';
import { registryAddCommand } from './commands/registry-add-command.ts';
import { registryBuildCommand } from './commands/registry-build-command.ts';
import { registryListCommand } from './commands/registry-list-command.ts';
import { registryRemoveCommand } from './commands/registry-remove-command.ts';
import { registryUpdateCommand } from './commands/registry-update-command.ts';
import { removeCommand } from './commands/remove-command.ts';
import { resolveCommand } from './commands/resolve-command.ts';
import { runCommand } from './commands/run-command.ts';
import { searchCommand } from './commands/search-command.ts';
import { syncCommand } from './commands/sync-command.ts';
import { treeCommand } from './commands/tree-command.ts';
import { trimCommand } from './commands/trim-command.ts';
import { validateCommand } from './commands/validate-command.ts';
import { whyCommand } from './commands/why-command.ts';
import { whyNotCommand } from './commands/why-not-command.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly CommandSpec[] = [
  checkCommand,
  planCommand,
  resolveCommand,
  whyCommand,
  whyNotCommand,
  initCommand,
  addCommand,
  removeCommand,
  treeCommand,
  outdatedCommand,
  diffCommand,
  changedCommand,
  trimCommand,
  doctorCommand,
  bisectRunCommand,
  bisectTryCommand,
  bisectGoodCommand,
  bisectBadCommand,
  bisectLogCommand,
  bisectResetCommand,
  lockCommand,
  syncCommand,
  runCommand,
  validateCommand,
  mapCommand,
  listCommand,
  searchCommand,
  infoCommand,
  describeCommand,
  patternsListCommand,
  patternsShowCommand,
  patternsSuggestCommand,
  patternsNewCommand,
  patternsValidateCommand,
  registryListCommand,
  registryAddCommand,
  registryBuildCommand,
  registryUpdateCommand,
  registryRemoveCommand,
  cacheCleanCommand,
  explainCommand,
  completionCommand,
  helpCommand,
];

/** What each group of commands is for, by the first word of their names. */
export const groups: Readonly<Record<string, string>> = {
  bisect: 'find the plugin that breaks something',
  patterns: 'explore named combinations of plugins',
  registry: 'manage the registries that plugins come from',
  cache: 'manage cached data',
};
