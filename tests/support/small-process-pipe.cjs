/** Numbered values through a pipe: twelve bytes with a mark, the number and the length of the value, and the value as V8 writes it. */
// Taken once, before a test can put something in their place.
const { readSync, writeSync } = require('node:fs');
const { deserialize, serialize } = require('node:v8');

const mark = 0x6d6b7421;
const headerLength = 12;

/** A message as bytes. */
function bytesOf(number, value) {
  const content = serialize(value);
  const header = Buffer.alloc(headerLength);
  [mark, number, content.length].forEach((each, at) => header.writeUInt32LE(each, 4 * at));
  return Buffer.concat([header, content]);
}

function write(to, bytes) {
  for (let at = 0; at < bytes.length; ) at += writeSync(to, bytes, at);
}

/** As many bytes as are there; 0 at the end. A signal can end the wait before there are any. */
function readSome(from, bytes, at) {
  for (;;) {
    try {
      return readSync(from, bytes, at, bytes.length - at, null);
    } catch (error) {
      if (error.code !== 'EINTR') throw error;
    }
  }
}

/** @returns undefined if the other end is closed before. */
function readAll(from, length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const got = readSome(from, bytes, at);
    if (got === 0) return undefined;
    at += got;
  }
  return bytes;
}

/** The next message; undefined if the other end is closed. Throws if it is something else. */
function read(from) {
  const header = readAll(from, headerLength);
  if (header === undefined) return undefined;
  if (header.readUInt32LE(0) !== mark) throw new Error('what came through the pipe is not a message');
  const content = readAll(from, header.readUInt32LE(8));
  return content && { number: header.readUInt32LE(4), value: deserialize(content) };
}

module.exports = { bytesOf, read, write };
