/** Marketplaces with one defect each, held against what the real client said of them when it validated, added, installed and loaded. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unsatisfiableReleases } from '../../src/cli/unsatisfiable.ts';
import { isError } from '../../src/model/problems.ts';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { checkMarketplace } from '../support/marketplace.ts';
import { outsideData } from '../support/outside-data.ts';
import { type Worded, worded } from '../support/worded.ts';

interface Defect {
  readonly id: string;
  readonly what: string;
  readonly marketplace: { readonly rc: number };
  readonly plugin?: { readonly rc: number };
  readonly add?: { readonly rc: number };
  readonly install?: { readonly rc: number };
  readonly list_errors?: readonly string[];
  readonly files: Readonly<Record<string, string | { symlink?: string; base64?: string }>>;
}

const { path: data, isHere, needed } = outsideData('defects');
const defects: readonly Defect[] = isHere ? JSON.parse(readFileSync(data, 'utf8')) : [];

/** Where the client failed for a reason that lies outside of the marketplace's files. */
const elsewhere: Readonly<Record<string, string>> = {
  m06: 'the install asked for `alpha@lab`, and the marketplace is called Lab_X; under its own name it can be installed',
  e25: 'the install asked for `alpha`, and the entry is called omega; under its own name it can be installed',
  e14: 'a `file://` address that did not exist on that machine; mkt looks at nothing outside the folder, and warns of the address',
};

/** Where there is nothing to say to a user. */
const fine: Readonly<Record<string, string>> = {
  m01: 'the control without a defect',
  e29: 'a plugin needs no plugin.json',
  p35: 'the entry has the description that users see',
  c12: 'an agent is called what its front matter says; the name of its file is free',
  c07: 'the client ignores a key of the author’s own without harm, and nothing else was meant by this one',
  s09: 'the same in a skill',
  x03: 'plugins of one marketplace need not be installed together; `mkt check` says it where they are (MKT304)',
  x06: 'the same for language servers (MKT305)',
  d06: 'the client loads no such file; nobody knows whether it holds a secret',
  y15: 'line ends of Windows are no fault',
};

async function faultsOf({ files }: Defect): Promise<Worded[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mkt-defect-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (typeof content === 'string') writeFileSync(file, content);
      else if (content.symlink !== undefined) symlinkSync(content.symlink, file);
      else if (content.base64 !== undefined) writeFileSync(file, Buffer.from(content.base64, 'base64'));
      else mkdirSync(file, { recursive: true });
    }
    const faults = checkMarketplace(folderTree(folder, folder));
    return [
      ...faults,
      ...worded(await unsatisfiableReleases(folder, faults, { cwd: folder, env: {}, facts: clientFacts() })),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const wasRejected = ({ marketplace, plugin, add, install, list_errors = [] }: Defect): boolean =>
  [marketplace, plugin, add, install].some((run) => run !== undefined && run.rc !== 0) ||
  list_errors.length > 0;

describe('defects that the client was shown', needed, () => {
  test.each(defects.map((defect) => [defect.id, defect.what, defect] as const))(
    '%s %s',
    async (id, _, defect) => {
      const faults = await faultsOf(defect);
      const errors = faults.filter(isError).map(({ rule, message }) => `${rule} ${message}`);
      if (!wasRejected(defect)) expect(errors, 'the client loads it cleanly').toEqual([]);
      else if (elsewhere[id] === undefined) expect(errors.length, 'the client rejects it').toBeGreaterThan(0);
      else expect(faults.length, 'there is something to say nevertheless').toBeGreaterThan(0);
      if (fine[id] === undefined) expect(faults.length, 'there is something to say').toBeGreaterThan(0);
      else expect(faults).toEqual([]);
      for (const { location, message } of faults) {
        expect(location.line, message).toBeGreaterThan(0);
        expect(location.file, message).not.toBe('');
      }
    },
  );

  test('every exception is still one', () => {
    const ids = new Set(defects.map(({ id }) => id));
    for (const id of [...Object.keys(elsewhere), ...Object.keys(fine)]) expect(ids).toContain(id);
  });
});
