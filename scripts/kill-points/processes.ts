/** What runs on this machine, as Linux says it. */
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** When it was started: another process with the same id has another time. */
  readonly since: string;
  readonly command: string;
}

function processOf(pid: string): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may have spaces and parentheses.
    const [state, parent, ...more] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid: Number(pid), parent: Number(parent), since: more[17] ?? '', command };
  } catch {
    // It has ended.
    return undefined;
  }
}

const pids = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** Everything that a process has started, and what that has started. */
export function startedBy(pid: number): Process[] {
  const all = pids().flatMap((each) => processOf(each) ?? []);
  const found: Process[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const children = all.filter(({ parent }) => parent === next);
    found.push(...children);
    open.push(...children.map((child) => child.pid));
  }
  return found;
}

/** The processes that have a line in their environment, such as `NAME=value`. */
export function withVariable(line: string): Process[] {
  return pids().flatMap((pid) => {
    try {
      const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      return lines.includes(line) ? (processOf(pid) ?? []) : [];
    } catch {
      return [];
    }
  });
}

/** Whether a process still runs. */
export const isRunning = ({ pid, since }: Process): boolean => processOf(String(pid))?.since === since;
