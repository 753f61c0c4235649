import type { Plugin } from '../model/plugin.ts';
import type { Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import { printable } from '../model/text.ts';
import { type Opened, openRegistries } from '../registry/open.ts';
import { accessFor } from './access.ts';
import type { Call } from './command.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import { addedRegistries } from './user-registries.ts';

/**
 * Opens the registries for a command: those of the command line, of the project, those that the user has added, and the bundled
 * one last.
 * @param options `isAlone`: the command line says all, and what the user has added stays out.
 */
export async function open(
  call: Call,
  project?: Project,
  { isAlone = false }: { isAlone?: boolean } = {},
): Promise<Opened> {
  const { options, io, err } = call;
  const sources = [
    ...options.registry,
    ...(project?.registries ?? []).map(({ source }) => source),
    ...(isAlone ? [] : addedRegistries(io)),
  ];
  const access = accessFor(call);
  const opened = await openRegistries(sources, { cwd: options.cwd, bundled: options.bundled, access });
  if (!options.quiet) {
    for (const notice of opened.notices) io.stderr.write(`${err.yellow('note:')} ${printable(notice)}\n`);
  }
  if (opened.unreadable.length > 0) {
    const lines = opened.unreadable.map(
      ({ source, reason }) => `cannot read registry \`${source}\`: ${reason}`,
    );
    const isWorld = opened.unreadable.every((each) => each.isWorld);
    throw new Failure(printable(lines.join('\nerror: ')), {
      code: isWorld ? exitCode.failed : exitCode.usage,
    });
  }
  return opened;
}

/** Every plugin of registries that can list theirs, first registry first. */
export function* allPlugins(registries: readonly Registry[]): Generator<Plugin> {
  for (const registry of registries) {
    for (const name of registry.names() ?? []) {
      if (registry.glance !== undefined) {
        yield* registry.glance(name);
        continue;
      }
      const lookup = registry.lookup(name);
      if (!(lookup instanceof Promise) && lookup.status === 'found') yield* lookup.plugins;
    }
  }
}
