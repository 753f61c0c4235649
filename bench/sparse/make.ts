/** A large index of plugins with many releases, from a seed: the same everywhere. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFrom } from '../resolver/generate.ts';

/** Writes plugins with so many releases each; a release requires up to three plugins that come before, mostly of the thousand most used. */
export function writeLargeIndex(file: string, plugins: number, releases: number): void {
  const random = randomFrom(plugins);
  const descriptor = openSync(file, 'w');
  const categories = ['development', 'testing', 'security'];
  writeSync(descriptor, '{"mkt":1,"marketplace":"large","plugins":{\n');
  for (let index = 0; index < plugins; index += 1) {
    const targets = new Set<number>();
    for (let edge = 0; edge < 3 && index > 0; edge += 1)
      if (random() < 0.5) targets.add(Math.floor(random() * Math.min(index, random() < 0.8 ? 1000 : index)));
    const dependencies = [...targets].map((target) => ({ name: nameOf(target), version: '>=1.0.0' }));
    const versions = Object.fromEntries(
      Array.from({ length: releases }, (_, release) => [
        `1.${release}.0`,
        { date: `2026-01-${String(release + 10)}`, commit: hex(index * releases + release), dependencies },
      ]),
    );
    const record = {
      description: `What plugin ${index} does for those who install it`,
      category: categories[index % 3],
      keywords: ['one', `word-${index % 500}`],
      license: 'MIT',
      versions,
    };
    writeSync(
      descriptor,
      `${index === 0 ? '' : ',\n'}${JSON.stringify(nameOf(index))}:${JSON.stringify(record)}`,
    );
  }
  writeSync(descriptor, '\n}}\n');
  closeSync(descriptor);
}

const words = ['review', 'test', 'deploy', 'plot', 'index', 'format', 'search', 'trace', 'sync', 'mail'];

export const nameOf = (index: number): string => `${words[index % words.length]}-${index}`;

const hex = (value: number): string => (value * 2654435761).toString(16).padStart(40, '0').slice(-40);
