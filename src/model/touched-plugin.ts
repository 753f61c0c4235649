/** A plugin of a marketplace that a change touches. */
export interface TouchedPlugin {
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
}
