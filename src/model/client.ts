/**
 * Facts about Claude Code that manifests are held against. They change with the client: taken from its public reference
 * (code.claude.com/docs, plugins and hooks) and from observation of version 2.1.330.
 */

/** Events that hooks can listen to; a hook on another one never runs. */
export const hookEvents: readonly string[] = [
  'SessionStart',
  'SessionEnd',
  'Setup',
  'UserPromptSubmit',
  'UserPromptExpansion',
  'PreToolUse',
  'PermissionRequest',
  'PermissionDenied',
  'PostToolUse',
  'PostToolUseFailure',
  'PostToolBatch',
  'Notification',
  'MessageDisplay',
  'SubagentStart',
  'SubagentStop',
  'TaskCreated',
  'TaskCompleted',
  'TeammateIdle',
  'Stop',
  'StopFailure',
  'InstructionsLoaded',
  'ConfigChange',
  'CwdChanged',
  'DirectoryAdded',
  'FileChanged',
  'WorktreeCreate',
  'WorktreeRemove',
  'PreCompact',
  'PostCompact',
  'Elicitation',
  'ElicitationResult',
  'PreModelSwitch',
  'PostModelSwitch',
];

/** Where a hook that cannot be loaded might have guarded something, the client applies nothing of its file. */
export const guardEvents: ReadonlySet<string> = new Set(['PreToolUse', 'PermissionRequest']);

/** How a hook can be handled, with the key that each kind needs. */
export const hookTypes: Readonly<Record<string, string>> = {
  command: 'command',
  http: 'url',
  prompt: 'prompt',
  agent: 'prompt',
  mcp_tool: 'tool',
};

/** Marketplace names that only repositories of `github.com/anthropics` may bear. */
export const officialMarketplaces: ReadonlySet<string> = new Set([
  'claude-code-marketplace',
  'claude-code-plugins',
  'claude-plugins-official',
  'anthropic-marketplace',
  'anthropic-plugins',
  'agent-skills',
  'anthropic-agent-skills',
  'life-sciences',
  'knowledge-work-plugins',
  'claude-for-legal',
  'claude-for-financial-services',
  'financial-services-plugins',
  'first-party-plugins',
  'claude-tag-plugins',
  'claude-community',
  'claude-plugins-community',
  'healthcare',
  'anthropic-plugin-directory',
  'claude-plugin-directory',
]);

/** Marketplace names that nobody may bear, in any casing. */
export const reservedMarketplaces: ReadonlySet<string> = new Set([
  'inline',
  'builtin',
  'skills-dir',
  'synced',
  'claude-plugin-test',
  'npm',
  'pip',
  'uv',
  'cargo',
  'github',
  'gh',
]);

/** Names that another of Anthropic's clients keeps for itself. */
export const desktopMarketplaces: ReadonlySet<string> = new Set(['org', 'org-provisioned', 'unknown']);

/** Tools of the client itself that an agent or a command can be given. */
export const builtInTools: ReadonlySet<string> = new Set([
  'Agent',
  'AskUserQuestion',
  'Bash',
  'BashOutput',
  'CronCreate',
  'CronDelete',
  'CronList',
  'Edit',
  'EnterPlanMode',
  'EnterWorktree',
  'ExitPlanMode',
  'ExitWorktree',
  'Glob',
  'Grep',
  'KillBash',
  'KillShell',
  'LS',
  'LSP',
  'ListMcpResources',
  'ListMcpResourcesTool',
  'Monitor',
  'MultiEdit',
  'NotebookEdit',
  'NotebookRead',
  'PowerShell',
  'PushNotification',
  'Read',
  'ReadMcpResource',
  'ReadMcpResourceTool',
  'RemoteTrigger',
  'ScheduleWakeup',
  'SendMessage',
  'SendUserMessage',
  'Skill',
  'SlashCommand',
  'StructuredOutput',
  'Task',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskStop',
  'TaskUpdate',
  'TeamCreate',
  'TeamDelete',
  'TodoRead',
  'TodoWrite',
  'ToolSearch',
  'WebFetch',
  'WebSearch',
  'Workflow',
  'Write',
]);

/** Short names of models; anything with a digit in it is taken for the full id of one. */
export const modelNames: ReadonlySet<string> = new Set([
  'sonnet',
  'opus',
  'haiku',
  'fable',
  'inherit',
  'default',
  'best',
  'opusplan',
]);

/** Whether a variable is set by the client, or by every system, so that nobody has to provide it. */
export function isProvidedVariable(name: string): boolean {
  return /^CLAUDE_|^CLAUDECODE$/.test(name) || systemVariables.has(name);
}

const systemVariables: ReadonlySet<string> = new Set([
  'HOME',
  'LANG',
  'LOGNAME',
  'OLDPWD',
  'PATH',
  'PWD',
  'SHELL',
  'TERM',
  'TMPDIR',
  'USER',
]);
