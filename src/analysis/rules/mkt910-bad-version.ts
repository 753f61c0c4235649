import type { PluginReading } from '../../client/reading/plugin-reading.ts';
import type { SoundDependency } from '../../client/reading/stated-dependencies.ts';
import type { NotSemver } from '../../model/file-evidence.ts';
import { completedVersion, isRange, isVersion } from '../../model/version.ts';
import { member, textOf } from '../../text/values.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Placed, Rule, Said } from '../rule.ts';

const writeVersion = 'write major.minor.patch, such as `1.2.0`';
const writeRange = 'write an npm range, such as `^1.2.0`, `>=2 <4` or `*`';

export const badVersion: Rule<'MKT910'> = {
  id: 'MKT910',
  plugin: (reading) => [...pluginVersions(reading), ...rangesOf(reading)],
  marketplace: ({ file }) =>
    [
      { holder: file.value, path: ['version'] },
      { holder: member(file.value, 'metadata'), path: ['metadata', 'version'] },
    ].flatMap(({ holder, path }): Placed<'MKT910'>[] => {
      const version = textOf(member(holder, 'version'));
      if (version === undefined || isVersion(version)) return [];
      return [{ case: 'marketplace-version', evidence: { version }, location: file.read().locate(path) }];
    }),
  say: inOneLine<Rule<'MKT910'>['say']>({
    version: ({ version, plugin }) => ({
      message: `the version \`${version}\`${plugin === undefined ? '' : ` of \`${plugin}\``} is not a valid semver version, so no range can match it`,
      help: writeVersion,
    }),
    'marketplace-version': ({ version }) => ({
      message: `the marketplace's version \`${version}\` is not a valid semver version`,
      help: writeVersion,
    }),
    'not-semver': sayNotSemver,
    'ignored-not-semver': sayNotSemver,
    'dependency-range': ({ dependency, range }) => ({
      message: `\`${range}\` is not a valid version range for \`${dependency}\`, so the plugin that requires it cannot be installed`,
      help: writeRange,
    }),
    'range-in-name': ({ stated, name, range }) => ({
      message: `the client ignores the range in \`${stated}\` and accepts any version`,
      help: `write \`{ "name": "${name}", "version": "${range}" }\``,
    }),
    'range-not-text': ({ dependency, text }) => ({
      message: `the range for \`${dependency}\` is not a string, so the client ignores it and accepts any version`,
      help: isRange(text) ? `write it in quotes: \`"${text}"\`` : writeRange,
    }),
    'range-in-entry': ({ dependency, range }) => ({
      message: `the client ignores the range \`${range}\` for \`${dependency}\`: it reads ranges only in the plugin's own manifest`,
      help: 'declare the dependency in `.claude-plugin/plugin.json`',
    }),
  }),
};

function sayNotSemver({ text, wanted, at, isKey }: NotSemver): Said {
  const where = at === '' ? 'the file' : `\`${at}\``;
  const whole = completedVersion(text);
  return {
    message: `\`${text}\` ${isKey ? 'in' : 'at'} ${where} ${wanted === 'range' ? 'is not a valid version range' : 'is not a valid semver version'}`,
    help:
      wanted === 'range'
        ? writeRange
        : whole === undefined
          ? `${writeVersion}, or \`1.2.0-rc.1\``
          : `write \`${whole}\``,
  };
}

function pluginVersions({ statements, name }: PluginReading): Placed<'MKT910'>[] {
  return statements.flatMap(({ value, file, path, from }): Placed<'MKT910'>[] => {
    const version = textOf(member(value, 'version'));
    if (version === undefined || isVersion(version)) return [];
    return [
      {
        case: 'version',
        evidence: { version, ...(from === 'entry' && { plugin: name }) },
        location: file.read().locate([...path, 'version']),
      },
    ];
  });
}

const rangesOf = ({ soundDependencies }: PluginReading): Placed<'MKT910'>[] =>
  soundDependencies.flatMap((item) => [...droppedRange(item), ...unreadRange(item)]);

function droppedRange({
  stated,
  name,
  droppedRange: range,
  file,
  path,
}: SoundDependency): Placed<'MKT910'>[] {
  if (range === undefined) return [];
  return [{ case: 'range-in-name', evidence: { stated, name, range }, location: file.read().locate(path) }];
}

/** A range that the client ignores: not a string, or in the entry. */
function unreadRange({ value, name, from, file, path }: SoundDependency): Placed<'MKT910'>[] {
  const range = member(value, 'version');
  if (range === undefined) return [];
  const where = () => ({ location: file.read().locate([...path, 'version']) });
  if (typeof range !== 'string')
    return [
      {
        case: 'range-not-text',
        evidence: {
          dependency: name,
          text: typeof range === 'object' ? JSON.stringify(range) : String(range),
        },
        ...where(),
      },
    ];
  if (from !== 'entry' || range === '' || range === '*') return [];
  return [{ case: 'range-in-entry', evidence: { dependency: name, range }, ...where() }];
}
