/*
 * The rules of app.asar, for a parcel whose archive was written out as a folder of that name: nothing below it is written, and
 * a native module is loaded from app.asar.unpacked, where electron-builder has put it. Loaded where AFTERBEEP_PARCEL names the
 * folder with both.
 */
const fs = require('node:fs')
const { join, resolve, sep } = require('node:path')
const { fileURLToPath } = require('node:url')
const { syncBuiltinESMExports } = require('node:module')

const archive = join(process.env.AFTERBEEP_PARCEL, 'app.asar')

function isInArchive(path) {
  if (typeof path !== 'string' && !(path instanceof URL) && !Buffer.isBuffer(path)) return false
  const written = path instanceof URL ? fileURLToPath(path) : String(path)
  return resolve(written).startsWith(archive + sep)
}

const refusal = (syscall, path) =>
  Object.assign(new Error(`EACCES: permission denied, ${syscall} '${path}'`), { code: 'EACCES', syscall })
const isReading = (flags) => flags === undefined || flags === null || flags === 'r' || flags === 'rs' || flags === 0

const { openSync } = fs
const { open } = fs.promises
fs.openSync = (path, flags, ...others) => {
  if (isInArchive(path) && !isReading(flags)) throw refusal('open', path)
  return openSync(path, flags, ...others)
}
fs.promises.open = async (path, flags, ...others) => {
  if (isInArchive(path) && !isReading(flags)) throw refusal('open', path)
  return open(path, flags, ...others)
}
for (const name of [
  'mkdirSync',
  'writeFileSync',
  'rmSync',
  'renameSync',
  'unlinkSync',
  'copyFileSync',
  'appendFileSync',
]) {
  const deed = fs[name]
  fs[name] = (...given) => {
    const written = name === 'copyFileSync' ? given[1] : given[0]
    if (isInArchive(written)) throw refusal(name, written)
    return deed(...given)
  }
}
for (const name of ['mkdir', 'writeFile', 'rm', 'rename', 'unlink', 'copyFile', 'appendFile']) {
  const deed = fs.promises[name]
  fs.promises[name] = async (...given) => {
    const written = name === 'copyFile' ? given[1] : given[0]
    if (isInArchive(written)) throw refusal(name, written)
    return deed(...given)
  }
}
syncBuiltinESMExports()

const { dlopen } = process
process.dlopen = (module, path, ...others) =>
  dlopen(module, path.startsWith(archive + sep) ? `${archive}.unpacked${path.slice(archive.length)}` : path, ...others)
