import type { SeenRole } from '../model/plan.ts';
import type { Release } from '../model/plugin.ts';
import { roleWords } from './role-words.ts';

type Described = Pick<Release, 'name' | 'category' | 'keywords' | 'description'>;

/** The roles that a plugin's own words show, each with the place of the word; a role once, from the strongest place. */
export function seenRoles({ name, category = '', keywords, description }: Described): SeenRole[] {
  const places = [
    ['name', wordsOf(name)],
    ['category', wordsOf(category)],
    ['keywords', keywords.flatMap(wordsOf)],
  ] as const;
  return Object.entries(roleWords).flatMap(([role, { names, says, isSure = false }]): SeenRole[] => {
    for (const [place, words] of places) {
      const word = words.find((each) => names.includes(each));
      if (word !== undefined) return [{ role, place, word, isSure }];
    }
    const said = says?.exec(description)?.[0];
    return said === undefined ? [] : [{ role, place: 'description', word: said, isSure }];
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
