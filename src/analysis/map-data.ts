import type { Evidence } from '../model/map.ts';
import type { Release } from '../model/plugin.ts';
import { wire } from '../model/wiring.ts';
import { fileLinks } from './file-links.ts';

/** Something that one plugin has to do with another. */
export interface Found {
  readonly from: string;
  readonly to: string;
  readonly evidence: Evidence;
}

/** A map with more connections than this would say nothing, and take the memory of the machine to make. */
const mostConnections = 200_000;

/**
 * What plugins hand to one another: artifacts in a format that both know, files that one is seen to write and the other to read, and events.
 * @returns undefined if there are too many connections to list.
 */
export function dataEvidence(
  mapped: readonly { readonly release: Pick<Release, 'integration' | 'fileUses'>; readonly label: string }[],
): Found[] | undefined {
  const talking = mapped
    .map(({ release, label }) => ({ name: label, integration: release.integration }))
    .filter(({ integration: { produces, consumes, publishes, subscribes } }) =>
      [produces, consumes, publishes, subscribes].some((list) => list.length > 0),
    );
  if (connections(talking) > mostConnections) return undefined;
  const files = fileLinks(
    mapped.map(({ release, label }) => ({ name: label, uses: release.fileUses?.() ?? [] })),
  );
  if (files === undefined) return undefined;
  const { links, events } = wire(talking);
  return [
    ...links.map(({ from, to, artifact, format, optional }): Found => {
      const what = `${artifact} (${format})${optional ? ', optional' : ''}`;
      return { from, to, evidence: { kind: 'data', what } };
    }),
    ...files
      .filter(({ isSure }) => isSure)
      .map(
        ({ from, to, path, written, read }): Found => ({
          from,
          to,
          evidence: { kind: 'file', what: path, location: written, read },
        }),
      ),
    ...events.map(({ from, to, event }): Found => ({ from, to, evidence: { kind: 'event', what: event } })),
  ];
}

/** How many there would be, without making them. */
function connections(talking: readonly Pick<Release, 'integration'>[]): number {
  const givers = new Map<string, number>();
  const keyOf = ({ artifact, format }: { artifact: string; format: string }) => `${artifact}\0${format}`;
  for (const { integration } of talking) {
    for (const port of integration.produces) givers.set(keyOf(port), (givers.get(keyOf(port)) ?? 0) + 1);
    for (const event of integration.publishes) givers.set(event, (givers.get(event) ?? 0) + 1);
  }
  let sum = 0;
  for (const { integration } of talking) {
    for (const port of integration.consumes) sum += givers.get(keyOf(port)) ?? 0;
    for (const event of integration.subscribes) sum += givers.get(event) ?? 0;
  }
  return sum;
}
