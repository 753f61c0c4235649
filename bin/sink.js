// Where a command line writes to. Node's own streams take as long to load as a short command to run, and for a file or a pipe they do
// nothing that a plain write does not do: they wait for it, except on Windows.
const fs = require('node:fs');

/**
 * @param fd 1 for stdout, 2 for stderr.
 * @param stream returns Node's stream for it, which is loaded where a plain write does not do: for a terminal, and for a pipe that is
 *   full and must not be waited for.
 * @returns what mkt needs of a stream, and `onClosed`, which calls a function once the reader is gone.
 */
function sinkOf(fd, stream, { fstatSync, writeSync } = fs) {
  let isPlain = process.platform !== 'win32' && canBePlain(fd, fstatSync);
  let isClosed = false;
  const closed = new Set();
  const close = () => {
    isClosed = true;
    for (const each of closed) each();
  };
  let opened;
  const open = () => {
    if (opened !== undefined) return opened;
    opened = stream();
    // A reader that stops early (`mkt list | head -1`) is no failure.
    opened.on('error', (error) => {
      if (error.code !== 'EPIPE') throw error;
      close();
    });
    return opened;
  };
  return {
    get isTTY() {
      return isPlain ? undefined : open().isTTY;
    },
    get columns() {
      return isPlain ? undefined : open().columns;
    },
    write(text) {
      if (!isPlain) return open().write(text);
      if (isClosed) return false;
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) {
        try {
          at += writeSync(fd, bytes, at);
        } catch (error) {
          if (error.code === 'EPIPE') {
            close();
            return false;
          }
          // Node's stream can wait for a full pipe, and says what else is wrong.
          isPlain = false;
          return open().write(bytes.subarray(at));
        }
      }
      return true;
    },
    onClosed(listener) {
      closed.add(listener);
      return () => closed.delete(listener);
    },
  };
}

function canBePlain(fd, fstatSync) {
  try {
    const status = fstatSync(fd);
    return status.isFile() || status.isFIFO() || status.isSocket();
  } catch {
    return false;
  }
}

module.exports = { sinkOf };
