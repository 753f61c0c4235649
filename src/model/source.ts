/** Where the files of a plugin are, in the client's own format. */
export type Source = string | Readonly<Record<string, unknown>>;
