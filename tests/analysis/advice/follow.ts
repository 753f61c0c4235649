/**
 * Follows what a finding advises, as a user would: with nothing but what its help names. A way edits a copy of the folder, or names
 * other arguments, and takes the names, paths and commands for that from the help of the finding.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import type { CaseName, RuleId } from '../../../src/model/problems.ts';
import { folder, mktHere, type Outcome, root } from '../../support/mkt.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

/** What a way may do, and what it knows. */
export interface Site {
  readonly root: string;
  readonly finding: Finding;
  /** The arguments with which mkt found it. */
  readonly args: readonly string[];
  /** What the help of the finding has between backticks, by its position. Whatever no way takes must be listed as `aside`. */
  offer(index?: number): string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Replaces the first of a text that must be there. */
  replace(from: string, to: string, path: string): void;
  json(path: string, edit: (value: Json) => void): void;
  remove(path: string): void;
  move(from: string, to: string): void;
  mkt(args: readonly string[]): Promise<Outcome>;
}

// biome-ignore lint/suspicious/noExplicitAny: a document that a way edits
type Json = any;

/** Edits the folder; returns other arguments if it is them that the advice changes. */
export type Way = (site: Site) => undefined | readonly string[] | Promise<undefined | readonly string[]>;

/** A way that leads out of what mkt can see, and why. */
export interface Beyond {
  readonly beyond: string;
}

/** One input that raises a case, and everything that its help advises. */
export interface Advised {
  readonly given: Files;
  /** Does in a folder what files alone cannot say. */
  readonly prepare?: (root: string) => void;
  /** The arguments, without `--json`. */
  readonly run: readonly string[];
  /** Variables of the environment, for a folder. */
  readonly env?: (root: string) => Record<string, string>;
  /** Which finding of the case is meant, if there are several. */
  readonly about?: (finding: Finding) => boolean;
  /** The whole help, with each text between backticks shortened to `…`; absent if the finding has none. */
  readonly help?: string;
  /** By what the help says. */
  readonly ways: Readonly<Record<string, Way | Beyond>>;
  /** Positions in the help that name what is meant, not what to write. */
  readonly aside?: readonly number[] | 'others';
  /** Cases that a way uncovers, as rule and case: what they are about was there before. */
  readonly brings?: readonly string[];
  /** `mkt validate --fix` does it. */
  readonly fixed?: true;
}

/** For each case of each rule what raises it, or why nothing can be followed. */
export type AdviceOf<Id extends RuleId> = {
  readonly [Name in CaseName<Id>]: Advised | readonly Advised[] | Beyond;
};

export type AdviceOn<Ids extends RuleId> = { readonly [Id in Ids]: AdviceOf<Id> };

interface Result {
  readonly code: number | null;
  readonly findings: readonly Finding[];
}

