/**
 * The verdict over eight real marketplaces, of all plugins together and of each alone, held against a model of the client that is
 * written here from what is known about it and shares no code with mkt: which entries and manifests it refuses, what else it installs,
 * and in which version.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import coerce from 'semver/functions/coerce.js';
import valid from 'semver/functions/valid.js';
import { describe, expect, test } from 'vitest';
import type { Call, Options } from '../../src/cli/call.ts';
import { checkResult } from '../../src/cli/commands/check.ts';
import { gather } from '../../src/cli/gather.ts';
import type { Gathered } from '../../src/cli/gathered.ts';
import { inspect } from '../../src/cli/inspection.ts';
import { resolveRequest } from '../../src/cli/resolve-request.ts';
import { specOf } from '../../src/cli/spec-of.ts';
import { noSpinner } from '../../src/cli/spinner.ts';
import { bare, folder } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';

type Json = Record<string, unknown>;

/** A plugin as the client would see it. */
interface Seen {
  readonly version: string | undefined;
  readonly dependencies: readonly { readonly name: string; readonly marketplace: unknown }[];
  /** Why the client does not install or load it. */
  readonly refusals: readonly string[];
  /** Its files are elsewhere: nothing is known without a network. */
  readonly isElsewhere: boolean;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isPath = (value: unknown): boolean =>
  isText(value) && value.startsWith('./') && !value.split(/[\\/]/).includes('..');
const one = (check: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) ? value.every(check) : check(value);
const list = (check: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(check);

/** What the client accepts, by key of a manifest or an entry; a wrong value loses the whole plugin. */
const accepted: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: isText,
  version: isText,
  description: isText,
  category: isText,
  repository: isText,
  license: isText,
  displayName: isText,
  homepage: (value) => isText(value) && URL.canParse(value),
  author: (value) => isObject(value) && isText(value.name) && value.name !== '',
  keywords: list(isText),
  tags: list(isText),
  strict: (value) => typeof value === 'boolean',
  agents: one((value) => isPath(value) && /\.md$/.test(String(value))),
  commands: (value) => one(isPath)(value) || isObject(value),
  skills: one((value) => value === '.' || isPath(value)),
  hooks: one((value) => isPath(value) || isObject(value)),
  mcpServers: one((value) => isText(value) || isObject(value)),
  lspServers: one(
    (value) =>
      isPath(value) ||
      (isObject(value) &&
        Object.values(value).every(
          (server) => isObject(server) && isText(server.command) && isObject(server.extensionToLanguage),
        )),
  ),
  outputStyles: one(isPath),
  dependencies: list((value) => isText(value) || (isObject(value) && isText(value.name))),
};

/** Malformed values that the client drops from a manifest, while it refuses an entry with them. */
const dropped = ['author', 'description', 'displayName', 'homepage', 'keywords', 'license', 'repository'];

const componentKeys = ['commands', 'agents', 'skills', 'hooks', 'outputStyles', 'themes'];

const refusedKeys = (record: Json): string[] =>
  Object.keys(record).filter((key) => accepted[key]?.(record[key]) === false);

const refusedInManifest = (record: Json) => refusedKeys(record).filter((key) => !dropped.includes(key));

function parsed(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** A plugin of an entry, from its own manifest or that in its root. */
function seen(root: string, entry: Json): Seen {
  const wrong = refusedKeys(entry).map((key) => `entry: ${key}`);
  if (!isText(entry.source))
    return { version: undefined, dependencies: [], refusals: wrong, isElsewhere: wrong.length === 0 };
  const place = join(root, entry.source);
  if (!existsSync(place) || !statSync(place).isDirectory())
    return { version: undefined, dependencies: [], refusals: ['no folder'], isElsewhere: false };
  const own = parsed(join(place, '.claude-plugin/plugin.json'));
  const manifest = own === undefined ? parsed(join(place, 'plugin.json')) : own;
  const isReadable = manifest === undefined || (isObject(manifest) && isText(manifest.name));
  const stated = isObject(manifest) ? manifest : {};
  const version = [stated.version, entry.version].find(isText);
  const doubled =
    own !== undefined && entry.strict === false && componentKeys.some((key) => entry[key] !== undefined);
  return {
    version,
    dependencies: [stated, entry].flatMap(({ dependencies = [] }) =>
      (Array.isArray(dependencies) ? dependencies : []).map((each: unknown) => {
        const [name = '', marketplace] = String(isObject(each) ? each.name : each).split('@');
        return { name, marketplace: isObject(each) ? each.marketplace : marketplace };
      }),
    ),
    refusals: [
      ...wrong,
      ...(isReadable ? refusedInManifest(stated).map((key) => `manifest: ${key}`) : ['manifest']),
      ...(doubled ? ['conflicting manifests'] : []),
    ],
    isElsewhere: false,
  };
}

/** What comes of a request: the plugins that it reaches, whether one of them does not load, and whether one is not known. */
function outcome(plugins: ReadonlyMap<string, Seen>, request: readonly string[], marketplace: string) {
  const reached = new Set(request);
  const why: string[] = [];
  for (const name of reached) {
    const plugin = plugins.get(name);
    if (plugin === undefined) why.push(`${name} is not listed`);
    why.push(...(plugin?.refusals ?? []).map((text) => `${name}: ${text}`));
    for (const dependency of plugin?.dependencies ?? []) {
      if ((dependency.marketplace ?? marketplace) === marketplace) reached.add(dependency.name);
      else why.push(`${name} requires a plugin of ${String(dependency.marketplace)}`);
    }
  }
  const isUnknown = [...reached].some((name) => plugins.get(name)?.isElsewhere === true);
  return { reached, why, kind: why.length > 0 ? 'red' : isUnknown ? 'unknown' : 'loads' };
}

const { path: samples, isHere, needed } = outsideData('marketplaces');
const names = isHere ? readdirSync(samples).filter((name) => name.includes('+')) : [];
/** Plugins from elsewhere are all the same without a network: a few suffice. */
const mostElsewhere = 3;

describe('eight real marketplaces', needed, () => {
  test.each(names)('%s: all plugins together and each alone', async (sample) => {
    const root = join(samples, sample);
    const document = parsed(join(root, '.claude-plugin/marketplace.json')) as {
      readonly name: string;
      readonly plugins: readonly (Json & { readonly name: string })[];
    };
    const plugins = new Map(document.plugins.map((entry) => [entry.name, seen(root, entry)]));
    const { checkAll, checkAlone } = await checks(root, [...plugins.keys()]);

    const compare = (request: readonly string[], result: Awaited<ReturnType<typeof checkAlone>>) => {
      const expected = outcome(plugins, request, document.name);
      const { kind } = result.verdict;
      const red = kind === 'refused' || kind === 'unsolvable' ? 'red' : kind;
      const text = `${request.length === 1 ? request[0] : 'all'}: ${expected.why.join('; ')}`;
      expect(`${text} ${red}`).toBe(`${text} ${expected.kind}`);
      if (expected.kind !== 'loads') return;
      expect(result.plugins.map(({ name }) => name).sort()).toEqual([...expected.reached].sort());
      for (const { name, version, unpinnable } of result.plugins) {
        const stated = plugins.get(name)?.version ?? '';
        expect(unpinnable === true ? undefined : version, name).toBe(
          valid(stated) ?? coerce(stated)?.version,
        );
      }
    };

    compare([...plugins.keys()], await checkAll());
    let elsewhere = 0;
    for (const [name, { isElsewhere }] of plugins) {
      if (isElsewhere) elsewhere += 1;
      if (!isElsewhere || elsewhere <= mostElsewhere) compare([name], await checkAlone(name));
    }
  });
});

/** `mkt check` in this process, with the marketplace opened once. */
async function checks(root: string, all: readonly string[]) {
  const cwd = folder();
  const options = {
    registry: [root],
    bundled: false,
    cwd,
    offline: true,
    strict: false,
    quiet: true,
  } as unknown as Options;
  const stream = { write: () => undefined };
  const world = {
    env: { ...bare(), MKT_CACHE_DIR: folder() },
    aside: { stream, style: {}, width: 80, quiet: true, spinner: noSpinner },
    commands: [],
  } as unknown as Call['world'];
  const call: Call = { args: all, options, world };
  const judged = async (gathered: Gathered) => checkResult(gathered, await inspect(gathered, call), call);
  const whole = await gather(all, options, world);
  const { list, environment, registries, knowledge, commands, faults, declared } = whole;
  const base = { list, environment, registries, knowledge, commands, faults, declared };
  return {
    checkAll: () => judged(whole),
    checkAlone: async (name: string) =>
      judged(await resolveRequest({ ...base, specs: [specOf(name)] }, options)),
  };
}
