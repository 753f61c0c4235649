/** Components of every kind that the table has, for tests that must not leave out a new one. */

import { componentsOf } from '../../src/model/complete-release.ts';
import { type ComponentKey, componentKeys, kindOf } from '../../src/model/component-kinds.ts';
import type { Components } from '../../src/model/plugin.ts';
import type { ComponentsRecord } from '../../src/model/release-record.ts';

export const noComponents: Components = componentsOf({});

/** One component of each kind with everything that can be said of it, each text of which is the given one. */
export function wholeComponents(textOf: (key: ComponentKey) => string): ComponentsRecord {
  return Object.fromEntries(
    componentKeys.map((key) => {
      const text = textOf(key);
      const values = { name: text, text, flag: true, texts: [text] };
      const { fields } = kindOf(key);
      if (fields === undefined) return [key, [text]];
      const item = Object.entries(fields).map(([field, { type }]) => [field, values[type]]);
      return [key, [Object.fromEntries(item)]];
    }),
  );
}

/** One component of each kind of which no more than the name is stated. */
export function namedComponents(nameOf: (key: ComponentKey) => string): ComponentsRecord {
  return Object.fromEntries(componentKeys.map((key) => [key, [nameOf(key)]]));
}
