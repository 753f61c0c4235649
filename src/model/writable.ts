/** The same members, which can be set: for a value that is built key by key. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
