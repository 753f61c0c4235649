import { noVersion } from './version.ts';

/** What is known of a version, in a release or a report. */
export interface Versioned {
  /** Semver; `0.0.0` stands for the lack of one. */
  readonly version: string;
  /** It has neither a version nor a tag: what is installed depends on the day. */
  readonly unpinnable?: boolean;
  /** The version as its author wrote it, if that is not semver. */
  readonly statedVersion?: string;
}

/** Of a release, what {@link shownVersion} needs. */
export const versionOf = ({ version, unpinnable, statedVersion }: Versioned): Versioned => ({
  version,
  ...(unpinnable === true && { unpinnable }),
  ...(unpinnable === true && statedVersion !== undefined && { statedVersion }),
});

/** The version to show: what the author wrote, or that there is none, for which `0.0.0` is only a placeholder. */
export const shownVersion = ({ version, unpinnable, statedVersion }: Versioned): string =>
  unpinnable === true ? (statedVersion ?? 'no version') : version;

/** A version of a lock, to show: there, `0.0.0` stands for the lack of one, too, and a lock does not tell it from a stated `0.0.0`. */
export const lockedVersion = (version: string): string => (version === noVersion ? 'no version' : version);
