/**
 * Says what keeps this checkout from being released; the workflow `release` runs it first.
 * `npm run release-check -- --repository acme/mkt` fills in where mkt is published: in `package.json`, and in all texts that name it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Published, repositoryOf } from '../src/model/formats/schema-address.ts';

/** How texts name the repository while its address is not known. */
const placeholder = 'OWNER/mkt';

/** All that is looked at. */
export interface Release {
  /** `package.json`. */
  readonly manifest: Published;
  /** The version in the manifest of mkt's own plugin. */
  readonly pluginVersion: string;
  readonly changelog: string;
  /** The texts that users read, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The repository that the workflow runs in, as GitHub says it. */
  readonly builtIn?: string | undefined;
}

/** What keeps a checkout from being released, each with what to do. */
export function obstaclesTo({ manifest, pluginVersion, changelog, texts, builtIn }: Release): string[] {
  const { version } = manifest;
  const repository = repositoryOf(manifest);
  const found: string[] = [];
  if (repository === undefined)
    found.push(
      '`package.json` names no `repository`: run `npm run release-check -- --repository <owner>/<name>`, then `npm run generate`',
    );
  else if (
    builtIn !== undefined &&
    repository.toLowerCase() !== `https://github.com/${builtIn}`.toLowerCase()
  )
    found.push(
      `\`package.json\` names the repository ${repository}, and this is ${builtIn}: npm would refuse the provenance`,
    );
  const unnamed = [...texts].filter(([, text]) => text.includes(placeholder)).map(([path]) => path);
  if (unnamed.length > 0)
    found.push(
      `\`${placeholder}\` is a placeholder in ${unnamed.length} files, such as ${unnamed[0]}: run \`npm run release-check -- --repository <owner>/<name>\`, then \`npm run generate\``,
    );
  if (pluginVersion !== version)
    found.push(
      `\`plugin/.claude-plugin/plugin.json\` has the version ${pluginVersion}, and \`package.json\` ${version}: make them the same`,
    );
  if (!changelog.includes(`\n## ${version} `))
    found.push(`\`CHANGELOG.md\` has no section \`## ${version} (<date>)\`: rename the heading "Unreleased"`);
  const old = [...texts].flatMap(([path, text]) =>
    statedVersions(text)
      .filter((each) => each !== version)
      .map((each) => `${path} (${each})`),
  );
  if (old.length > 0)
    found.push(`a version that is not ${version} is in ${old.join(', ')}: write \`v${version}\` there`);
  return found;
}

/** The releases of mkt that a text tells users to use: `uses: OWNER/mkt@v0.1.0`, `github:OWNER/mkt#v0.1.0`, and `rev:` of a hook. */
const statedVersions = (text: string): string[] =>
  [...text.matchAll(/(?:\/mkt[@#]|\/mkt\n\s+rev: )v(\d+\.\d+\.\d+)/g)].map(([, version = '']) => version);

/** A text with the repository in place of the placeholder. */
export const named = (text: string, repository: string): string => text.replaceAll(placeholder, repository);

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The texts for users that are in the repository; the contributor's guide says what they contain. */
function textsOf(): Map<string, string> {
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--', 'README.md', 'docs', 'examples', 'plugin', 'schema', 'editors', 'action.yml'],
    { cwd: root, encoding: 'utf8' },
  );
  const paths = files.split('\0').filter((path) => /\.(?:md|ya?ml|json)$/.test(path));
  return new Map(paths.map((path) => [path, read(path)]));
}

/** Writes where mkt is published. */
function fillIn(repository: string): void {
  const manifest = JSON.parse(read('package.json'));
  const { name, version, description, license, ...more } = manifest;
  const url = `git+https://github.com/${repository}.git`;
  const filled = { name, version, description, license, ...more, repository: { type: 'git', url } };
  writeFileSync(join(root, 'package.json'), `${JSON.stringify(filled, null, 2)}\n`);
  for (const [path, text] of textsOf()) {
    // `npm run generate` writes these, from the manifest.
    if (/^(?:schema|editors)\//.test(path) || !text.includes(placeholder)) continue;
    writeFileSync(join(root, path), named(text, repository));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { repository: { type: 'string' } } });
  const { repository } = values;
  if (repository !== undefined) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
      throw new Error('usage: npm run release-check -- --repository OWNER/NAME');
    fillIn(repository);
  }
  const obstacles = obstaclesTo({
    manifest: JSON.parse(read('package.json')),
    pluginVersion: JSON.parse(read('plugin/.claude-plugin/plugin.json')).version,
    changelog: read('CHANGELOG.md'),
    texts: textsOf(),
    builtIn: process.env.GITHUB_REPOSITORY,
  });
  for (const each of obstacles) process.stderr.write(`error: ${each}\n`);
  if (obstacles.length === 0) process.stdout.write('ok: nothing keeps this from being released\n');
  process.exitCode = obstacles.length > 0 ? 1 : 0;
}
