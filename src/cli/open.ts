import type { Plugin } from '../model/plugin.ts';
import type { Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import { printable } from '../model/text.ts';
import type { TreeAt } from '../sources/files/folder-tree.ts';
import { masked } from '../sources/git/mask.ts';
import { type Opened, openRegistries } from '../sources/registries/open-registries.ts';
import { accessFor } from './access.ts';
import type { Call } from './command.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import { registrySources } from './registry-sources.ts';

/**
 * Opens the registries for a command: those of the command line, of the project, those that the user has added, and the bundled
 * one last.
 */
export async function open(call: Call, project?: Project): Promise<Opened> {
  const { options, io } = call;
  const placed = [...(project?.registries ?? []), ...(project?.marketplaces ?? [])];
  return openSources(call, registrySources(options, io, project), { bundled: options.bundled, placed });
}

/** Ends here if there is nothing to look through. */
export function requireRegistry(registries: readonly Registry[]): void {
  if (registries.length > 0) return;
  throw new Failure('with `--no-bundled` there is no registry here to look through', {
    hint: 'name one with `--registry <source>`, or leave `--no-bundled` out',
  });
}

/**
 * Opens these registries, and ends here if one cannot be read.
 * @param placed where the project names sources.
 */
export async function openSources(
  call: Call,
  sources: readonly string[],
  {
    bundled,
    treeAt,
    placed = [],
  }: { bundled: boolean; treeAt?: TreeAt | undefined; placed?: Project['registries'] },
): Promise<Opened> {
  const { options, io, err } = call;
  const access = accessFor(call);
  const opened = await openRegistries(sources, { cwd: options.cwd, bundled, access, treeAt });
  if (!options.quiet) {
    for (const notice of opened.notices) io.stderr.write(`${err.yellow('note:')} ${printable(notice)}\n`);
  }
  if (opened.unreadable.length > 0) {
    const lines = opened.unreadable.map(
      ({ source, reason }) => `cannot read registry \`${source}\`${placeOf(source, placed)}: ${reason}`,
    );
    const isWorld = opened.unreadable.every((each) => each.isWorld);
    throw new Failure(printable(lines.join('\nerror: ')), {
      code: isWorld ? exitCode.failed : exitCode.usage,
    });
  }
  return opened;
}

function placeOf(shown: string, placed: Project['registries']): string {
  const location = placed.find(({ source }) => masked(source) === shown)?.location;
  return location === undefined ? '' : ` (${location.file}:${location.line})`;
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
