/** A small marketplace with a request, as a value: what `features.ts` changes and `write-sample.ts` writes. */
import { randomFrom } from '../../bench/resolver/generate.ts';

type Fields = Record<string, unknown>;

/** One version of the files of a plugin. */
export interface Copy {
  /** What its manifest says; undefined if it has none. */
  manifest: Fields | undefined;
  /** The manifest's path. */
  place: string;
  /** Its other files, by path. */
  files: Record<string, string>;
  /** The tag of its commit. */
  tag?: string;
}

export interface SamplePlugin {
  readonly name: string;
  /** Where its files are. */
  source: 'path' | 'git-subdir' | 'url';
  /** The oldest first; the last one is the current copy. */
  readonly copies: Copy[];
  /** The fields of its entry besides `name` and `source`. */
  readonly entry: Fields;
  /** The number of the copy that its entry pins by commit. */
  pin?: number;
  /** What its entry has as source in place of the right one. */
  wrongSource?: unknown;
}

export interface SampleMarketplace {
  readonly name: string;
  /** A plain folder, a folder that is a repository, or a repository that the client clones. */
  home: 'folder' | 'repository' | 'clone';
  readonly fields: Fields;
  readonly plugins: SamplePlugin[];
  /** Entries after those of the plugins, as they are. */
  readonly moreEntries: Fields[];
  isAdded: boolean;
}

export interface Sample {
  /** The names of what was drawn. */
  readonly features: string[];
  readonly lab: SampleMarketplace;
  readonly others: SampleMarketplace[];
  /** The plugins of `lab` that are installed, in this order. */
  readonly request: string[];
  /** What the settings of the project enable besides the request, or disable. */
  readonly settings: Record<string, boolean>;
  /** Plugins in the project's `.claude/skills`, by folder. */
  readonly skills: Record<string, Copy>;
}

/** Random choices; the same seed and number make the same ones. */
export class Draw {
  readonly #random: () => number;

  constructor(seed: number, number: number) {
    this.#random = randomFrom(seed * 100_003 + number);
    // The first numbers of similar seeds are similar.
    for (let skipped = 0; skipped < 8; skipped += 1) this.#random();
  }

  /** An integer from 0, below a limit. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('there is nothing to pick from');
    return items[this.below(items.length)] as T;
  }

  /** Up to `most` different items, at least one. */
  some<T>(items: readonly T[], most: number): T[] {
    const left = [...items];
    const amount = 1 + this.below(Math.min(most, left.length));
    return Array.from({ length: amount }, () => left.splice(this.below(left.length), 1)[0] as T);
  }
}

const names = ['app', 'mid', 'left', 'right', 'base'];
const versions = ['1.0.0', '1.1.0', '1.2.0', '1.5.0', '2.0.0', '2.1.0-beta.1', '2.1.0'];
/** Ranges, most of which hold one of the versions. */
export const ranges: readonly string[] = [
  '^1.0.0',
  '>=1.0.0',
  '~1.1.0',
  '1.x',
  '1.0.0',
  '<2.0.0',
  '>=1.1 <2',
  '^2.0.0',
  '^1.0.0 || ^2.0.0',
  '^1.0.0-0',
  '*',
  '',
];

/** Plugins with one to three versions that depend on those after them, and a request for some of them. */
export function plainSample(draw: Draw): Sample {
  const chosen = names.slice(0, 2 + draw.below(names.length - 1));
  const home = draw.pick(['folder', 'repository', 'clone', 'clone'] as const);
  const isTagged = draw.chance(0.75);
  const plugins = chosen.map((name, index): SamplePlugin => {
    const own = draw
      .some(versions, 3)
      .sort((a, b) => versions.indexOf(a) - versions.indexOf(b))
      .map((version) => copyOf(name, version, dependenciesOn(chosen.slice(index + 1), draw)));
    if (isTagged) for (const copy of own) tag(name, copy);
    return {
      name,
      source: draw.chance(0.7) ? 'path' : draw.pick(['git-subdir', 'url'] as const),
      copies: own,
      entry: {},
    };
  });
  return {
    features: [],
    lab: marketplaceOf('lab', home, plugins),
    others: [],
    request: draw.chance(0.6) ? ['app'] : draw.some(chosen, 3),
    settings: {},
    skills: {},
  };
}

export const marketplaceOf = (
  name: string,
  home: SampleMarketplace['home'],
  plugins: SamplePlugin[],
): SampleMarketplace => ({ name, home, fields: {}, plugins, moreEntries: [], isAdded: true });

/** The names that a current copy has: its versions, and whether it is loaded whatever the client records. */
export interface CurrentCopy {
  readonly versions: readonly string[];
  readonly isLoaded: boolean;
}

/** The current copies of all plugins, by id: the manifest, the entry and a tag may call one copy by different versions. */
export const currentCopies = ({ lab, others }: Sample): Map<string, CurrentCopy> =>
  new Map(
    [lab, ...others].flatMap(({ name: marketplace, plugins }) =>
      plugins.map(({ name, source, copies, entry }): [string, CurrentCopy] => {
        const copy = copies.at(-1);
        const versions = [copy?.manifest?.version, entry.version, copy?.tag?.replace(/^.*--v/, '')];
        return [
          `${name}@${marketplace}`,
          {
            versions: versions.filter((version): version is string => typeof version === 'string'),
            isLoaded: source === 'path',
          },
        ];
      }),
    ),
  );

/** A sound copy with a command that no other plugin has. */
export function copyOf(name: string, version: string, dependencies: unknown[] = []): Copy {
  return {
    manifest: {
      name,
      version,
      description: `does ${name}`,
      author: { name: 'lab' },
      ...(dependencies.length > 0 && { dependencies }),
    },
    place: '.claude-plugin/plugin.json',
    files: { [`commands/${name}-do.md`]: `---\ndescription: does ${name}\n---\n${name} ${version}\n` },
  };
}

/** Sets the tag that the client looks for. */
export function tag(name: string, copy: Copy): void {
  copy.tag = `${name}--v${String(copy.manifest?.version)}`;
}

function dependenciesOn(others: readonly string[], draw: Draw): unknown[] {
  if (others.length === 0 || draw.chance(0.2)) return [];
  return draw
    .some(others, 2)
    .map((name) => (draw.chance(0.25) ? name : { name, version: draw.pick(ranges) }));
}
