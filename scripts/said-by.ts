/** Runs mkt in this process and collects what it prints. */
import type { main } from '../src/cli/main.ts';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param program mkt itself: from its sources, or as it was built. */
export async function saidBy(
  program: typeof main,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof said) => ({
    write: (text: string) => {
      said[name] += text;
    },
  });
  const code = await program(args, { stdout: sink('stdout'), stderr: sink('stderr'), cwd, env });
  return { code, ...said };
}
