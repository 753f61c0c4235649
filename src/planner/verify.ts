import type { Vocabulary } from '../model/knowledge.ts';
import { comment, isArgument, shellWord } from '../model/shell.ts';

/** Returns the command that shows a runtime's or tool's version: from the vocabulary, else `--version`. */
export function verifyProgram(name: string, { verify }: Vocabulary): string {
  const known = Object.hasOwn(verify, name) ? verify[name] : undefined;
  // The vocabulary is not trusted: a command must be a single line, which can be read before it is run.
  if (known !== undefined && isArgument(known)) return known;
  return isArgument(name) ? `${shellWord(name)} --version` : comment(`${name} is not the name of a program`);
}

/** Returns a command that prints `set`, or fails silently; it never prints the value, which may be a secret. */
export function verifyEnv(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return comment(`${name} is not a valid name for an environment variable`);
  return `node -p "process.env.${name} ? 'set' : process.exit(1)"`;
}

const libraryCommands: Readonly<Record<string, (name: string) => string>> = {
  python: (name) => `python3 -m pip show ${name}`,
  npm: (name) => `npm ls ${name}`,
  node: (name) => `npm ls ${name}`,
  julia: (name) => `julia -e "using Pkg; Pkg.status(\\"${name}\\")"`,
  rust: (name) => `cargo tree --package ${name}`,
  r: (name) => `Rscript -e "packageVersion('${name}')"`,
};

/** Returns the command that asks the project's package manager for a library, `ecosystem:Name`. */
export function verifyLibrary(library: string): string {
  const colon = library.indexOf(':');
  const [ecosystem, name] = [library.slice(0, Math.max(colon, 0)), library.slice(colon + 1)];
  const command = Object.hasOwn(libraryCommands, ecosystem) ? libraryCommands[ecosystem] : undefined;
  const isPlain = /^@?[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name);
  return command !== undefined && isPlain
    ? command(shellWord(name))
    : comment(`check that ${library} is installed where the plugins run`);
}
