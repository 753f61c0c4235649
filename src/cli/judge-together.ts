import { devNull } from 'node:os';
import { runRules } from '../analysis/engine.ts';
import { rules } from '../analysis/rules/index.ts';
import type { Marketplace } from '../client/marketplace.ts';
import { type ClientFacts, clientRuntime } from '../model/client.ts';
import { type Finding, keyOf } from '../model/finding.ts';
import type { RuleName } from '../model/problems.ts';
import type { Registry } from '../model/registry.ts';
import { accessOf } from '../sources/cache/access.ts';
import type { FolderTree } from '../sources/files/folder-tree.ts';
import { openRegistries } from '../sources/registries/open-registries.ts';
import { contextOf } from './context-of.ts';
import type { Request } from './gathered.ts';
import { inspect } from './inspection.ts';
import { resolveRequest } from './resolve-request.ts';
import type { World } from './world.ts';

/** What a judgement depends on, besides the marketplace. */
export interface Look {
  readonly cwd: string;
  readonly facts: ClientFacts;
  /** The version of the client, if one was asked for. */
  readonly client: string | undefined;
}

/** Finds where a plugin collides with others: what none of them has alone. */
export type Judge = (name: string, others: readonly string[]) => Promise<readonly Finding[]>;

/** What these report is a sum over all plugins, for which no two of them are to blame. */
const aboutSums: readonly RuleName[] = ['context-budget', 'listing-cut', 'hook-fan-out'];

/**
 * Judges plugins of a marketplace together, as `mkt check` does. Requested plugins are taken as they are now; what they require may
 * come from tags. No server and no cache is used, so that the result depends only on the repository.
 * @param root the folder of the marketplace.
 * @param tree its files, which may be those of an earlier commit.
 */
export async function judgeOf(
  { name: marketplace, registry: current }: Marketplace,
  { root, tree }: { readonly root: string; readonly tree: FolderTree },
  { cwd, facts, client }: Look,
  world: World,
): Promise<Judge> {
  const access = { ...accessOf({ ...world.env, MKT_CACHE_DIR: devNull }), offline: true };
  const { registries: tagged, knowledge } = await openRegistries([root], {
    cwd,
    bundled: false,
    access,
    treeAt: () => tree,
    facts: () => facts,
  });
  const findingsOf = async (names: readonly string[]): Promise<readonly Finding[]> => {
    const request = (registries: readonly Registry[]): Request => ({
      list: { kind: 'arguments' },
      specs: names.map((name) => ({ text: name, name, marketplace, range: '*' })),
      environment: { runtimes: client === undefined ? {} : { [clientRuntime]: client } },
      registries,
      knowledge,
      commands: world.commands,
      faults: [],
      declared: [],
    });
    const meant = await resolveRequest(request([current]), {});
    // Older versions, from tags, can satisfy what the current copies do not.
    const gathered = meant.state === 'resolved' ? meant : await resolveRequest(request(tagged), {});
    const inspection = await inspect(gathered, { options: { cwd }, world });
    return runRules(rules, contextOf(gathered, { ...inspection, releaseFaults: [] }), {
      levels: {},
      ignores: [],
    });
  };
  const known = new Map<string, Promise<Alone>>();
  const alone = (name: string): Promise<Alone> => {
    const found = known.get(name) ?? findingsOf([name]).then(aloneOf);
    known.set(name, found);
    return found;
  };
  return async (name, others) => {
    const found = (await findingsOf([name, ...others])).filter(
      ({ severity, plugins, name: rule }) =>
        severity !== 'note' &&
        plugins.length > 1 &&
        plugins.includes(name) &&
        !aboutSums.some((each) => each === rule),
    );
    if (found.length === 0) return [];
    const each = await Promise.all([name, ...others].map(alone));
    const fresh = found.filter((finding) => !each.some(({ keys }) => keys.has(keyOf(finding))));
    const isOfEach = await Promise.all(
      fresh.map(async (finding) =>
        (await Promise.all(finding.plugins.map(alone))).every(({ kinds }) => kinds.has(kindOf(finding))),
      ),
    );
    // What each of the plugins has by itself was only said of all of them together.
    return fresh.filter((_, index) => isOfEach[index] !== true);
  };
}

/** What is found in one plugin with what it requires. */
interface Alone {
  readonly keys: ReadonlySet<string>;
  /** The kinds of those that are about this plugin only. */
  readonly kinds: ReadonlySet<string>;
}

const kindOf = ({ rule, case: name }: Finding): string => `${rule} ${name}`;

const aloneOf = (findings: readonly Finding[]): Alone => ({
  keys: new Set(findings.map(keyOf)),
  kinds: new Set(findings.filter(({ plugins }) => plugins.length === 1).map(kindOf)),
});
