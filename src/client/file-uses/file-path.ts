import { filePattern } from '../../model/file-pattern.ts';

/** Extensions of files that plugins hand to each other: in prose, `Node.js` and `e.g.` have a dot, too. */
const extensions = new Set(
  (
    'md mdx mdc txt json jsonl ndjson json5 jsonc yaml yml toml csv tsv html htm pdf xml sql ts tsx js jsx mjs cjs py rs go sh bash ini ' +
    'cfg conf lock log svg png jpg jpeg gif webp ipynb db sqlite sqlite3 mmd puml dot docx xlsx pptx parquet har diff patch feature tf hcl ' +
    'proto graphql prisma bib tex rst adoc mod sum css scss vue svelte rb php java kt swift c h cpp cs zip gz tar sarif lcov mp4 mp3 wav srt ' +
    'vtt pkl npz npy h5 onnx safetensors drawio excalidraw pen dsl bicep gradle properties plist geojson wasm'
  ).split(' '),
);

/** What has the extension of a file and is something else. */
const products =
  /^(?:node|next|nuxt|vue|react|three|d3|express|nest|ember|backbone|alpine|chart|p5|moment|discord|socket|deno|bun|asp|ml)\.(?:js|ts|net|io)$/i;

/** Files outside of the project, or in it by accident. */
const elsewhere =
  /^(?:~|\$\{?(?:HOME|XDG_|TMPDIR|CLAUDE_PLUGIN|CLAUDE_SKILL|CLAUDE_CONFIG|PLUGIN|SKILL|USER)|%USERPROFILE%|\/|[A-Za-z]:\\|https?:|node_modules\/|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|ai)\/)/i;

/** Folders in which a skill has its own files. */
const bundled =
  /^(?:\.\/)?(?:[\w-]+\/)*references\/|^(?:\.\/)?(?:references|reference|scripts|assets|resources|examples|templates|agents|commands|skills|hooks)\//;

/** What no path of a project has. */
const notInPaths = /[()=;,|"'`!?&\\^\s]|:\/\/|:\d|^-|::|\$\(|^@[\w-]+\/|\.\.\//;

/** Names that only show where a name would be. */
const sample =
  /^(?:path|some|your|my|foo|bar|example|the)[-_/]|(?:^|\/)(?:foo|bar|baz|example|sample|file|filename|name|path)\.\w+$|path\/to/i;

/** `.env`, `.env.local`, `.eslintrc*`. */
const dotFile = /^\.[a-z][a-z-]+(?:\.[a-z*]+)?\*?$/;

/** What the folders of a repository are called, and no branch, type or pair of words. */
const projectFolder =
  /^(?:\.[\w-]+|docs?|src|lib|tests?|specs?|reports?|plans?|artifacts?|output|outputs|research|data|state|build|dist|public|app|packages|config|notes|tasks|memory)\//;

/**
 * The pattern of a path that a text has, if it is one.
 * @param isCode whether it is a code span: outside of these, `and/or` is more frequent than a folder.
 */
export function pathIn(written: string, isCode: boolean): string | undefined {
  // `@docs/plan.md` and `@~/notes.md` attach a file.
  const bare = written.replace(/^@(?=[\w.~$]+[/.])/, '');
  if (written.length > 200 || elsewhere.test(bare) || bundled.test(bare)) return undefined;
  const withoutHoles = bare.replace(
    /\$?\{\{?[^{}]*\}\}?|<[^<>]*>|\[[^[\]]*\]|\$\((?:pwd|git rev-parse --show-toplevel)\)/g,
    '*',
  );
  if (notInPaths.test(withoutHoles) || sample.test(withoutHoles)) return undefined;
  const pattern = filePattern(bare);
  if (pattern === undefined) return undefined;
  const segments = pattern.replace(/\/$/, '').split('/');
  // `CLAUDE.md/CLAUDE.local.md` are two files.
  if (segments.slice(0, -1).some((segment) => isFileName(segment))) return undefined;
  const last = segments.at(-1) ?? '';
  if (pattern.endsWith('/')) return isNamed(segments) ? pattern : undefined;
  if (isFileName(last)) return isNamed(segments) && !products.test(last) ? pattern : undefined;
  if (isCode && dotFile.test(pattern) && !extensions.has(pattern.slice(1))) return pattern;
  if (segments.length < 2 || last.includes('.') || !(isCode || pattern.startsWith('.'))) return undefined;
  return projectFolder.test(pattern) ? `${pattern}/` : undefined;
}

/** Whether a name has the extension of a file, and something before it. */
function isFileName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  return dot > 0 && extensions.has(extension);
}

/** Whether more of it is known than an extension. */
const isNamed = (segments: readonly string[]): boolean =>
  segments.some((segment) => /[A-Za-z0-9]/.test(segment.replace(/\.\w+$/, '').replaceAll('*', '')));
