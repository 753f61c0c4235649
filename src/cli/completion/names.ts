import { resolve } from 'node:path';
import { ruleFacts } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import { plain } from '../../report/style.ts';
import type { Io } from '../io.ts';
import { allPlugins, openSources } from '../open.ts';
import { projectOf } from '../project.ts';
import { registrySources } from '../registry-sources.ts';
import { noSpinner } from '../spinner.ts';
import type { Names } from './candidates.ts';

/**
 * The names of the registries that the command line would use, without the network. A registry that cannot be read completes
 * nothing: the command itself says why.
 * @param words the command line, of which `--registry`, `--no-bundled` and `--cwd` count.
 */
export function namesFor(words: readonly string[], io: Io): Names {
  let opened: Promise<readonly Registry[]> | undefined;
  const registries = () => {
    opened ??= open(words, io);
    return opened;
  };
  return {
    plugins: async () =>
      [...allPlugins(await registries())].map((plugin) => {
        const [version] = plugin.versions;
        const description = version === undefined ? undefined : plugin.release(version)?.description;
        return { value: plugin.name, ...(description !== undefined && { description }) };
      }),
    versions: async (plugin) =>
      [...allPlugins(await registries())].flatMap(({ name, versions }) => (name === plugin ? versions : [])),
    patterns: async () => {
      const { readBundled } = await import('../../sources/registries/bundled.ts');
      const { knowledge } = await readBundled();
      return knowledge.patterns.map(({ id, title }) => ({ value: id, description: title }));
    },
    rules: () => ruleFacts.map(({ id, name }) => ({ value: id, description: name })),
  };
}

async function open(words: readonly string[], { env, cwd: start, stderr }: Io): Promise<readonly Registry[]> {
  const valuesOf = (flag: string) =>
    words.flatMap((word, at) =>
      word === flag
        ? [words[at + 1] ?? '']
        : word.startsWith(`${flag}=`)
          ? [word.slice(flag.length + 1)]
          : [],
    );
  const cwd = resolve(start, valuesOf('--cwd').at(-1) ?? '.');
  const bundled = !words.includes('--no-bundled');
  const world = { env, aside: { stream: stderr, style: plain, width: 80, quiet: true, spinner: noSpinner } };
  const how = { bundled, offline: true, cwd };
  try {
    const { project } = await projectOf({ cwd }, env, { required: false });
    const sources = registrySources(valuesOf('--registry'), env, project);
    return (await openSources(sources, how, world)).registries;
  } catch {
    return (await openSources([], how, world)).registries;
  }
}
