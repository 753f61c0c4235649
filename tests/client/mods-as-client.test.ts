/**
 * Small mods of every group of events, form of a matcher and way to answer, with what `claude plugin validate --json` of 2.1.332 reads of each:
 * pattern, matcher, and whether a failure is handled.
 */
import { expect, test } from 'vitest';
import { readMod } from '../../src/client/mods/read-mod.ts';
import { memoryTree } from './fixtures.ts';

const pass = 'async ($, e, next) => next(e)';
const deny = "async ($, e, next) => { if (e.x) return { deny: 'no' }; return next(e); }";

test.each<[what: string, body: string, hooks: readonly string[]]>([
  ['tools call', `on('tool.call', { tool: 'Bash' }, ${deny});`, ['tool.call {"tool":{"is":"Bash"}}']],
  [
    'tools array',
    `on('tool.call', { tool: ['Bash', 'Edit'] }, ${deny});`,
    ['tool.call {"tool":{"anyOf":[{"is":"Bash"},{"is":"Edit"}]}}'],
  ],
  [
    'tools regex',
    `on('tool.call', { tool: /^mcp__/i }, ${deny});`,
    ['tool.call {"tool":{"regex":"^mcp__","flags":"i"}}'],
  ],
  ['tools check', `on('tool.check', async ($, e, next) => ({ decision: 'allow' }));`, ['tool.check {}']],
  [
    'tools describe',
    `on('tool.describe', { tool: 'Bash' }, ${pass});`,
    ['tool.describe {"tool":{"is":"Bash"}}'],
  ],
  ['prompt submit', `on('prompt.submit', async ($, e, next) => ({ drop: true }));`, ['prompt.submit {}']],
  [
    'prompt section',
    `on('prompt.section', { section: 'tone' }, ${pass});`,
    ['prompt.section {"section":{"is":"tone"}}'],
  ],
  ['prompt compose', `on('prompt.compose', ${pass});`, ['prompt.compose {}']],
  [
    'command run',
    `on('command.run', { command: 'build' }, async ($, e, next) => ({ text: 'x' }));`,
    ['command.run {"command":{"is":"build"}}'],
  ],
  ['config set', `on('config.set', ${deny});`, ['config.set {}']],
  ['turn', `on('turn.start', ${pass});on('turn.complete', ${pass});`, ['turn.start {}', 'turn.complete {}']],
  ['turn step', `on('turn.step', async function* ($, e, next) { yield* next(e); });`, ['turn.step {}']],
  [
    'session',
    `on('session.start', ${pass});on('session.end', ${pass});on('session.compact', async ($, e, next) => ({ skip: true }));`,
    ['session.start {}', 'session.end {}', 'session.compact {}'],
  ],
  [
    'agent offer',
    `on('agent.offer', { agent: 'x' }, async ($, e, next) => ({ isOffered: false }));`,
    ['agent.offer {"agent":{"is":"x"}}'],
  ],
  ['agent spawn', `on('agent.spawn', ${deny});`, ['agent.spawn {}']],
  [
    'ui render',
    `on('ui.render', { component: 'Spinner' }, ${pass});`,
    ['ui.render {"component":{"is":"Spinner"}}'],
  ],
  [
    'plugin register',
    `on('plugin.register', async ($, e, next) => ({ refuse: 'no' }));`,
    ['plugin.register {}'],
  ],
  [
    'telemetry',
    `on('telemetry.log', { to: 'collector' }, ${pass});`,
    ['telemetry.log {"to":{"is":"collector"}}'],
  ],
  [
    'classic',
    `on('classic.PreToolUse', { tool: 'Bash' }, ${deny});on('classic.Stop', ${pass});`,
    ['classic.PreToolUse {"tool":{"is":"Bash"}}', 'classic.Stop {}'],
  ],
  ['api call', `on('fs.write', ${deny});on('process.run', ${deny});`, ['fs.write {}', 'process.run {}']],
  ['namespace', `on('fs.*', ${deny});`, ['fs.* {}']],
  ['star', `on('*', ${pass});`, ['* {}']],
  [
    'catch',
    `on('tool.call', { tool: 'Read' }, ${deny}).catch(${pass});`,
    ['tool.call {"tool":{"is":"Read"}} catch'],
  ],
  [
    'engine',
    `on('engine.create', async ($, e, next) => { const { ...beneath } = await next(e); return { ...beneath, voice: { say: () => 1 } }; });`,
    ['engine.create {}'],
  ],
])('%s', (_, body, hooks) => {
  const code = `export function register(on, options) {\n${body}\n}\n`;
  const mod = readMod(memoryTree({ 'hooks/register.js': code }), 'hooks/register.js');
  expect(mod.refusals).toEqual([]);
  expect(
    mod.hooks.map(
      ({ event, matcher, hasCatch }) => `${event} ${JSON.stringify(matcher)}${hasCatch ? ' catch' : ''}`,
    ),
  ).toEqual(hooks);
});
