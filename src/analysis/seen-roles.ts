import type { SeenRole } from '../model/plan.ts';
import type { Release } from '../model/plugin.ts';
import { isOftenRight } from '../model/seen-kinds.ts';
import { roleWords } from './role-words.ts';

type Described = Pick<Release, 'name' | 'category' | 'keywords' | 'description'>;

/** The roles that a plugin's own words show, each with the place of the word; a role once, from the strongest place. */
export function seenRoles({ name, category = '', keywords, description }: Described): SeenRole[] {
  const named = [
    ['name', wordsOf(name)],
    ['category', wordsOf(category)],
  ] as const;
  const [whole, inKeywords] = [keywords.map((each) => each.toLowerCase()), keywords.flatMap(wordsOf)];
  return Object.entries(roleWords).flatMap(([role, { names, keywords: only, says }]): SeenRole[] => {
    const isSure = isOftenRight(`role ${role}`);
    for (const [place, words] of named) {
      const word = words.find((each) => names.includes(each));
      if (word !== undefined) return [{ role, place, word, isSure }];
    }
    const keyword =
      only === undefined
        ? inKeywords.find((each) => names.includes(each))
        : whole.find((each) => only.includes(each));
    if (keyword !== undefined) return [{ role, place: 'keywords', word: keyword, isSure }];
    const said = says?.exec(description)?.[0];
    return said === undefined ? [] : [{ role, place: 'description', word: said, isSure }];
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
