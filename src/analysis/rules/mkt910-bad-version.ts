import type { NotSemver } from '../../model/problems.ts';
import { faultsOf, inOneLine } from '../faults.ts';
import type { Rule, Said } from '../rule.ts';

const writeVersion = 'write major.minor.patch, such as `1.2.0`';
const writeRange = 'write a range as npm understands it, such as `^1.2.0`, `>=2 <4` or `*`';

export const badVersion: Rule<'MKT910'> = {
  id: 'MKT910',
  check: (context) => faultsOf(context, 'MKT910'),
  say: inOneLine<Rule<'MKT910'>['say']>({
    version: ({ version, plugin }) => ({
      message: `the version \`${version}\`${plugin === undefined ? '' : ` of \`${plugin}\``} is not semver, so no range can ask for it`,
      help: writeVersion,
    }),
    'marketplace-version': ({ version }) => ({
      message: `the marketplace's version \`${version}\` is not semver`,
      help: writeVersion,
    }),
    'not-semver': sayNotSemver,
    'ignored-not-semver': sayNotSemver,
    'dependency-range': ({ dependency, range }) => ({
      message: `\`${range}\` is not a version range: nobody can install the plugin that depends on \`${dependency}\` like this`,
      help: writeRange,
    }),
    'range-in-name': ({ stated, name, range }) => ({
      message: `the client drops the range of \`${stated}\`, and takes whatever version there is`,
      help: `write \`{ "name": "${name}", "version": "${range}" }\``,
    }),
    'range-not-text': ({ dependency, text }) => ({
      message: `the range for \`${dependency}\` is no text, so the client drops it and takes whatever version there is`,
      help: `write it in quotes: \`"${text}"\``,
    }),
    'range-in-entry': ({ dependency, range }) => ({
      message: `the client ignores the range \`${range}\` for \`${dependency}\`: it reads ranges in the plugin's own manifest only`,
      help: 'declare the dependency in `.claude-plugin/plugin.json`',
    }),
  }),
};

function sayNotSemver({ text, wanted, at, isKey }: NotSemver): Said {
  const where = at === '' ? 'the file' : `\`${at}\``;
  return {
    message: `\`${text}\` ${isKey ? 'in' : 'at'} ${where} ${wanted === 'range' ? 'is not a version range' : 'is not a semver version'}`,
    help: wanted === 'range' ? writeRange : `${writeVersion}, or \`1.2.0-rc.1\``,
  };
}
