/** Large marketplaces, made from small ones or from nothing. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Plugin {
  readonly name: string;
  readonly source: unknown;
  readonly dependencies?: readonly (string | { readonly name: string })[];
}

const marketplaceFile = '.claude-plugin/marketplace.json';

function writeMarketplace(folder: string, plugins: readonly object[]): void {
  mkdirSync(join(folder, '.claude-plugin'), { recursive: true });
  const value = {
    name: 'large',
    owner: { name: 'bench' },
    metadata: { description: 'A large marketplace' },
    plugins,
  };
  writeFileSync(join(folder, marketplaceFile), JSON.stringify(value, null, 1));
}

/** A marketplace of entries for plugins in other places, each with two dependencies. */
export function makeEntries(folder: string, amount: number): void {
  const categories = ['development', 'testing', 'security'];
  writeMarketplace(
    folder,
    Array.from({ length: amount }, (_, index) => ({
      name: `plugin-${index}`,
      source: { source: 'github', repo: `owner-${index % 1000}/plugin-${index}` },
      description: `What plugin ${index} does for those who install it`,
      version: `1.${index % 50}.0`,
      author: { name: `Author ${index % 997}` },
      category: categories[index % 3],
      keywords: ['one', 'two'],
      // Of plugins further up, so that there are no cycles.
      dependencies: [...new Set([(index * 7919) % (index || 1), (index * 104_729 + 1) % (index || 1)])]
        .filter((other) => other !== index)
        .map((other) => `plugin-${other}`),
    })),
  );
}

/** A marketplace with the plugins of others, copied under new names until there are enough. */
export function makeCopies(folder: string, samples: readonly string[], amount: number): void {
  const local = samples.flatMap((sample) => {
    const { plugins } = JSON.parse(readFileSync(join(sample, marketplaceFile), 'utf8')) as {
      plugins: Plugin[];
    };
    return plugins.flatMap((plugin) =>
      typeof plugin.source === 'string' &&
      /^\.\/.+/.test(plugin.source) &&
      existsSync(join(sample, plugin.source))
        ? [{ plugin, from: join(sample, plugin.source) }]
        : [],
    );
  });
  const entries = Array.from({ length: amount }, (_, index) => {
    const { plugin, from } = local[index % local.length] as (typeof local)[number];
    const renamed = (name: string) => `${name}-${Math.floor(index / local.length)}`;
    const name = renamed(plugin.name);
    const to = join(folder, 'plugins', name);
    cpSync(from, to, { recursive: true });
    const manifest = join(to, '.claude-plugin/plugin.json');
    if (existsSync(manifest)) {
      const own = JSON.parse(readFileSync(manifest, 'utf8')) as object;
      writeFileSync(manifest, JSON.stringify({ ...own, name }, null, 2));
    }
    return {
      ...plugin,
      name,
      source: `./plugins/${name}`,
      ...(Array.isArray(plugin.dependencies) && {
        dependencies: plugin.dependencies.map((each) =>
          typeof each === 'string' ? renamed(each) : { ...each, name: renamed(each.name) },
        ),
      }),
    };
  });
  writeMarketplace(folder, entries);
}
