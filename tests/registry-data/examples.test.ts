/** The examples of the patterns parse in their languages: people copy them. */
import { spawnSync } from 'node:child_process';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isInPath } from '../../src/sources/process/probe.ts';
import { folder } from '../support/mkt.ts';
import { needs } from '../support/outside-data.ts';
import { patternFiles } from './data.ts';

interface Language {
  /** The program that parses it, unless a library does. */
  readonly program?: string;
  /** What is wrong with one example; empty if it parses. */
  readonly faults: (code: string) => string;
}

/** What a program says about an example that it does not accept. */
function said(program: string, args: readonly string[], { input, cwd }: { input?: string; cwd?: string }) {
  const { status, stderr } = spawnSync(program, args, {
    ...(input !== undefined && { input }),
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr || `${program} ended with ${status}`;
}

function thrown(parse: () => unknown): string {
  try {
    parse();
    return '';
  } catch (error) {
    return String(error);
  }
}

const byEsbuild = (loader: 'ts' | 'tsx' | 'jsx'): Language => ({
  faults: (code) => thrown(() => transformSync(code, { loader, logLevel: 'silent' })),
});

const languages: Readonly<Record<string, Language>> = {
  bash: { program: 'bash', faults: (input) => said('bash', ['-n'], { input }) },
  hcl: {
    program: 'terraform',
    faults: (code) =>
      said('terraform', ['fmt', '-write=false', '-list=false'], { cwd: folder({ 'x.tf': code }) }),
  },
  javascript: byEsbuild('jsx'),
  json: { faults: (code) => thrown(() => JSON.parse(code)) },
  julia: {
    program: 'julia',
    faults: (input) =>
      said(
        'julia',
        [
          '-e',
          'any(e -> e isa Expr && e.head in (:error, :incomplete), Meta.parseall(read(stdin, String)).args) && exit(1)',
        ],
        { input },
      ),
  },
  python: {
    program: 'python3',
    faults: (input) => said('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input }),
  },
  tsx: byEsbuild('tsx'),
  typescript: byEsbuild('ts'),
  yaml: {
    faults: (code) =>
      parseAllDocuments(code)
        .flatMap(({ errors }) => errors)
        .join('\n'),
  },
};

/** Something that the language does not have: a parser that accepts it has looked at nothing. */
const broken = 'x: [1, "\n(((';

describe.each(Object.entries(languages))('%s', (language, { program, faults }) => {
  const isHere = program === undefined || isInPath(program, process.env);
  const needed = needs(isHere, `\`${program}\` is not installed`);
  const examples = patternFiles.filter(({ pattern }) => pattern.example.language === language);

  test('what is broken does not parse', needed, () => {
    expect(faults(broken)).not.toBe('');
  });

  test.each(examples)('$id', needed, ({ pattern }) => {
    expect(faults(pattern.example.code)).toBe('');
  });
});

test('every example is in a language that is looked at', () => {
  for (const { id, pattern } of patternFiles)
    expect(Object.keys(languages), id).toContain(pattern.example.language);
});
