import maxSatisfying from 'semver/ranges/max-satisfying.js';
import { integrationMap, type Mapped } from '../../analysis/map.ts';
import type { IntegrationMap } from '../../model/map.ts';
import { nearest } from '../../model/nearest.ts';
import type { Plugin } from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import type { Spec } from '../../model/resolution.ts';
import { listed, printable } from '../../model/text.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { allPlugins, open } from '../open.ts';
import { projectOf } from '../project.ts';
import { specOf } from '../spec-of.ts';

/** `mkt map`: who refers to whom, in whole registries or around some plugins. */
export async function run(call: Call): Promise<ExitCode> {
  const sources = call.args.filter(isSource);
  const specs = call.args.filter((arg) => !isSource(arg)).map(specOf);
  const registries = await openFor(call, sources);
  const asked = await askedPlugins(specs, registries);
  const mapped = [...asked];
  const seen = new Set(asked.map(({ plugin }) => idOf(plugin)));
  for (const plugin of allPlugins(registries)) {
    const version = plugin.versions[0];
    const release = version === undefined ? undefined : plugin.release(version);
    if (release === undefined || seen.has(idOf(plugin))) continue;
    seen.add(idOf(plugin));
    mapped.push(mappedOf(plugin, release, false));
  }
  const names = new Set(mapped.map(({ plugin }) => plugin.name));
  const unusable = registries
    .flatMap((registry) => registry.names() ?? [])
    .filter((name) => !names.has(name));
  const map = integrationMap(mapped, { unusable: [...new Set(unusable)].sort() });
  await emit(call, await render(call, map, registries));
  return exitCode.fine;
}

/** No plugin's name holds a slash: what does is a place. */
const isSource = (arg: string): boolean => arg === '.' || arg === '..' || /[/\\]/.test(arg);

const idOf = ({ name, marketplace }: Plugin): string => `${name}@${marketplace}`;

/** What the user names as a place is mapped alone; else everything that other commands ask. */
async function openFor(call: Call, sources: readonly string[]): Promise<readonly Registry[]> {
  const alone = sources.length > 0;
  const { project, faults } = alone
    ? { project: undefined, faults: [] }
    : await projectOf({ ...call, args: ['-'] }, { required: false });
  const options = alone
    ? { ...call.options, registry: [...call.options.registry, ...sources], bundled: false }
    : call.options;
  const opened = await open({ ...call, options }, project, { isAlone: alone });
  const all = [...faults, ...opened.faults];
  if (all.length > 0) await (await import('../refuse-faults.ts')).refuseFaults(call, all);
  return opened.registries;
}

/** The plugins that were named. These are looked up, though it may cost a transfer, so that their texts are known. */
async function askedPlugins(specs: readonly Spec[], registries: readonly Registry[]): Promise<Mapped[]> {
  const asked: Mapped[] = [];
  for (const spec of specs) {
    const lookups = await Promise.all(registries.map((registry) => registry.lookup(spec.name)));
    const failed = lookups.find((lookup) => lookup.status === 'failed');
    const found = lookups
      .flatMap((lookup) => (lookup.status === 'found' ? lookup.plugins : []))
      .filter(({ marketplace }) => marketplace === (spec.marketplace ?? marketplace));
    if (found.length === 0) throw notThere(spec, registries, failed?.reason);
    const chosen = found.flatMap((plugin) => {
      const version = maxSatisfying([...plugin.versions], spec.range);
      const release = version === null ? undefined : plugin.release(version);
      return release === undefined ? [] : [mappedOf(plugin, release, true)];
    });
    if (chosen.length === 0)
      throw new Failure(`\`${spec.name}\` has no release in \`${printable(spec.range)}\``, {
        code: exitCode.problem,
        hint: `it has ${listed((found[0]?.versions ?? []).slice(0, 12))}`,
      });
    const known = new Set(asked.map(({ plugin }) => idOf(plugin)));
    asked.push(...chosen.filter(({ plugin }) => !known.has(idOf(plugin))));
  }
  return asked;
}

function notThere(
  { text, name }: Spec,
  registries: readonly Registry[],
  reason: string | undefined,
): Failure {
  if (reason !== undefined)
    return new Failure(`\`${printable(text)}\` cannot be read: ${printable(reason)}`, {
      code: exitCode.problem,
    });
  const near = nearest(
    name,
    registries.flatMap((registry) => registry.names() ?? []),
  );
  return new Failure(`no registry has a plugin \`${printable(text)}\``, {
    code: exitCode.problem,
    hint: didYouMean(near) ?? 'run `mkt list` to see all plugins',
  });
}

/** The bundled registry knows what texts name although their files lie elsewhere. */
function mappedOf(plugin: Plugin, release: Mapped['release'], isAsked: boolean): Mapped {
  const isElsewhere =
    plugin.registry !== 'bundled' && release.references === undefined && typeof release.source === 'object';
  return { plugin, release, isAsked, isElsewhere };
}

async function render(
  { options, out, width }: Call,
  map: IntegrationMap,
  registries: readonly Registry[],
): Promise<string> {
  switch (options.format) {
    case 'json':
      return (await import('../../report/map-json.ts')).mapJson(map);
    case 'mermaid':
      return (await import('../../report/map-mermaid.ts')).mapMermaid(map);
    case 'dot':
      return (await import('../../report/map-dot.ts')).mapDot(map);
    default: {
      const sources = registries.map(({ source }) => source);
      const { mapText } = await import('../../report/map-text.ts');
      return mapText(map, { style: out, width, sources, verbose: options.verbose });
    }
  }
}
