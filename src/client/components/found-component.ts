import { type ComponentItem, type ComponentKey, componentKinds } from '../../model/component-kinds.ts';
import type { Location } from '../../model/location.ts';
import type { ComponentDetail } from '../../model/plugin.ts';
import { shownIn } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';

/** A component as a release has it, and what else is known of it. */
export interface FoundComponent<Key extends ComponentKey = ComponentKey> {
  readonly item: ComponentItem<Key>;
  /** Undefined where it has no location that could be shown. */
  readonly detail?: ComponentDetail;
}

/** A component with its location, which is computed when it is shown. */
export function foundAt<Key extends ComponentKey>(
  key: Key,
  item: ComponentItem<Key>,
  name: string,
  place: () => Location,
  more: Pick<ComponentDetail, 'isForced' | 'ports'> = {},
): FoundComponent<Key> {
  const detail = {
    ...more,
    kind: componentKinds[key].detail,
    name,
    get location() {
      return place();
    },
  };
  return { item, detail };
}

/** The beginning of a file of the plugin. */
export function topOf({ tree }: Manifest, file: string): Location {
  return { file: tree === undefined ? file : shownIn(tree, file), line: 1, column: 1 };
}

/** The place of the last key of a path. */
export function keyPlace({ file, path }: { file: JsonFile; path: readonly (string | number)[] }): Location {
  return file.read().locateKey([...path]);
}
