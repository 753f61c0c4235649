/** Values through a pipe: four bytes with the length of a value, and the value as V8 writes it. */
const fs = require('node:fs');
const { deserialize, serialize } = require('node:v8');

function writeAll(to, bytes) {
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(to, bytes, at);
}

function write(to, value) {
  const bytes = serialize(value);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  writeAll(to, Buffer.concat([length, bytes]));
}

/** @returns undefined if the other end is closed. */
function readAll(from, amount) {
  const bytes = Buffer.alloc(amount);
  for (let at = 0; at < amount; ) {
    const got = fs.readSync(from, bytes, at, amount - at, null);
    if (got === 0) return undefined;
    at += got;
  }
  return bytes;
}

/** The next value; undefined if there is no other. */
function read(from) {
  const length = readAll(from, 4);
  const bytes = length && readAll(from, length.readUInt32LE());
  return bytes && deserialize(bytes);
}

module.exports = { read, write };
