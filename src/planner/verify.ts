import type { Vocabulary } from '../model/knowledge.ts';
import { comment, isArgument, shellWord } from './shell.ts';

/** The command that shows whether a runtime or tool is there, and which version: curated, else what most programs take. */
export function verifyProgram(name: string, { verify }: Vocabulary): string {
  const known = Object.hasOwn(verify, name) ? verify[name] : undefined;
  // The vocabulary may be a stranger's: a command of several lines is none that can be read before it is run.
  if (known !== undefined && isArgument(known)) return known;
  return isArgument(name) ? `${shellWord(name)} --version` : comment(`${name} is not the name of a program`);
}

/** Prints `set` and ends well, or says nothing and fails; never prints the value, which may be a secret. */
export function verifyEnv(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return comment(`${name} cannot be the name of an environment variable`);
  return `node -p "process.env.${name} ? 'set' : process.exit(1)"`;
}

const libraryCommands: Readonly<Record<string, (name: string) => string>> = {
  python: (name) => `python -m pip show ${name}`,
  npm: (name) => `npm ls ${name}`,
  node: (name) => `npm ls ${name}`,
  julia: (name) => `julia -e "using Pkg; Pkg.status(\\"${name}\\")"`,
  rust: (name) => `cargo tree --package ${name}`,
  r: (name) => `Rscript -e "packageVersion('${name}')"`,
};

/** The command for a library, `ecosystem:Name`: asks the package manager of the project. */
export function verifyLibrary(library: string): string {
  const colon = library.indexOf(':');
  const [ecosystem, name] = [library.slice(0, Math.max(colon, 0)), library.slice(colon + 1)];
  const command = Object.hasOwn(libraryCommands, ecosystem) ? libraryCommands[ecosystem] : undefined;
  const isPlain = /^@?[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name);
  return command !== undefined && isPlain
    ? command(shellWord(name))
    : comment(`see that ${library} is installed where the plugins run`);
}