const ticked = /`([^`]*)`/g;

/** Runs mkt over a folder. */
async function runIn(cwd: string, { env }: Advised, args: readonly string[]): Promise<Outcome> {
  return mktHere(args, { cwd, env: { MKT_CACHE_DIR: join(cwd, '.mkt-cache'), ...env?.(cwd) } });
}

async function findingsIn(cwd: string, advised: Advised, args: readonly string[]): Promise<Result> {
  const { code, stdout, stderr } = await runIn(cwd, advised, [...args, '--json']);
  expect(stdout, `${args.join(' ')} printed no JSON: ${stderr}`).toMatch(/^\{/);
  return { code, findings: JSON.parse(stdout).findings ?? [] };
}

/** Follows every way of an advice, each in a folder of its own. */
export async function follow(rule: string, name: string, advised: Advised): Promise<void> {
  const { given, prepare, run, about = () => true, help, ways, aside = [], brings = [] } = advised;
  const isIt = (finding: Finding) => finding.rule === rule && finding.case === name && about(finding);
  const made = () => {
    const root = folder(given);
    prepare?.(root);
    return root;
  };
  const first = made();
  const before = await findingsIn(first, advised, run);
  const finding = before.findings.find(isIt);
  if (finding === undefined)
    throw new Error(`no ${rule} ${name}, but ${before.findings.map(inShort).join('; ') || 'nothing'}`);
  const said = finding.help?.replace(ticked, '`…`');
  if (said !== undefined && said !== help && help !== undefined && process.env.MKT_UPDATE === '1')
    reword(help, said);
  else expect(said, `the help is: ${finding.help}`).toBe(help);
  const offered = [...(finding.help ?? '').matchAll(ticked)].map(([, text = '']) => text);
  const taken = new Set(aside === 'others' ? offered.keys() : aside);
  for (const [words, way] of Object.entries(ways)) {
    if ('beyond' in way) continue;
    const root = made();
    const other = await way(siteAt(root, { finding, offered, taken, advised }));
    const after = await findingsIn(root, advised, other ?? run);
    const stays = after.findings.filter(isIt);
    expect(
      stays.map(inShort),
      `${words}: the finding is still there: ${stays.map(inShort).join('; ')}`,
    ).toEqual([]);
    const others = newIn(after, before).filter((each) => !brings.some((key) => each.startsWith(key)));
    expect(others, `${words}: new findings: ${others.join('; ')}`).toEqual([]);
    expect(after.code, `${words}: exit code`).toBeLessThanOrEqual(before.code ?? 0);
  }
  const isFollowed = Object.values(ways).every((way) => 'beyond' in way) === false;
  const untaken = offered.map((_, index) => index).filter((index) => !taken.has(index));
  if (isFollowed)
    expect(
      untaken.map((index) => offered[index]),
      'offered, but not taken',
    ).toEqual([]);
  if (run[0] === 'validate') await fixes(made(), advised, isIt);
}

/** Takes over a help that was reworded; whether the ways still do what it says is for people to see. */
function reword(from: string, to: string): void {
  const literals = (text: string) => {
    const inside = text.replaceAll('\n', '\\n');
    return [`'${inside.replaceAll("'", "\\'")}'`, `"${inside}"`];
  };
  const [single = '', double = ''] = literals(to);
  for (const name of readdirSync(import.meta.dirname)) {
    const path = join(import.meta.dirname, name);
    let text = readFileSync(path, 'utf8');
    for (const old of literals(from)) text = text.replaceAll(old, to.includes("'") ? double : single);
    writeFileSync(path, text);
  }
}

/** What `--fix` promises by its help, it does, and nothing that it was not said to do. */
async function fixes(root: string, advised: Advised, isIt: (finding: Finding) => boolean): Promise<void> {
  await runIn(root, advised, [...advised.run, '--fix']);
  const { findings } = await findingsIn(root, advised, advised.run);
  expect(findings.some(isIt), '`--fix`').toBe(advised.fixed !== true);
}

/** Findings that were not there before, by rule and case: their places and figures move with the edit. */
function newIn(after: Result, before: Result): string[] {
  const left = before.findings.map(keyOf);
  return after.findings
    .filter((finding) => {
      const index = left.indexOf(keyOf(finding));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    })
    .map(inShort);
}

const keyOf = (finding: Finding): string => `${finding.rule} ${finding.case}`;

const inShort = (finding: Finding): string => `${keyOf(finding)}: ${finding.message.split('\n')[0]}`;

function siteAt(
  root: string,
  {
    finding,
    offered,
    taken,
    advised,
  }: { finding: Finding; offered: readonly string[]; taken: Set<number>; advised: Advised },
): Site {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  return {
    root,
    finding,
    args: advised.run,
    offer(index = 0) {
      const text = offered[index];
      if (text === undefined) throw new Error(`the help offers only ${offered.length}: ${finding.help}`);
      taken.add(index);
      return text;
    },
    read,
    write,
    replace(from, to, path) {
      const text = read(path);
      const index = text.indexOf(from);
      if (index < 0) throw new Error(`${from} is not in ${path}`);
      write(path, text.slice(0, index) + to + text.slice(index + from.length));
    },
    json(path, edit) {
      const value = JSON.parse(read(path));
      edit(value);
      write(path, JSON.stringify(value, null, 2));
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    move(from, to) {
      mkdirSync(dirname(join(root, to)), { recursive: true });
      renameSync(join(root, from), join(root, to));
    },
    mkt: (args) => runIn(root, advised, args),
  };
}

/** A folder of the checkout, as files. */
export function copyOf(path: string, at = ''): Files {
  const from = join(root, path);
  return Object.fromEntries(
    readdirSync(from, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [join(at, file.slice(from.length + 1)), readFileSync(file)];
      }),
  );
}

/** Adds offered plugins to the arguments of `mkt check`. */
export const adds =
  (...indices: readonly number[]): Way =>
  ({ args, offer }) => [...args, ...indices.map((index) => offer(index))];

/** Removes offered plugins from the arguments of `mkt check`. */
export const drops =
  (...indices: readonly number[]): Way =>
  ({ args, offer }) => {
    const names = indices.map((index) => offer(index));
    expect(args).toEqual(expect.arrayContaining(names));
    return args.filter((arg) => !names.includes(arg));
  };

/** Requests an offered plugin or version instead of an argument. */
export const asksFor =
  (index: number, instead: string): Way =>
  ({ args, offer }) => {
    expect(args).toContain(instead);
    return args.map((arg) => (arg === instead ? offer(index) : arg));
  };

/** Removes an argument that the help speaks of without its name. */
export const leavesOut =
  (name: string): Way =>
  ({ args }) => {
    expect(args).toContain(name);
    return args.filter((arg) => arg !== name);
  };

/**
 * Replaces a text in the file of the finding, or in another one, by a text in which `{0}`, `{1}` … are what is offered. What is to
 * be replaced must be there.
 */
export const puts =
  (from: string, to: string, path?: string): Way =>
  ({ replace, offer, finding }) => {
    const filled = (text: string) => text.replace(/\{(\d)\}/g, (_, index) => offer(Number(index)));
    replace(filled(from), filled(to), path ?? finding.location?.file ?? '');
    return undefined;
  };

/** Removes a text from the file of the finding, or from another one. */
export const cuts = (text: string, path?: string): Way => puts(text, '', path);

/** Changes a JSON document: the file of the finding, unless another one is named. */
export const edits =
  (change: (value: Json, offer: Site['offer']) => void, path?: string): Way =>
  ({ json, offer, finding }) => {
    json(path ?? finding.location?.file ?? '', (value) => change(value, offer));
    return undefined;
  };

/** Writes a file whole. */
export const writes =
  (path: string, text: string): Way =>
  ({ write }) => {
    write(path, text);
    return undefined;
  };

/** Removes a file or a folder. */
export const removes =
  (path: string): Way =>
  ({ remove }) => {
    remove(path);
    return undefined;
  };

/** Moves a file or a folder; `{0}` … are what is offered. */
export const moves =
  (from: string, to: string): Way =>
  ({ move, offer }) => {
    const filled = (text: string) => text.replace(/\{(\d)\}/g, (_, index) => offer(Number(index)));
    move(filled(from), filled(to));
    return undefined;
  };
