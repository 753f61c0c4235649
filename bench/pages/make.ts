/** A registry in which plugins hand data on, require each other and have findings, as large as wanted. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const categories = ['development', 'testing', 'documentation', 'security', 'infrastructure'];

/** Writes it, and returns the names of its plugins. */
export function makeRegistry(folder: string, amount: number): string[] {
  const names = Array.from({ length: amount }, (_, index) => `plugin-${index}`);
  mkdirSync(join(folder, 'plugins'), { recursive: true });
  names.forEach((name, index) => {
    const earlier = (index * 7) % Math.max(1, index);
    const own = (kind: string, many: number) =>
      Array.from({ length: many }, (_, nr) => `${kind}-${index}-${nr}`);
    const plugin = {
      name,
      marketplace: 'made',
      description: `does what plugin ${index} is for, and says so in a sentence of usual length`,
      category: categories[index % categories.length],
      integration: {
        produces: [{ artifact: `result-${index}`, format: 'json' }],
        consumes:
          index < 3 || index % 5 === 0
            ? []
            : [{ artifact: `result-${Math.floor(index / 3)}`, format: 'json' }],
      },
      releases: {
        [`1.${index % 20}.0`]: {
          components: {
            agents: [...own('agent', 2), ...(index % 10 === 0 ? ['reviewer'] : [])],
            commands: own('command', 3),
            skills: own('skill', 6),
            hooks:
              index % 6 === 0
                ? [{ event: 'PreToolUse', matcher: 'Bash', type: 'command', command: `check-${index}` }]
                : [],
          },
          ...(index > 0 &&
            index % 4 === 0 && { dependencies: [{ name: `plugin-${earlier}`, version: '^1.0.0' }] }),
        },
      },
    };
    // JSON is YAML, too.
    writeFileSync(join(folder, 'plugins', `${name}.yaml`), JSON.stringify(plugin));
  });
  return names;
}
