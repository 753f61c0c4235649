/**
 * Loaded before a program (`node --require`): it dies by SIGKILL just before its n-th change to the disk, `MKT_TEST_KILL_AT`, counted
 * from 1, of those that touch a path below `MKT_TEST_KILL_BELOW`. So every moment can be tried, without a clock.
 */
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const at = Number(process.env.MKT_TEST_KILL_AT);
const below = process.env.MKT_TEST_KILL_BELOW ?? '';
const descriptors = new Set();
let done = 0;
const names = ['openSync', 'writeSync', 'writeFileSync', 'renameSync', 'linkSync', 'rmSync', 'rmdirSync', 'mkdirSync', 'chmodSync', 'fsyncSync'];
for (const name of names) {
  const real = fs[name];
  fs[name] = (...args) => {
    const counts = descriptors.has(args[0]) || String(args[0]).startsWith(below);
    if (counts) done += 1;
    if (counts && done === at) process.kill(process.pid, 'SIGKILL');
    const result = real(...args);
    if (name === 'openSync') descriptors[counts ? 'add' : 'delete'](result);
    return result;
  };
}
syncBuiltinESMExports();
