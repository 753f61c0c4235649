import { resolve } from 'node:path';
import { type Fault, isError } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import { count, printable, quoted } from '../../model/text.ts';
import type { Access } from '../../sources/cache/access.ts';
import { clientFacts } from '../../sources/registries/bundled-client-facts.ts';
import { openRegistries } from '../../sources/registries/open-registries.ts';
import { indexOf, type NamedRecord, readRecords } from '../../sources/registries/write-index.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { clientVersion } from '../client-version.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { readLists } from '../open.ts';
import { note, type World } from '../world.ts';

/** `mkt registry build`: whole registries as one index file, or as files for a web server. */
export async function run({ args, options, world }: Call): Promise<Answer<object>> {
  // Only these sources are opened, not the registries that the user has added.
  const [first] = options.registry;
  const sources = args.length > 0 ? [...new Set(args)] : first === undefined ? [] : [first];
  const access = accessFor(world, { offline: options.offline });
  const how = {
    cwd: options.cwd,
    bundled: sources.length === 0,
    access,
    facts: () => clientFacts(clientVersion(options.claudeCode)),
  };
  const read =
    sources.length === 0
      ? [await openOne(undefined, how)]
      : await Promise.all(sources.map((source) => openOne(source, how)));
  const failed = read.filter((one) => 'problem' in one);
  const built = read.flatMap((one) => ('registry' in one ? [one.registry] : []));
  const faults = read.flatMap((one) => one.faults);
  if (built.length === 0) return refuse(failed, faults, world);
  for (const { source, problem } of failed) note(world.aside, problemText(source, problem));
  if (faults.length > 0) (await import('../refuse-faults.ts')).showFaults(faults, world.aside);
  const writer =
    options.sparse === undefined
      ? undefined
      : (await import('../../sources/registries/write-sparse.ts')).sparseWriter(
          resolve(options.cwd, options.sparse),
        );
  const records: NamedRecord[] = [];
  const skipped = await readAll(built, access, (name, all) => {
    if (writer === undefined) records.push(...all);
    else writer.add(name, all);
  });
  const isWhole = failed.length === 0 && skipped.length === 0;
  const wrong = [...failures(failed, sources.length), ...leftOut(skipped)];
  const code = isWhole ? exitCode.fine : exitCode.problem;
  if (writer === undefined) return { code, result: indexOf(records), ...afterwards(wrong, world) };
  const { plugins, written, removed, kept } = writer.end(isWhole);
  const all = count(plugins, 'plugin file');
  const what = `\`${printable(options.sparse ?? '')}\` has ${all}: ${written} written, ${removed} removed${kept > 0 ? `, ${kept} of an earlier build kept` : ''}`;
  return { code, text: world.aside.quiet ? '' : `${what}\n`, ...afterwards(wrong, world) };
}

type How = Omit<Parameters<typeof openRegistries>[1], 'access'> & { readonly access: Access };

type One = { readonly source: string; readonly faults: readonly Fault[] } & (
  | { readonly problem: string; readonly isWorld: boolean }
  | { readonly registry: Registry }
);

/** Opens one source, and reads what it needs to list its plugins; without one, the bundled registry. */
async function openOne(source: string | undefined, how: How): Promise<One> {
  const name = source ?? 'bundled';
  const opened = await openRegistries(source === undefined ? [] : [source], how);
  const { faults } = opened;
  const [unreadable] = opened.unreadable;
  if (unreadable !== undefined)
    return { source: unreadable.source, faults, problem: unreadable.reason, isWorld: unreadable.isWorld };
  const [registry] = opened.registries;
  if (registry === undefined || faults.some(isError))
    return { source: name, faults, problem: 'its files have faults', isWorld: false };
  const end = how.access.waiting(`reading ${registry.source}`);
  try {
    await readLists([registry]);
  } finally {
    end();
  }
  return { source: name, faults, registry };
}

/** Reads all plugins of registries. @returns the plugins and releases that could not be read. */
async function readAll(
  registries: readonly Registry[],
  access: Access,
  take: (name: string, records: readonly NamedRecord[]) => void,
): Promise<readonly string[]> {
  const skipped: string[] = [];
  const names = registries.map(({ source }) => source).join(', ');
  let end = access.waiting(`reading ${names}`);
  try {
    await readRecords(
      registries,
      take,
      (what) => skipped.push(what),
      (done, all) => {
        // The line changes at every hundredth part.
        if (done % Math.ceil(all / 100) !== 0) return;
        end();
        end = access.waiting(`reading ${names}: ${done} of ${all} plugins`);
      },
    );
    return skipped;
  } finally {
    end();
  }
}

const problemText = (source: string, problem: string): string =>
  printable(`cannot read registry \`${source}\`: ${problem}`);

/** Nothing could be read: the command fails as any other does. */
async function refuse(
  failed: readonly (One & { readonly problem: string; readonly isWorld: boolean })[],
  faults: readonly Fault[],
  world: World,
): Promise<never> {
  if (faults.length > 0)
    await (await import('../refuse-faults.ts')).refuseFaults(
      { ofList: [], ofRegistries: faults },
      world.aside,
    );
  throw new Failure(failed.map(({ source, problem }) => problemText(source, problem)).join('\nerror: '), {
    code: failed.every(({ isWorld }) => isWorld) ? exitCode.failed : exitCode.usage,
  });
}

const failures = (failed: readonly { readonly source: string }[], all: number): string[] =>
  failed.length === 0
    ? []
    : [
        `${failed.length} of ${count(all, 'source')} could not be read and ${failed.length === 1 ? 'was' : 'were'} skipped: ${printable(quoted(failed.map(({ source }) => source)).join(', '))}`,
      ];

const leftOut = (skipped: readonly string[]): string[] =>
  skipped.length === 0
    ? []
    : [
        `${count(skipped.length, 'plugin or release', 'plugins or releases')} could not be read and ${skipped.length === 1 ? 'was' : 'were'} skipped: ${printable(quoted(skipped.slice(0, 8)).join(', '))}${skipped.length > 8 ? ' …' : ''}`,
      ];

function afterwards(wrong: readonly string[], { aside: { style, quiet } }: World): { afterwards?: string } {
  return quiet || wrong.length === 0
    ? {}
    : { afterwards: wrong.map((each) => `${style.yellow('warning:')} ${each}\n`).join('') };
}
