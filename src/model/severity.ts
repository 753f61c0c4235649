/** `error`: it will not work; `warning`: it will hurt; `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';
