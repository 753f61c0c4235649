import { fullName, fullNameOf } from '../model/component-kinds.ts';
import type { Finding } from '../model/finding.ts';
import { groupedBy } from '../model/grouped-by.ts';
import { toolPrefix } from '../model/mcp-names.ts';
import type { ModHook } from '../model/mod.ts';
import { pluginId, type Release } from '../model/plugin.ts';
import type { RuleId } from '../model/problems.ts';
import type { MeetingGrid, PluginSurface, SurfaceColumn } from '../model/surface.ts';
import { type ChosenMod, type Context, emptyContext } from './context.ts';
import { allFindings } from './engine.ts';
import { labelsIn } from './evidence.ts';
import { type ListeningHook, listeningHooks } from './hooks.ts';
import type { AnyRule } from './rule.ts';
import { runningMods } from './switched-off.ts';

/** The rules about plugins that meet, each with the column in which they do. */
const columns: Partial<Readonly<Record<RuleId, SurfaceColumn>>> = {
  MKT301: 'names',
  MKT302: 'names',
  MKT303: 'names',
  MKT304: 'takes',
  MKT305: 'takes',
  MKT306: 'gates',
  MKT307: 'names',
  MKT308: 'takes',
  MKT309: 'names',
  MKT310: 'names',
  MKT311: 'gates',
  MKT312: 'gates',
  MKT313: 'takes',
  MKT314: 'gates',
  MKT315: 'takes',
  MKT316: 'takes',
  MKT402: 'hooks',
  MKT501: 'takes',
  MKT504: 'takes',
};

/** Cases of these rules that belong into another column than most. */
const columnsOfCases: Readonly<Record<string, SurfaceColumn>> = {
  'MKT306 side-by-side': 'hooks',
  'MKT311 same-command': 'names',
  'MKT311 same-noun': 'names',
  'MKT311 same-plugin-name': 'names',
  'MKT311 client-command': 'names',
  'MKT311 own-agent': 'names',
  'MKT314 agent': 'names',
  'MKT314 name': 'names',
  'MKT315 hooks-off': 'hooks',
  'MKT315 hook-twice': 'hooks',
  'MKT315 hooks-meet': 'gates',
  'MKT315 same-name': 'names',
  'MKT315 style-overruled': 'names',
  'MKT315 override-idle': 'names',
};

/** What each chosen plugin listens to, can stop, is called and takes, and which findings are about two of them. */
export function meetingGrid(context: Context, findings: readonly Finding[]): MeetingGrid {
  const label = labelsIn(context);
  const hooks = groupedBy(listeningHooks(context), ({ release }) => idOf(release));
  const mods = new Map(runningMods(context).map((each) => [idOf(each.release), each]));
  return {
    plugins: context.releases.map((release) =>
      surfaceOf(release, label(release), hooks.get(idOf(release)) ?? [], mods.get(idOf(release))),
    ),
    meetings: findings.flatMap((finding) => {
      const column = columnsOfCases[`${finding.rule} ${finding.case}`] ?? columns[finding.rule];
      return column === undefined ? [] : [{ column, finding }];
    }),
  };
}

const idOf = ({ name, marketplace }: Release): string => pluginId(name, marketplace);

function surfaceOf(
  release: Release,
  label: string,
  hooks: readonly ListeningHook[],
  mod: ChosenMod | undefined,
): PluginSurface {
  const { name, namespace = name, components } = release;
  const ofMod = mod?.mod.hooks ?? [];
  const named = (key: 'agents' | 'commands' | 'skills' | 'outputStyles' | 'workflows') =>
    components[key].map((item) => fullName(key, namespace, fullNameOf(key, item)));
  return {
    label,
    name,
    hooks: distinct([
      ...hooks.filter(({ event }) => event.blocks === undefined).map(hookText),
      ...ofMod.filter(({ answers }) => answers.length === 0).map(modHookText),
    ]),
    gates: distinct([
      ...hooks.filter(({ event }) => event.blocks !== undefined).map(hookText),
      ...ofMod.filter(({ answers }) => answers.length > 0).map(modHookText),
    ]),
    names: distinct([
      ...named('agents'),
      ...named('commands'),
      ...named('skills'),
      ...named('outputStyles'),
      ...named('workflows'),
      ...(mod?.mod.registrations ?? []).map(
        ({ kind, name: registered = '(computed)' }) => `${kind} ${registered}`,
      ),
      ...(mod?.mod.nouns ?? []).map((noun) => `$.${noun.name}`),
    ]),
    takes: distinct([
      ...components.mcpServers.map((server) => `${toolPrefix(namespace, server.name)}…`),
      ...components.lspServers.flatMap(({ extensions }) => extensions),
      ...components.executables.map((executable) => `bin/${executable}`),
      ...(release.details ?? []).flatMap(({ ports = [] }) => ports.map((port) => `port ${port}`)),
      ...(release.settings?.agent === undefined ? [] : [`agent ${String(release.settings.agent)}`]),
      ...(mod?.mod.calls ?? []).map(({ name: call, subject }) =>
        subject === undefined ? `$.${call}` : `$.${call} ${subject}`,
      ),
    ]),
  };
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

const hookText = ({ hook: { event, matcher } }: ListeningHook): string =>
  matcher === undefined || matcher === '' || matcher === '*' ? event : `${event} ${matcher}`;

/** A mod's matcher is shown by its fields: the rest is in `mkt info`. */
const modHookText = ({ event, matcher }: ModHook): string => {
  const fields = Object.keys(matcher ?? {});
  return `${event}${fields.length === 0 ? '' : ` by ${fields.join(', ')}`} (mod)`;
};

/** Where releases would meet if all of them were enabled together: only the rules about meetings run. */
export function gridOver(
  releases: readonly Release[],
  more: Pick<Context, 'client' | 'mods'>,
  rules: readonly AnyRule[],
): MeetingGrid {
  const context: Context = { ...emptyContext, ...more, releases };
  const ofMeetings = rules.filter(({ id }) => Object.hasOwn(columns, id));
  return meetingGrid(context, allFindings(ofMeetings, context, { levels: {}, ignores: [] }));
}
