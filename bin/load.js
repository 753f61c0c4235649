// Loads the program, one script, with what V8 made of it in an earlier run: most of the start-up of a short run would go into
// compiling. A checkout has that next to the program (`scripts/compile.js`); an installed package writes it into mkt's cache at the
// first run of each command, because it fits only one build of Node. V8 itself checks that it fits this Node.
//
// This is CommonJS, unlike the rest: Node starts its loader of ES modules only where it needs one, which takes as long as the program.
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const program = join(dist, 'mkt.cjs');
const compiled = join(dist, 'mkt.v8');

/** The text of the program: a function, as `scripts/build.ts` writes it, in ASCII. */
const readProgram = () => fs.readFileSync(program, 'latin1');

/** The program as a script that has not run yet. */
const scriptOf = (cachedData, text = readProgram()) =>
  new Script(text, { filename: program, ...(cachedData && { cachedData }) });

/** What the program exports. */
function start(script) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(program), module, program, dirname(program));
  return module.exports;
}

/** The compiled code next to the program; undefined if there is none, or if the program changed since: V8 would not notice a text of equal length. */
function readCompiled() {
  try {
    return fs.statSync(compiled).mtimeMs < fs.statSync(program).mtimeMs
      ? undefined
      : fs.readFileSync(compiled);
  } catch {
    return undefined;
  }
}

/**
 * Loads the program.
 * @returns what it exports, and what to call at the end of a run that went well: it remembers the compiled code if there was none, or none of a part that this run has loaded.
 */
function load(args, env) {
  const own = readCompiled();
  if (own !== undefined) return { ...start(scriptOf(own)), remember: () => undefined };
  const text = readProgram();
  const file = cachedFile(args, env, text);
  const kept = keptIn(file && readOwn(file));
  const script = scriptOf(kept?.code, text);
  const known = script.cachedDataRejected === false ? kept.parts : [];
  const { loadedParts, ...program } = start(script);
  return {
    ...program,
    remember: () => {
      const parts = [...new Set([...known, ...loadedParts()])];
      // Another run of the command may need other parts: what both ran is kept from then on.
      if (file !== undefined && parts.length > known.length)
        write(file, Buffer.concat([Buffer.from(`${parts.join(' ')}\n`), script.createCachedData()]));
    },
  };
}

/** Compiled code in a file of the cache, and the names of the parts that had run, on the line before it. */
function keptIn(bytes) {
  const end = bytes?.indexOf(10) ?? -1;
  if (end < 0) return undefined;
  return { parts: bytes.toString('latin1', 0, end).split(' '), code: bytes.subarray(end + 1) };
}

/** The file for this build, this Node and this command, of which each runs another part of the program; undefined without a cache. */
function cachedFile(args, env, text) {
  // As for Node's own cache of compiled code.
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const { cacheFolder } = require('../dist/user-folders.cjs');
    const cache = cacheFolder(env);
    const build = /\/\/ build ([0-9a-f]{16})\n\}\)$/.exec(text.slice(-40))?.[1];
    const command = args.find((arg) => !arg.startsWith('-')) ?? 'none';
    if (build === undefined || !isAbsolute(cache) || !/^_{0,2}[a-z][a-z-]{0,20}$/.test(command))
      return undefined;
    return join(cache, 'compiled', `${build}-${process.version}-${process.arch}-${command}.v8`);
  } catch {
    return undefined;
  }
}

/** Code is taken only from a file that only the user could write. */
function readOwn(file) {
  let open;
  try {
    open = fs.openSync(file, 'r');
    const { isOfUserAlone } = require('../dist/user-folders.cjs');
    return isOfUserAlone(fs.fstatSync(open)) ? fs.readFileSync(open) : undefined;
  } catch {
    return undefined;
  } finally {
    if (open !== undefined) fs.closeSync(open);
  }
}

const month = 30 * 24 * 60 * 60 * 1000;

/** As many as the commands of two builds that take turns; each has about a megabyte. */
const mostFiles = 64;

/** Writes it whole or not at all, and forgets what other builds left: all of a month ago, and the oldest. A cache that cannot be written is no fault. */
function write(file, data) {
  const folder = dirname(file);
  const unfinished = `${file}.${process.pid}`;
  try {
    require('../dist/user-folders.cjs').makeFolder(folder);
    fs.writeFileSync(unfinished, data, { mode: 0o600, flag: 'wx' });
    fs.renameSync(unfinished, file);
    const written = fs.readdirSync(folder).map((name) => {
      const file = join(folder, name);
      return { file, at: fs.statSync(file).mtimeMs };
    });
    written.sort((a, b) => b.at - a.at);
    for (const [index, old] of written.entries())
      if (index >= mostFiles || Date.now() - old.at > month) fs.rmSync(old.file, { force: true });
  } catch {
    try {
      fs.rmSync(unfinished, { force: true });
    } catch {}
  }
}

module.exports = { compiled, load, program, readCompiled, scriptOf, start };
