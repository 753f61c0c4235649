/** Every variable of the environment that mkt reads, or sets for programs that it starts. Help and reference follow from it, and a test finds one that is missing. */

interface Variable {
  readonly name: string;
  readonly meaning: string;
}

/** mkt's own. */
export const ownVariables: readonly Variable[] = [
  { name: 'MKT_CACHE_DIR', meaning: 'where mkt keeps what it can fetch again' },
  { name: 'MKT_TIMEOUT', meaning: 'the timeout of a transfer, in seconds' },
  { name: 'MKT_CLIENT', meaning: 'the program that `mkt sync --install` starts instead of `claude`' },
  {
    name: 'MKT_POLICY',
    meaning: "a file of managed settings to use instead of the system's; if empty, none",
  },
];

/** Those of the client that mkt follows. */
export const clientVariables: readonly Variable[] = [
  { name: 'CLAUDE_CONFIG_DIR', meaning: "the client's folder, instead of `~/.claude`" },
  { name: 'CLAUDE_CODE_PLUGIN_CACHE_DIR', meaning: 'where the client keeps plugins' },
  { name: 'CLAUDE_CODE_PLUGIN_SEED_DIR', meaning: 'folders of plugins that a machine or image comes with' },
];

/** Customs of terminals and systems. */
export const systemVariables: readonly Variable[] = [
  { name: 'NO_COLOR', meaning: 'no colors, if it is set' },
  { name: 'FORCE_COLOR', meaning: 'colors in pipes, too: `1`, `2` or `3` for more of them, `0` for none' },
  { name: 'COLUMNS', meaning: 'the width to wrap text at, where the output is not a terminal' },
  { name: 'TERM', meaning: '`dumb`: no colors, no symbols, no spinner' },
  { name: 'COLORTERM', meaning: '`truecolor`: a terminal with all colors' },
  {
    name: 'LC_ALL, LC_CTYPE, LANG',
    meaning: 'non-ASCII symbols, if the first of these that is set names UTF-8',
  },
  {
    name: 'WT_SESSION, TERM_PROGRAM',
    meaning: 'non-ASCII symbols on Windows, if the terminal supports them',
  },
  { name: 'CI', meaning: 'no spinner and no browser, if it is set' },
  {
    name: 'DISPLAY, WAYLAND_DISPLAY',
    meaning: 'a screen on which `--open` can show a page; needed on Linux',
  },
  { name: 'NODE_DISABLE_COMPILE_CACHE', meaning: 'do not keep compiled code in the cache' },
  { name: 'HOME, USERPROFILE', meaning: "your home folder, which contains the client's files and mkt's own" },
  { name: 'XDG_CACHE_HOME, LOCALAPPDATA', meaning: 'the folder for caches, if `MKT_CACHE_DIR` is not set' },
  { name: 'XDG_CONFIG_HOME, APPDATA', meaning: 'the folder with the registries that you added' },
  { name: 'XDG_STATE_HOME', meaning: 'the folder for what `mkt changed` and `mkt bisect` remember' },
  { name: 'PATH', meaning: 'where mkt looks for `git` and for the programs of plugins' },
  { name: 'GIT_INDEX_FILE', meaning: "git's index in a hook, for `--staged`" },
  { name: 'GIT_CONFIG_COUNT', meaning: "git's own settings in the environment, which mkt keeps" },
];

/** What programs find that mkt starts. */
export const givenVariables: readonly Variable[] = [
  {
    name: 'CLAUDE_CODE_PLUGIN_DIRS',
    meaning: 'the folders of the plugins of `mkt run`, for commands other than `claude`',
  },
  {
    name: 'MKT_BISECT_SETTINGS',
    meaning: 'a settings file for `claude --settings`, in the command of `mkt bisect run`',
  },
];
