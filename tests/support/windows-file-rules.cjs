/*
 * Two rules of Windows, on every system, so that a test can see what would fail there:
 *
 *   a file that was opened for reading only is not flushed (FlushFileBuffers needs GENERIC_WRITE: EPERM, nodejs/node#3879)
 *   no file is renamed over a file that this process holds open (MoveFileEx: EPERM)
 *
 * Loaded before everything else: by vitest as a setup file, and by the stand-in for Electron. Where there is no /proc, which
 * tells what a process holds open, every system has its own rules.
 */
const fs = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')

const refusal = (syscall, path) =>
  Object.assign(new Error(`EPERM: operation not permitted, ${syscall}${path ? ` '${path}'` : ''}`), {
    code: 'EPERM',
    errno: -1,
    syscall,
  })

const readOnly = 0
const accessMode = 3

/** A directory cannot be opened there at all: whoever flushes one asks for the platform first. */
function isReadOnlyFile(fd) {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '2'
    return (parseInt(flags, 8) & accessMode) === readOnly && fs.fstatSync(fd).isFile()
  } catch {
    return false
  }
}

/** Is the file at this path open in this process? */
function isHeldOpen(path) {
  let real
  let held
  try {
    real = fs.realpathSync(path)
    held = fs.readdirSync('/proc/self/fd')
  } catch {
    return false
  }
  for (const fd of held) {
    try {
      if (fs.readlinkSync(`/proc/self/fd/${fd}`) === real) return true
    } catch {
      // It was closed meanwhile.
    }
  }
  return false
}

const { fsync, fsyncSync, rename, renameSync } = fs
const promised = fs.promises.rename

fs.fsyncSync = (fd) => {
  if (isReadOnlyFile(fd)) throw refusal('fsync')
  return fsyncSync(fd)
}
fs.fsync = (fd, done) => (isReadOnlyFile(fd) ? process.nextTick(done, refusal('fsync')) : fsync(fd, done))
fs.renameSync = (from, to) => {
  if (isHeldOpen(to)) throw refusal('rename', to)
  return renameSync(from, to)
}
fs.rename = (from, to, done) =>
  isHeldOpen(to) ? process.nextTick(done, refusal('rename', to)) : rename(from, to, done)
fs.promises.rename = async (from, to) => {
  if (isHeldOpen(to)) throw refusal('rename', to)
  return promised(from, to)
}

/** FileHandle is not exported: its class is that of any handle. */
const handled = fs.promises.open
let isHandleGuarded = false
fs.promises.open = async (...given) => {
  const handle = await handled(...given)
  if (!isHandleGuarded) {
    isHandleGuarded = true
    const shape = Object.getPrototypeOf(handle)
    for (const name of ['sync', 'datasync']) {
      const flush = shape[name]
      shape[name] = async function () {
        if (isReadOnlyFile(this.fd)) throw refusal('fsync')
        return flush.call(this)
      }
    }
  }
  return handle
}
syncBuiltinESMExports()
