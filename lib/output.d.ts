// Written by `npm run generate` from `schema/`. Do not edit.

export interface CheckOutput {
/**
 * the version of the JSON output format
 */
schemaVersion: 1
/**
 * whether the verdict is `loads`, without errors
 */
ok: boolean
/**
 * the chosen releases of the request, or of the part of it that could be checked; empty if there are none
 */
plugins: {
name: string
/**
 * `0.0.0` if it has none: see `unpinnable`
 */
version: string
/**
 * set if it has neither a version nor a tag
 */
unpinnable?: boolean
/**
 * what its author wrote, if that is not a version
 */
statedVersion?: string
marketplace: string
/**
 * whether it was requested, and not only required by another plugin
 */
requested: boolean
/**
 * the date of the release
 */
date?: string
/**
 * the plugins that require it only optionally
 */
optionalFor?: string[]
/**
 * set if the client loads it from a copy in the project, without an installation
 */
copied?: true
/**
 * set if the client installs it from the project's own pins, at the locked commit
 */
pinned?: true
/**
 * the number of components of each kind
 */
components?: {
[k: string]: number
}
requiredBy?: string[]
/**
 * where it is installed, with `--installed`
 */
scopes?: ("user" | "project" | "local" | "managed")[]
[k: string]: unknown
}[]
findings: {
/**
 * the id of the rule; `mkt explain` shows its page
 */
rule: string
/**
 * the name of the rule
 */
name: string
/**
 * the case of the rule
 */
case?: string
/**
 * the data in the message: names, versions, ranges, counts
 */
evidence?: {
[k: string]: unknown
}
severity: ("error" | "warning" | "note")
message: string
/**
 * the plugins concerned
 */
plugins: string[]
/**
 * where the cause is
 */
location?: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * other places that are involved
 */
related?: {
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
message: string
[k: string]: unknown
}[]
/**
 * what to do next
 */
help?: string
[k: string]: unknown
}[]
/**
 * the result of the check
 */
verdict: ({
kind: "unreadable"
files: string[]
[k: string]: unknown
} | {
kind: "unsolvable"
conflict: string[]
missing: string[]
restChecked: boolean
/**
 * plugins that could not be looked up
 */
unknown: {
name: string
registry: string
reason: string
/**
 * the plugins that depend on it; empty if it was requested
 */
requiredBy: string[]
[k: string]: unknown
}[]
[k: string]: unknown
} | {
kind: "refused"
rules: string[]
plugins: string[]
/**
 * one sentence for each finding that prevents plugins from being installed or loaded
 */
reasons: string[]
/**
 * plugins that could not be looked up
 */
unknown: {
name: string
registry: string
reason: string
/**
 * the plugins that depend on it; empty if it was requested
 */
requiredBy: string[]
[k: string]: unknown
}[]
[k: string]: unknown
} | {
kind: "unknown"
/**
 * plugins that could not be looked up
 */
plugins: {
name: string
registry: string
reason: string
/**
 * the plugins that depend on it; empty if it was requested
 */
requiredBy: string[]
[k: string]: unknown
}[]
restChecked: boolean
[k: string]: unknown
} | {
kind: "loads"
apart: boolean
[k: string]: unknown
})
/**
 * findings by level
 */
summary: {
errors: number
warnings: number
notes: number
[k: string]: unknown
}
/**
 * what was read
 */
looked?: {
/**
 * where the list came from
 */
list: string
registries: {
source: string
plugins?: number
[k: string]: unknown
}[]
/**
 * the rules that ran
 */
rules: string[]
/**
 * the folder to start the client in; absent for the working folder
 */
startFolder?: string
/**
 * plugins that settings enable but that come from no marketplace, so they are not checked
 */
otherOrigins?: string[]
[k: string]: unknown
}
/**
 * the plugins, as written in the request
 */
requested?: string[]
/**
 * findings that the list accepts; they are not among `findings`
 */
accepted?: {
finding: {
/**
 * the id of the rule; `mkt explain` shows its page
 */
rule: string
/**
 * the name of the rule
 */
name: string
/**
 * the case of the rule
 */
case?: string
/**
 * the data in the message: names, versions, ranges, counts
 */
evidence?: {
[k: string]: unknown
}
severity: ("error" | "warning" | "note")
message: string
/**
 * the plugins concerned
 */
plugins: string[]
/**
 * where the cause is
 */
location?: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * other places that are involved
 */
related?: {
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
message: string
[k: string]: unknown
}[]
/**
 * what to do next
 */
help?: string
[k: string]: unknown
}
reason: string
owner?: string
/**
 * the last day on which it is accepted
 */
until?: string
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
/**
 * the comparison with the baseline of the project
 */
baseline?: {
file: string
/**
 * how many findings are in the baseline and omitted here
 */
known: number
/**
 * findings of the baseline that no longer occur
 */
vanished: {
rule: string
plugins: string[]
message: string
[k: string]: unknown
}[]
[k: string]: unknown
}
/**
 * if several lists were checked: the result of each, in this same format
 */
lists?: {
[k: string]: unknown
}[]
/**
 * with `--installed`: all plugins on this machine
 */
installed?: {
/**
 * `plugin@marketplace`
 */
id: string
/**
 * `elsewhere`: installed for another folder only; `fails`: enabled, but the client does not load it
 */
state: ("loads" | "off" | "elsewhere" | "fails")
scopes: ("user" | "project" | "local" | "managed")[]
/**
 * the version that the client recorded
 */
recorded?: string
/**
 * the folder that the client loads it from
 */
copy?: string
[k: string]: unknown
}[]
/**
 * with `--with`: what the added plugins change; `findings` are only those that come with them
 */
brings?: {
/**
 * the added plugins
 */
specs: string[]
/**
 * the plugins that are new
 */
plugins: {
name: string
/**
 * `0.0.0` if it has none: see `unpinnable`
 */
version: string
/**
 * set if it has neither a version nor a tag
 */
unpinnable?: boolean
/**
 * what its author wrote, if that is not a version
 */
statedVersion?: string
marketplace: string
/**
 * whether it was requested, and not only required by another plugin
 */
requested: boolean
/**
 * the date of the release
 */
date?: string
/**
 * the plugins that require it only optionally
 */
optionalFor?: string[]
/**
 * set if the client loads it from a copy in the project, without an installation
 */
copied?: true
/**
 * set if the client installs it from the project's own pins, at the locked commit
 */
pinned?: true
/**
 * the number of components of each kind
 */
components?: {
[k: string]: number
}
requiredBy?: string[]
/**
 * where it is installed, with `--installed`
 */
scopes?: ("user" | "project" | "local" | "managed")[]
[k: string]: unknown
}[]
/**
 * plugins of the list whose version changes
 */
moved: {
name: string
before: string
after: string
[k: string]: unknown
}[]
/**
 * estimated tokens that all descriptions use in every session
 */
tokens: {
before: number
after: number
/**
 * new plugins whose descriptions are not known
 */
unknown: string[]
[k: string]: unknown
}
/**
 * hook processes per call, for the tool that gains the most
 */
processes?: {
tool: string
before: number
after: number
[k: string]: unknown
}
/**
 * how many findings the list has without them, omitted here
 */
known: number
[k: string]: unknown
}
[k: string]: unknown
}

export type PlanOutput = ({
/**
 * the version of the JSON output format
 */
schemaVersion: 1
/**
 * the pattern that the plan follows
 */
pattern: (string | null)
title: string
useCase?: string
/**
 * whether the client will install and load them
 */
verdict: ({
kind: "unreadable"
files: string[]
[k: string]: unknown
} | {
kind: "unsolvable"
conflict: string[]
missing: string[]
restChecked: boolean
/**
 * plugins that could not be looked up
 */
unknown: {
name: string
registry: string
reason: string
/**
 * the plugins that depend on it; empty if it was requested
 */
requiredBy: string[]
[k: string]: unknown
}[]
[k: string]: unknown
} | {
kind: "refused"
rules: string[]
plugins: string[]
/**
 * one sentence for each finding that prevents plugins from being installed or loaded
 */
reasons: string[]
/**
 * plugins that could not be looked up
 */
unknown: {
name: string
registry: string
reason: string
/**
 * the plugins that depend on it; empty if it was requested
 */
requiredBy: string[]
[k: string]: unknown
}[]
[k: string]: unknown
} | {
kind: "unknown"
/**
 * plugins that could not be looked up
 */
plugins: {
name: string
registry: string
reason: string
/**
 * the plugins that depend on it; empty if it was requested
 */
requiredBy: string[]
[k: string]: unknown
}[]
restChecked: boolean
[k: string]: unknown
} | {
kind: "loads"
apart: boolean
[k: string]: unknown
})
/**
 * what the plan changes, compared with what is installed, enabled and locked
 */
change: {
plugins: {
plugin: string
/**
 * `enable`: it is installed, but disabled
 */
action: ("add" | "enable" | "move" | "keep" | "disable")
/**
 * the version now
 */
from?: string
to?: string
/**
 * the version in the lock, if it is a different one
 */
locked?: string
/**
 * the version that the client installs, if it cannot be asked for this one
 */
installs?: string
because?: string
[k: string]: unknown
}[]
/**
 * other plugins that are enabled now and stay so
 */
others: string[]
[k: string]: unknown
}
orchestration: {
id: ("pipeline" | "parallel" | "event-driven")
reason: string
/**
 * the most plugins that run in parallel
 */
width: number
/**
 * the longest chain of plugins that wait for each other
 */
longestChain: string[]
/**
 * optional inputs that come too late for the plugin that could use them
 */
notWaitedFor: {
from: string
to: string
artifact: string
[k: string]: unknown
}[]
/**
 * required inputs that close a cycle: the first turn of the plugin does without them
 */
cut: {
from: string
to: string
artifact: string
[k: string]: unknown
}[]
/**
 * a way that takes fewer stages
 */
shorter?: {
id: ("pipeline" | "parallel" | "event-driven")
stages: number
/**
 * what plugins then start without
 */
without: {
from: string
to: string
artifact: string
[k: string]: unknown
}[]
[k: string]: unknown
}
[k: string]: unknown
}
plugins: {
name: string
/**
 * `0.0.0` if it has none: see `unpinnable`
 */
version: string
/**
 * set if it has neither a version nor a tag
 */
unpinnable?: boolean
/**
 * what its author wrote, if that is not a version
 */
statedVersion?: string
marketplace: string
role: string
stage: number
/**
 * whether something states its inputs, outputs, events or roles
 */
ground: ("stated" | "unknown")
/**
 * of one that states no role: the roles that its own words show
 */
seenRoles?: {
role: string
place: ("name" | "category" | "keywords" | "description")
word: string
/**
 * such words were right in nine of ten measured cases or more
 */
isSure: boolean
[k: string]: unknown
}[]
description?: string
/**
 * the names of its components, by kind
 */
components?: {
[k: string]: string[]
}
/**
 * what it takes in every session; tokens are estimated
 */
cost?: {
/**
 * absent if its texts are not known
 */
tokens?: number
/**
 * hook processes per call, for the tool for which it starts the most
 */
processes: number
[k: string]: unknown
}
[k: string]: unknown
}[]
/**
 * with `--successors`: which plugin is planned in place of which, and which components it keeps
 */
successions: {
plugin: string
marketplace: string
by: string
kept: string[]
lost: string[]
[k: string]: unknown
}[]
/**
 * what the mods of the plugins do
 */
mods: {
plugin: string
mod: {
/**
 * the module that the client loads, relative to the plugin
 */
module: string
hooks: {
event: string
/**
 * null if it is computed
 */
matcher: ({
[k: string]: unknown
} | null)
/**
 * what it can return without calling the hooks after it
 */
answers: {
kind: ("refuse" | "allow" | "ask" | "result" | "computed")
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
hasCatch: boolean
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
registrations: {
kind: ("command" | "tool" | "agent")
name?: string
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
/**
 * what it adds to `$`
 */
nouns: {
name: string
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
calls: {
name: string
subject?: string
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
/**
 * what cannot be known without running it
 */
unknown: {
what: string
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
/**
 * why the client does not load it
 */
refusals: {
why: string
detail?: string
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
[k: string]: unknown
}
[k: string]: unknown
}[]
prerequisites: {
runtimes: {
name: string
/**
 * what is needed, such as a version range
 */
need: string
/**
 * a command that verifies it
 */
verify: string
optional: boolean
/**
 * of a resource: how much of it, as descriptions estimate it
 */
amount?: string
neededBy: string[]
[k: string]: unknown
}[]
libraries: {
name: string
/**
 * what is needed, such as a version range
 */
need: string
/**
 * a command that verifies it
 */
verify: string
optional: boolean
/**
 * of a resource: how much of it, as descriptions estimate it
 */
amount?: string
neededBy: string[]
[k: string]: unknown
}[]
tools: {
name: string
/**
 * what is needed, such as a version range
 */
need: string
/**
 * a command that verifies it
 */
verify: string
optional: boolean
/**
 * of a resource: how much of it, as descriptions estimate it
 */
amount?: string
neededBy: string[]
[k: string]: unknown
}[]
env: {
name: string
/**
 * what is needed, such as a version range
 */
need: string
/**
 * a command that verifies it
 */
verify: string
optional: boolean
/**
 * of a resource: how much of it, as descriptions estimate it
 */
amount?: string
neededBy: string[]
[k: string]: unknown
}[]
resources: {
name: string
/**
 * what is needed, such as a version range
 */
need: string
/**
 * a command that verifies it
 */
verify: string
optional: boolean
/**
 * of a resource: how much of it, as descriptions estimate it
 */
amount?: string
neededBy: string[]
[k: string]: unknown
}[]
[k: string]: unknown
}
/**
 * what the client starts by itself once the plugins are enabled
 */
starts: {
plugin: string
hooks: {
event: string
amount: number
/**
 * what all of them are limited to; empty if one is not, or if that is not known
 */
matchers: string[]
[k: string]: unknown
}[]
servers: {
/**
 * `MCP server`, `LSP server` or `monitor`
 */
what: string
name: string
/**
 * the local ports that it is started with
 */
ports: number[]
/**
 * lines and columns count from 1
 */
location?: {
file: string
line: number
column: number
[k: string]: unknown
}
[k: string]: unknown
}[]
[k: string]: unknown
}[]
/**
 * in order
 */
stages: {
name: string
/**
 * whether its steps can run in parallel
 */
parallel: boolean
/**
 * if the environment cannot run all of them at once: those that run in parallel, one round after another
 */
rounds?: string[][]
/**
 * what there is too little of for a single round
 */
limits?: string[]
steps: {
plugin: string
action: string
commands: string[]
/**
 * what the pattern says to begin with
 */
begin?: string
[k: string]: unknown
}[]
[k: string]: unknown
}[]
dataFlow: {
from: string
to: string
artifact: string
format: string
optional: boolean
[k: string]: unknown
}[]
events: {
from: string
to: string
event: string
/**
 * how the subscriber learns of it; absent if that is not stated
 */
channel?: string
/**
 * what it carries; absent if that is not stated
 */
payload?: string
[k: string]: unknown
}[]
/**
 * where the texts of one plugin call a component of another
 */
calls: {
from: string
to: string
/**
 * `plugin:component`, also if the text has only the name of the component
 */
component: string
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * such statements were right in nine of ten measured cases or more
 */
isSure: boolean
[k: string]: unknown
}[]
/**
 * files that one plugin writes and another reads, as the texts of both say
 */
files: {
/**
 * the plugin that writes it
 */
from: string
/**
 * the plugin that reads it
 */
to: string
/**
 * relative to the project; `*` stands for what varies, and a folder ends with `/`
 */
path: string
/**
 * where it is said that the one writes it
 */
written: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * where it is said that the other reads it
 */
read: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * such statements were right in nine of ten measured cases or more
 */
isSure: boolean
[k: string]: unknown
}[]
/**
 * from a dependency to the plugin that declares it
 */
dependencies: {
from: string
to: string
optional?: true
[k: string]: unknown
}[]
/**
 * commands for the client, in order
 */
install: string[]
/**
 * two plugins first, then one at a time while links connect them, then the rest
 */
rollout: {
title: string
add: string[]
commands: string[]
/**
 * the commands that are only remarks
 */
remarks: string[]
/**
 * commands that fail if the step did not work
 */
checks: string[]
verify: string[]
[k: string]: unknown
}[]
/**
 * the plugins without commands: those that are not available, which are not among `plugins`, and those that the client is known to refuse
 */
leftOut: {
plugin: string
rule: string
because: string
instead?: string
[k: string]: unknown
}[]
/**
 * commands that undo the steps
 */
rollback: string[]
/**
 * what others lose when a plugin fails
 */
failures: {
stage: number
plugin: string
/**
 * plugins that cannot continue, and what they lack
 */
stops: string[]
/**
 * plugins that continue without its output
 */
goOn: string[]
[k: string]: unknown
}[]
/**
 * an integration test to write for each link and call
 */
tests: {
name: string
from: string
to: string
artifact: string
format: string
given: string
run?: string
expect: string
[k: string]: unknown
}[]
pitfalls: {
id: string
title: string
/**
 * why it applies
 */
because: string
solution: string
rules: string[]
[k: string]: unknown
}[]
troubleshooting: {
id: string
title: string
steps: string[]
[k: string]: unknown
}[]
checklist: {
id: string
title: string
group: string
status: ("done" | "missing" | "unknown" | "not-applicable")
/**
 * what covers it, what is missing, or why it does not apply
 */
evidence: string
[k: string]: unknown
}[]
workflow: string[]
outcomes: string[]
benefits: string[]
example?: {
language: string
code: string
[k: string]: unknown
}
findings: {
/**
 * the id of the rule; `mkt explain` shows its page
 */
rule: string
/**
 * the name of the rule
 */
name: string
/**
 * the case of the rule
 */
case?: string
/**
 * the data in the message: names, versions, ranges, counts
 */
evidence?: {
[k: string]: unknown
}
severity: ("error" | "warning" | "note")
message: string
/**
 * the plugins concerned
 */
plugins: string[]
/**
 * where the cause is
 */
location?: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * other places that are involved
 */
related?: {
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
message: string
[k: string]: unknown
}[]
/**
 * what to do next
 */
help?: string
[k: string]: unknown
}[]
[k: string]: unknown
} | {
/**
 * the version of the JSON output format
 */
schemaVersion: 1
diff: {
verdict: {
before: string
after: string
[k: string]: unknown
}
plugins: {
plugin: string
/**
 * `left-out`: it is still asked for, but not available, or in a conflict
 */
change: ("added" | "removed" | "changed" | "left-out")
/**
 * the version before
 */
before?: string
after?: string
[k: string]: unknown
}[]
commands: {
added: string[]
removed: string[]
[k: string]: unknown
}
/**
 * what connects the plugins, in words
 */
links: {
added: string[]
removed: string[]
[k: string]: unknown
}
findings: {
added: {
rule: string
severity: ("error" | "warning" | "note")
message: string
[k: string]: unknown
}[]
removed: {
rule: string
severity: ("error" | "warning" | "note")
message: string
[k: string]: unknown
}[]
/**
 * of the same rule, about more or fewer of the same plugins
 */
changed: {
rule: string
severity: ("error" | "warning" | "note")
message: string
/**
 * its first line before
 */
before: string
[k: string]: unknown
}[]
[k: string]: unknown
}
[k: string]: unknown
}
[k: string]: unknown
} | {
/**
 * the version of the JSON output format
 */
schemaVersion: 1
ok: false
pattern: (string | null)
/**
 * @maxItems 0
 */
plugins: []
findings: {
/**
 * the id of the rule; `mkt explain` shows its page
 */
rule: string
/**
 * the name of the rule
 */
name: string
/**
 * the case of the rule
 */
case?: string
/**
 * the data in the message: names, versions, ranges, counts
 */
evidence?: {
[k: string]: unknown
}
severity: ("error" | "warning" | "note")
message: string
/**
 * the plugins concerned
 */
plugins: string[]
/**
 * where the cause is
 */
location?: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * other places that are involved
 */
related?: {
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
message: string
[k: string]: unknown
}[]
/**
 * what to do next
 */
help?: string
[k: string]: unknown
}[]
[k: string]: unknown
})

export type ResolveOutput = ({
/**
 * the version of the JSON output format
 */
schemaVersion: 1
ok: true
/**
 * versions by name, or by `name@marketplace` if several plugins have the name; `null` for a plugin that states none
 */
resolution: {
[k: string]: string | null
}
[k: string]: unknown
} | {
/**
 * the version of the JSON output format
 */
schemaVersion: 1
ok: false
/**
 * why there is no resolution
 */
explanation: string
/**
 * requested plugins that are incompatible
 */
conflict: string[]
/**
 * whether it is known that every proper subset of them is compatible
 */
minimal?: boolean
/**
 * whether it is known that no other conflict is smaller
 */
smallest?: boolean
/**
 * possible solutions, the cheapest first
 */
suggestions: {
action: ("drop" | "relax" | "allow-prerelease" | "environment" | "relax-dependency")
spec: string
text: string
[k: string]: unknown
}[]
[k: string]: unknown
})

export interface ValidateOutput {
/**
 * the version of the JSON output format
 */
schemaVersion: 1
/**
 * whether there is no error
 */
ok: boolean
/**
 * the path, as written on the command line
 */
path: string
kind: ("marketplace" | "plugin" | "registry folder" | "index file" | "project" | "settings" | "pattern" | "lock")
/**
 * what the folder contains, if that is more than one thing
 */
parts?: {
kind: ("marketplace" | "plugin" | "registry folder" | "index file" | "project" | "settings" | "pattern" | "lock")
path: string
[k: string]: unknown
}[]
findings: {
/**
 * the id of the rule; `mkt explain` shows its page
 */
rule: string
/**
 * the name of the rule
 */
name: string
/**
 * the case of the rule
 */
case?: string
/**
 * the data in the message: names, versions, ranges, counts
 */
evidence?: {
[k: string]: unknown
}
severity: ("error" | "warning" | "note")
message: string
/**
 * the plugins concerned
 */
plugins: string[]
/**
 * where the cause is
 */
location?: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * other places that are involved
 */
related?: {
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
message: string
[k: string]: unknown
}[]
/**
 * what to do next
 */
help?: string
[k: string]: unknown
}[]
/**
 * findings by level
 */
summary: {
errors: number
warnings: number
notes: number
[k: string]: unknown
}
/**
 * with `--since`: what was compared; the findings are only those that the change brings
 */
since?: {
/**
 * as written on the command line
 */
ref: string
/**
 * what was compared with: where the branches parted, or the commit of the ref
 */
commit: string
/**
 * how many files the change touches
 */
files: number
/**
 * the plugins of the marketplace that the change touches
 */
plugins: {
name: string
change: ("added" | "changed" | "removed")
[k: string]: unknown
}[]
/**
 * with how many other plugins each added or changed one was tried
 */
others: number
/**
 * plugins that were not tried: their files are not in the repository
 */
elsewhere: number
/**
 * the places in `findings` of those about plugins that meet
 */
collisions: number[]
/**
 * how many findings were there before, and are not among `findings`
 */
before: number
[k: string]: unknown
}
[k: string]: unknown
}

export type LockOutput = ({
/**
 * the version of the JSON output format
 */
schemaVersion: 1
ok: boolean
file: string
/**
 * `unconfirmed`: locked versions would change, and `--yes` was not given
 */
state: ("fresh" | "stale" | "written" | "would-change" | "unconfirmed")
/**
 * the number of locked plugins
 */
locked: number
/**
 * how many of them run code that the lock does not pin
 */
withUnlockedCode: number
changes: {
kind: ("add" | "move" | "drop")
/**
 * `name@marketplace`
 */
id: string
/**
 * a version
 */
before?: string
/**
 * a version
 */
after?: string
review?: {
/**
 * what runs: hooks, servers, monitors, mods, executables, dependencies
 */
runs: {
/**
 * such as `hooks`
 */
what: string
added: string[]
removed: string[]
[k: string]: unknown
}[]
/**
 * names of other components, variables, the license
 */
more: {
/**
 * such as `hooks`
 */
what: string
added: string[]
removed: string[]
[k: string]: unknown
}[]
contextTokens?: {
before: number
after: number
[k: string]: unknown
}
[k: string]: unknown
}
unlocked: string[]
[k: string]: unknown
}[]
findings: {
/**
 * the id of the rule; `mkt explain` shows its page
 */
rule: string
/**
 * the name of the rule
 */
name: string
/**
 * the case of the rule
 */
case?: string
/**
 * the data in the message: names, versions, ranges, counts
 */
evidence?: {
[k: string]: unknown
}
severity: ("error" | "warning" | "note")
message: string
/**
 * the plugins concerned
 */
plugins: string[]
/**
 * where the cause is
 */
location?: {
file: string
line: number
column: number
[k: string]: unknown
}
/**
 * other places that are involved
 */
related?: {
/**
 * lines and columns count from 1
 */
location: {
file: string
line: number
column: number
[k: string]: unknown
}
message: string
[k: string]: unknown
}[]
/**
 * what to do next
 */
help?: string
[k: string]: unknown
}[]
/**
 * merge conflicts that were resolved
 */
conflicts: {
firstLine: number
lastLine: number
[k: string]: unknown
}[]
/**
 * releases that are too new
 */
heldBack: string[]
/**
 * with `--adopt`: plugins that are installed in a different version from the locked one
 */
notAdopted: {
id: string
installed: string
locked: string
[k: string]: unknown
}[]
[k: string]: unknown
} | ({
/**
 * the version of the JSON output format
 */
schemaVersion: 1
ok: true
/**
 * versions by name, or by `name@marketplace` if several plugins have the name; `null` for a plugin that states none
 */
resolution: {
[k: string]: string | null
}
[k: string]: unknown
} | {
/**
 * the version of the JSON output format
 */
schemaVersion: 1
ok: false
/**
 * why there is no resolution
 */
explanation: string
/**
 * requested plugins that are incompatible
 */
conflict: string[]
/**
 * whether it is known that every proper subset of them is compatible
 */
minimal?: boolean
/**
 * whether it is known that no other conflict is smaller
 */
smallest?: boolean
/**
 * possible solutions, the cheapest first
 */
suggestions: {
action: ("drop" | "relax" | "allow-prerelease" | "environment" | "relax-dependency")
spec: string
text: string
[k: string]: unknown
}[]
[k: string]: unknown
}))
