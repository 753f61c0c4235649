/** `error`: it does not work; `warning`: it will cause trouble; `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';
