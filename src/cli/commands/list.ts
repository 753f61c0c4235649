import { componentName, type Release } from '../../model/plugin.ts';
import { listJson, listText } from '../../report/list.ts';
import { browse, requireKnown } from '../browse.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';

/** `mkt list`: the plugins of the registries, filtered. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, out, width, io } = call;
  const { newest } = await browse(call);
  const releases = newest.map(({ release }) => release);
  for (const { kind, asked, valuesOf } of filters(options))
    requireKnown(kind, asked, new Set(releases.flatMap(valuesOf)));
  const kept = newest.filter(({ release }) =>
    filters(options).every(({ asked, valuesOf }) => asked === undefined || valuesOf(release).includes(asked)),
  );
  const text =
    options.format === 'json'
      ? listJson(kept)
      : listText(kept, {
          style: out,
          width,
          terminal: io.stdout.isTTY === true && options.output === undefined,
        });
  await emit(call, text);
  return exitCode.fine;
}

function filters({ category, component, artifact, role }: Call['options']) {
  return [
    {
      kind: 'category',
      asked: category,
      valuesOf: (release: Release) => (release.category === undefined ? [] : [release.category]),
    },
    { kind: 'component', asked: component, valuesOf: componentNames },
    {
      kind: 'artifact',
      asked: artifact,
      valuesOf: ({ integration: { produces, consumes } }: Release) =>
        [...produces, ...consumes].map((port) => port.artifact),
    },
    { kind: 'role', asked: role, valuesOf: ({ integration }: Release) => [...integration.roles] },
  ];
}

/** Names of all agents, commands, skills and servers of a release. */
export function componentNames({ components }: Release): string[] {
  const { agents, commands, skills, mcpServers, lspServers, executables } = components;
  return [
    ...[...agents, ...commands, ...skills].map(componentName),
    ...mcpServers.map(({ name }) => name),
    ...lspServers.map(({ name }) => name),
    ...executables,
  ];
}
